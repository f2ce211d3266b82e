/* A bare participation kernel: four acts, one gate, ten contacts. How fast this machine does the like.
 *
 * Each month every resident counts, in packed bytes, which contacts did each act, draws four numbers by a keyed
 * generator (Philox4x32-10, as sim/engine/random.py), and does an act if the number is below a logistic chance
 * of five terms. Called as: bare_kernel RESIDENTS MONTHS; prints the seconds of each month. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { ACTS = 4, CONTACTS = 10, TRAITS = 3, BLOCK = 512 };

static const float weight[ACTS][TRAITS + 2] = {
    {-2.0f, 0.3f, 0.2f, -0.1f, 1.5f}, {-3.0f, 0.1f, 0.4f, 0.2f, 1.0f},
    {-2.5f, -0.2f, 0.1f, 0.3f, 2.0f}, {-4.0f, 0.2f, 0.2f, 0.2f, 1.0f}};

static void draw(const uint32_t *who, uint32_t month, int n, float u[ACTS][BLOCK])
{
    for (int k = 0; k < n; k++) {
        uint64_t x0 = who[k], x1 = month, x2 = 7, x3 = 0, key0 = 1, key1 = 2;
        for (int round = 0; round < 10; round++) {
            uint64_t a = 0xD2511F53u * x0, b = 0xCD9E8D57u * x2;
            x0 = (b >> 32) ^ x1 ^ key0, x1 = b & 0xFFFFFFFFu;
            x2 = (a >> 32) ^ x3 ^ key1, x3 = a & 0xFFFFFFFFu;
            key0 = (key0 + 0x9E3779B9u) & 0xFFFFFFFFu, key1 = (key1 + 0xBB67AE85u) & 0xFFFFFFFFu;
        }
        const float to_unit = 1.0f / 4294967296.0f;
        u[0][k] = (float)(uint32_t)x0 * to_unit, u[1][k] = (float)(uint32_t)x1 * to_unit;
        u[2][k] = (float)(uint32_t)x2 * to_unit, u[3][k] = (float)(uint32_t)x3 * to_unit;
    }
}

static float chance(float odds) /* logistic, by (1 + x/256)^256 for the exponential */
{
    float power = 1.0f - odds / 256.0f;
    for (int square = 0; square < 8; square++)
        power *= power;
    return 1.0f / (1.0f + power);
}

static void month_of_block(int first, int n, uint32_t month, const uint32_t *who, float *const *trait,
                           const int32_t *contact, const uint32_t *did, uint32_t *does)
{
    uint32_t counted[BLOCK];
    float u[ACTS][BLOCK];
    for (int k = 0; k < n; k++) {
        uint32_t sum = 0; /* a byte for each act */
        for (int tie = 0; tie < CONTACTS; tie++)
            sum += did[contact[(size_t)(first + k) * CONTACTS + tie]];
        counted[k] = sum, does[first + k] = 0;
    }
    draw(who + first, month, n, u);
    for (int act = 0; act < ACTS; act++)
        for (int k = 0; k < n; k++) {
            float odds = weight[act][0];
            for (int term = 0; term < TRAITS; term++)
                odds += weight[act][1 + term] * trait[term][first + k];
            odds += weight[act][TRAITS + 1] * (float)(counted[k] >> 8 * act & 255) / CONTACTS;
            does[first + k] |= (uint32_t)(u[act][k] < chance(odds)) << 8 * act;
        }
}

int main(int count, char **argument)
{
    int residents = count > 2 ? atoi(argument[1]) : 100000, months = count > 2 ? atoi(argument[2]) : 20;
    uint32_t *who = malloc(4 * (size_t)residents), *did = calloc(residents, 4), *does = calloc(residents, 4);
    int32_t *contact = malloc(4 * (size_t)residents * CONTACTS);
    float *trait[TRAITS];
    uint64_t state = 1;
    for (int term = 0; term < TRAITS; term++)
        trait[term] = malloc(4 * (size_t)residents);
    for (int i = 0; i < residents; i++) {
        who[i] = (uint32_t)i;
        for (int j = 0; j < TRAITS + CONTACTS; j++) {
            state = state * 6364136223846793005u + 1442695040888963407u;
            int near = i - i % 2000, size = residents - near < 2000 ? residents - near : 2000;
            if (j < TRAITS)
                trait[j][i] = (float)(state >> 40) / 16777216.0f - 0.5f;
            else /* contacts live in the same community of 2,000 */
                contact[(size_t)i * CONTACTS + j - TRAITS] = near + (int)((state >> 33) % (uint64_t)size);
        }
    }
    for (int month = 1; month <= months; month++) {
        struct timespec begin, end;
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &begin);
        for (int first = 0; first < residents; first += BLOCK)
            month_of_block(first, residents - first < BLOCK ? residents - first : BLOCK, (uint32_t)month, who,
                           trait, contact, did, does);
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &end);
        uint32_t *before = did;
        did = does, does = before;
        printf("%.9f\n", (double)(end.tv_sec - begin.tv_sec) + 1e-9 * (double)(end.tv_nsec - begin.tv_nsec));
    }
    return 0;
}
