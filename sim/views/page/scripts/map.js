// Paints the residents and institutions of a world: on the page's canvas, or on one of a file (PNG, SVG).
// told: what sim/views/page/panels/maps.py says of a month; layout: its plan, the same in every month.

export const FONT = '12px "Shequ Sans SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif';
export const LABEL = 26; // pixels above each community for its name and its institutions
const MOST_RINGS = 4;
const PALE = "#e3e3df";
const ADMINISTRATIVE = "#8c8c87";
const SELF_GOVERNING = "#44aa99";
const ORGANISATION = "#bb5566";
const IN_FORCE = "#0f7b6c";
const GAP = 24; // between the worlds of a file
const HEAD = 24; // above them
const LINE = 20; // of the legend
const ABOUT = 17; // a line of what the file says of itself

// Where everything stands: rows of communities are pushed apart by the height of their labels.
export function place(layout) {
  const { blocks, x, y } = layout;
  const tops = [...new Set(blocks.map((block) => block[1]))].sort((a, b) => a - b);
  const shifts = blocks.map((block) => (tops.indexOf(block[1]) + 1) * LABEL);
  const owner = new Int16Array(x.length);
  let block = 0;
  for (let i = 0; i < x.length; i++) {
    while (block < blocks.length - 1 && !inside(blocks[block], x[i], y[i])) block++;
    owner[i] = block;
  }
  return { ...layout, shifts, owner, labels: tops.length * LABEL + 4 };
}

function inside([bx, by, bw, bh], x, y) {
  return x >= bx && x < bx + bw && y >= by && y < by + bh;
}

export function heightOf(placed, scale) {
  return placed.height * scale + placed.labels;
}

function centre(placed, i, scale) {
  return [(placed.x[i] + 0.5) * scale, (placed.y[i] + 0.5) * scale + placed.shifts[placed.owner[i]]];
}

export function isPiloted(told) {
  const states = told.worlds[1].in_force;
  return states.some((one) => one) && !states.every((one) => one);
}

export function paintWorld(paint, placed, told, w, scale) {
  placed.blocks.forEach((block, c) => paintCommunity(paint, placed, told, w, c, scale));
  paintDots(paint, placed, told, w, scale);
  paintChosen(paint, placed, told, w, scale);
}

function paintCommunity(paint, placed, told, w, c, scale) {
  const world = told.worlds[w];
  const [bx, by, bw, bh] = placed.blocks[c];
  const [left, top, wide] = [bx * scale, by * scale + placed.shifts[c], bw * scale];
  paint.fillStyle = "#f6f6f3";
  paint.fillRect(left, top, wide, bh * scale);
  if (c === told.community || (isPiloted(told) && world.in_force[c])) {
    paint.strokeStyle = c === told.community ? "#1a1a1a" : IN_FORCE;
    paint.lineWidth = 2;
    paint.strokeRect(left, top, wide, bh * scale);
  }
  paint.fillStyle = "#333333";
  const name = told.names[c];
  paint.fillText(paint.measureText(name).width <= wide + 8 ? name : name.split(" ")[0], left, top - 12);
  paintBodies(paint, left, top - 7, wide, world.administrative[c], world.organisations[c]);
}

function paintBodies(paint, left, top, wide, share, count) {
  const rings = count > MOST_RINGS ? 1 : count;
  const number = count > MOST_RINGS ? `${count}` : "";
  const bar = Math.max(wide - rings * 8 - 8 * number.length - 2, wide * 0.4);
  paint.fillStyle = ADMINISTRATIVE;
  paint.fillRect(left, top, bar * share, 4);
  paint.fillStyle = SELF_GOVERNING;
  paint.fillRect(left + bar * share, top, share > 0 ? bar * (1 - share) : 0, 4);
  paint.lineWidth = 1.5;
  for (let k = 0; k < rings && bar + 8 * (k + 1) <= wide + 4; k++) {
    ring(paint, left + bar + 6 + 8 * k, top + 2, 2.5, ORGANISATION);
  }
  paint.fillStyle = ORGANISATION;
  paint.fillText(number, left + bar + 12, top + 6);
}

function ring(paint, x, y, radius, colour) {
  paint.strokeStyle = colour;
  paint.beginPath();
  paint.arc(x, y, radius, 0, 2 * Math.PI);
  paint.stroke();
}

function line(paint, from, to, width, colour) {
  paint.strokeStyle = colour;
  paint.lineWidth = width;
  paint.beginPath();
  paint.moveTo(...from);
  paint.lineTo(...to);
  paint.stroke();
}

function paintDots(paint, placed, told, w, scale) {
  const codes = told.highlight ? told.moved : told.worlds[w].codes;
  const lines = told.highlight ? movedLines(told, w) : told.legend;
  const groups = lines.map(() => []);
  for (let i = 0; i < codes.length; i++) groups[codes.charCodeAt(i) - 97].push(i);
  groups.forEach((group, line) => paintGroup(paint, placed, group, lines[line], scale));
}

// Each world shows those who take part in it, and stands the others back.
function movedLines(told, w) {
  const pale = { colour: PALE, quiet: true };
  const [gained, lost, changed] = told.moved_legend;
  return w ? [pale, gained, pale, changed] : [pale, pale, lost, changed];
}

function paintGroup(paint, placed, group, line, scale) {
  const side = line.quiet ? Math.max(scale * 0.8, 0.7) : Math.max(scale * 1.05, 1.8);
  const inset = (scale - side) / 2;
  paint.fillStyle = line.colour;
  group.forEach((i) => {
    const top = placed.y[i] * scale + placed.shifts[placed.owner[i]];
    paint.fillRect(placed.x[i] * scale + inset, top + inset, side, side);
  });
}

function paintChosen(paint, placed, told, w, scale) {
  const chosen = told.resident;
  if (chosen < 0 || chosen >= placed.x.length) return;
  const from = centre(placed, chosen, scale);
  told.worlds[w].ties.forEach(([dot, layer]) => {
    const to = centre(placed, dot, scale);
    const colour = told.tie_legend[layer].colour;
    line(paint, from, to, 4, "#ffffff"); // a pale rim, so that the tie is seen above the dots
    line(paint, from, to, 1.5, colour);
    ring(paint, ...to, Math.max(scale * 0.7, 3), colour);
  });
  paint.lineWidth = 2;
  ring(paint, ...from, Math.max(scale, 5), "#000000");
}

// What stands at a point of a map: {community} or {dot}, or nothing.
export function at(placed, px, py, scale) {
  const community = placed.blocks.findIndex(([bx, by, bw], c) => {
    const top = by * scale + placed.shifts[c];
    return px >= bx * scale && px < (bx + bw) * scale && py >= top - LABEL && py < top;
  });
  if (community >= 0) return { community };
  const found = {};
  let least = Math.max(scale * scale, 36);
  for (let i = 0; i < placed.x.length; i++) {
    const [x, y] = centre(placed, i, scale);
    const far = (x - px) ** 2 + (y - py) ** 2;
    if (far < least) [found.dot, least] = [i, far];
  }
  return found;
}

function legendOf(told) {
  const bodies = [
    { colour: ADMINISTRATIVE, label: told.words.administrative, flat: true },
    { colour: SELF_GOVERNING, label: told.words.self_governing, flat: true },
    { colour: ORGANISATION, label: told.words.organisations, round: true },
  ];
  const in_force = isPiloted(told) ? [{ colour: IN_FORCE, label: told.words.in_force }] : [];
  const dots = told.words.dots ? [{ label: told.words.dots }] : [];
  const residents = told.highlight ? told.moved_legend : told.legend;
  const ties = told.resident >= 0 ? told.tie_legend.map((one) => ({ ...one, flat: true })) : [];
  return [...residents, ...bodies, ...in_force, ...ties, ...dots];
}

// Places of the legend's entries, line after line; the last has the height of all.
function legendPlaces(entries, width, ruler) {
  let [x, y] = [0, 0];
  const places = entries.map((one) => {
    const wide = ruler.measureText(one.label).width + 36;
    if (x && x + wide > width) [x, y] = [0, y + LINE];
    x += wide;
    return [x - wide, y];
  });
  return { places, height: y + LINE };
}

// A text in lines of at most a width, broken after spaces, or anywhere in Chinese.
function broken(text, width, ruler) {
  const lines = [""];
  text.match(/[\u3000-\uffff]|[^\s\u3000-\uffff]+\s*|\s+/g).forEach((piece) => {
    const longer = lines[lines.length - 1] + piece;
    if (lines[lines.length - 1] && ruler.measureText(longer.trimEnd()).width > width) lines.push(piece);
    else lines[lines.length - 1] = longer;
  });
  return lines.map((line) => line.trimEnd());
}

function paintLegend(paint, entries, places) {
  entries.forEach((one, k) => {
    const [x, y] = places[k];
    paint.fillStyle = one.colour || "#ffffff";
    paint.lineWidth = 1.5;
    if (one.round) ring(paint, x + 5.5, y + 5.5, 4, one.colour);
    else paint.fillRect(x, one.flat ? y + 3 : y, 11, one.flat ? 5 : 11);
    paint.fillStyle = "#333333";
    paint.fillText(one.label, x + 17, y + 10);
  });
}

// The picture of both worlds with its legend, for a file. open(width, height) gives what is painted on.
export function picture(placed, told, scale, ruler, open) {
  const wide = placed.width * scale;
  const entries = legendOf(told);
  const { places, height } = legendPlaces(entries, 2 * wide + GAP, ruler);
  const bottom = HEAD + heightOf(placed, scale) + 12;
  const about = [told.about.title, ...told.about.lines].flatMap((text) => broken(text, 2 * wide + GAP, ruler));
  const top = about.length * ABOUT + 12;
  const paint = open(2 * wide + GAP + 16, top + bottom + height + 16);
  paint.fillStyle = "#ffffff";
  paint.fillRect(0, 0, 2 * wide + GAP + 16, top + bottom + height + 16);
  paint.translate(8, 8);
  about.forEach((text, k) => {
    paint.fillStyle = k ? "#55595f" : "#111111";
    paint.fillText(text, 0, 12 + k * ABOUT);
  });
  paint.translate(0, top);
  told.worlds.forEach((world, w) => {
    paint.fillStyle = "#222222";
    paint.fillText(`${world.name} · ${told.when}`, 0, 12);
    paint.translate(0, HEAD);
    paintWorld(paint, placed, told, w, scale);
    paint.translate(wide + GAP, -HEAD);
  });
  paint.translate(-2 * (wide + GAP), bottom);
  paintLegend(paint, entries, places);
  return paint;
}
