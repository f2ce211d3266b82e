# shequ: what a fresh clone can be asked to do. Everything runs in .venv, which is made from requirements.lock.
# Another interpreter: make PYTHON=/path/to/python3.12 demo

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

# The first interpreter on the path that is between 3.11 and 3.13.
OK := import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))
PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3 python; do \
	"$$p" -c '$(OK)' >/dev/null 2>&1 && { echo "$$p"; break; }; done)

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
SOURCES := sim experiments tests benchmarks
JOBS ?= 2

export PIP_DISABLE_PIP_VERSION_CHECK := 1
# Tests start many processes, each of which would compile what it imports once more.
unexport PYTHONDONTWRITEBYTECODE
# Threads of linear algebra in several test processes wait for each other: twenty times the CPU for small matrices.
ONE_THREAD := OPENBLAS_NUM_THREADS=1 OMP_NUM_THREADS=1

# The model compiled, from both ends at once, as pip compiles what it installs: who asks first, and tests that run
# at the same time, need not all do it.
COMPILE = $(BIN)/python -m sim.ahead & \
	$(BIN)/shequ run tiny+report_package --set calendar.burn_in=2 --set calendar.horizon=14 >/dev/null && wait $$!

.PHONY: help demo test all lint types compiled unit every slow mutants format bench lock clean

help: ## say what can be asked for
	@grep -E '^[a-z.]+:.*## ' Makefile | sed -E 's/^([a-z.]+):.*## (.*)/  make \1\t\2/' | expand -t 16

.venv: $(READY) ## make the environment from requirements.lock (again only when the lock or pyproject.toml changes)

# pip writes no byte code here because compileall does it on all cores.
$(READY): requirements.lock pyproject.toml
	@[[ -n "$(PYTHON)" ]] || { echo "make: no Python from 3.11 to 3.13 found: install one, or name it: make PYTHON=/path/to/python3.12" >&2; exit 2; }
	@"$(PYTHON)" -c '$(OK)' || { echo "make: $(PYTHON) is not a Python from 3.11 to 3.13: name another: make PYTHON=/path/to/python3.12" >&2; exit 2; }
	@"$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null || { echo "make: $(PYTHON) has no venv or ensurepip: install them (Debian: apt-get install python3-venv), or name another: make PYTHON=..." >&2; exit 2; }
	@echo "making $(VENV) with $$("$(PYTHON)" --version) from requirements.lock, and compiling the model: two minutes, 1.5 GB" >&2
	@rm -f $@
	@"$(PYTHON)" -m venv $(VENV)
	@$(BIN)/python -m pip install -qq --no-compile --require-hashes -r requirements.lock
	@$(BIN)/python -m compileall -qq -j 0 -x '/tests?/' $(VENV)/lib &>/dev/null || true
	@$(BIN)/python -m pip install -qq --no-deps --no-build-isolation --editable .
	@touch $@
	@$(COMPILE)

demo: $(READY) ## compare the reforms with the status quo on baoan_sample
	$(BIN)/shequ demo

# Types are checked beside the tests, on whichever core waits: on a fresh clone they take most of a minute of one.
test: lint compiled ## lint, types and tests
	@$(MAKE) -j 2 types unit

all: lint compiled ## the same with the slow few, in one go: what CI runs
	@$(MAKE) -j 2 types every

every: $(READY) ## the tests alone, with the slow few
	$(PYTEST) --durations=40 --durations-min=3

lint: $(READY) ## ruff: rules and format
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY) ## mypy --strict
	$(BIN)/mypy --strict $(SOURCES)

compiled: $(READY) ## the model compiled: half a minute where it was not yet; the environment is made with it
	@$(COMPILE)

# A file's tests stay in one process and share what they run; tests/conftest.py says which files begin.
PYTEST := $(ONE_THREAD) $(BIN)/pytest -n $(JOBS) --dist loadscope --no-loadscope-reorder

unit: $(READY) ## the tests alone, but for the slow few
	$(PYTEST) -m "not slow"

slow: $(READY) ## the slow few: browsers for long, clusters, cold compilation, kills, levers that move little
	$(PYTEST) -m slow

MUTANTS ?= 200
mutants: $(READY) ## put one-line faults into a copy: which does no test see? An hour or more; goes on where it was
	$(BIN)/python -m tests.mutation --count $(MUTANTS) --out tests/mutation/tried.jsonl

format: $(READY) ## let ruff repair what it can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(READY) ## time a month
	$(BIN)/python -m benchmarks.month

# uv itself is not needed to use the project, so it lives in a throw-away environment.
lock: ## write requirements.lock afresh: the newest versions that pyproject.toml admits, for every platform
	@[[ -n "$(PYTHON)" ]] || { echo "make: no Python from 3.11 to 3.13 found: install one, or name it: make PYTHON=/path/to/python3.12" >&2; exit 2; }
	@tmp=$$(mktemp -d); trap 'rm -rf "$$tmp"' EXIT; \
	"$(PYTHON)" -m venv "$$tmp"; \
	"$$tmp/bin/python" -m pip install -qq uv; \
	rm -f "$$tmp/lock"; \
	"$$tmp/bin/uv" pip compile pyproject.toml --quiet --universal --python-version 3.11 --all-extras \
		--fork-strategy fewest --generate-hashes --no-header --no-annotate \
		--output-file "$$tmp/lock"; \
	cp "$$tmp/lock" requirements.lock

clean: ## remove the environment, caches and builds (results stay)
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find $(SOURCES) benchmarks \( -name __pycache__ -o -name '*.nbi' -o -name '*.nbc' \) -prune -exec rm -rf {} + 2>/dev/null || true
