# The verbs of this repository. Each one does its own set-up; only make and Python 3.11 or newer are needed.

BIN := .venv/bin
PY := $(BIN)/python
PIP := $(PY) -m pip -qq --disable-pip-version-check --no-input
PYTHONS := $(or $(PYTHON),python3.14 python3.13 python3.12 python3.11 python3)
UV ?= uv
WORKERS ?= 3

# What share of lines and branches the tests must reach, overall and in the pure rules. 0 reports only.
COVER ?= 95
COVER_DOMAIN ?= 100

RUN_STAMP := .venv/.run-stamp
DEV_STAMP := .venv/.dev-stamp

.DEFAULT_GOAL := help
.PHONY: demo test run format lint types contracts pytest coverage bench tables screenshots lock help FORCE

demo: $(RUN_STAMP) ## Whoknows in the browser with a made-up company, no Slack needed (PORT=, NO_OPEN=1)
	@$(BIN)/whoknows demo $(if $(PORT),--port $(PORT)) $(if $(NO_OPEN),--no-open)

test: lint types contracts pytest ## everything a change must pass: lint, types, contracts, all tests on both databases

run: $(RUN_STAMP) ## the bot for real Slack; tokens come from the environment
	@$(BIN)/whoknows run

format: $(DEV_STAMP) ## put the code into shape
	@$(BIN)/ruff check --fix-only --quiet .
	@$(BIN)/ruff format .

lint: $(DEV_STAMP) ## style and common mistakes
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: $(DEV_STAMP) ## mypy, strict
	@$(BIN)/mypy

contracts: $(DEV_STAMP) ## who may import whom
	@$(BIN)/lint-imports --no-cache

# Coverage costs time: what covers the pure rules is measured, the rest runs at full speed. With ARGS: those alone.
PURE := tests/domain tests/views tests/test_manifest.py

pytest: $(DEV_STAMP) ## the tests alone, with the coverage of the pure rules (WORKERS=, ARGS=)
ifeq ($(ARGS),)
	@$(PY) -m pytest -q -n $(WORKERS) --cov=bot/domain --cov-report=term --cov-fail-under=$(COVER_DOMAIN) $(PURE)
	@$(PY) -m pytest -n $(WORKERS) $(addprefix --ignore=,$(PURE))
else
	@$(PY) -m pytest -n $(WORKERS) $(ARGS)
endif

coverage: $(DEV_STAMP) ## the tests with the coverage of everything (WORKERS=, ARGS=)
	@$(PY) -m pytest -n $(WORKERS) --cov --cov-report=term --cov-fail-under=$(COVER) $(ARGS)

bench: $(DEV_STAMP) ## measure speed and recall; DATA=path also measures on a folder of real conversations
	@set -e; for script in $(wildcard tests/benchmarks/bench_*.py); do echo "== $$script"; $(PY) "$$script"; done
	@set -e; for script in $(if $(DATA),$(wildcard tests/benchmarks/measure_*.py)); do \
	  echo "== $$script"; $(PY) "$$script" "$(DATA)"; done

tables: $(DEV_STAMP) ## the tables of docs/ranking.md, measured anew on a folder of real conversations (DATA=path)
	@test -n "$(DATA)" || { echo "make tables needs DATA=path, a folder of zipped exports" >&2; exit 1; }
	@set -e; for what in ranking channels asking; do \
	  $(PY) tests/benchmarks/measure_$$what.py "$(DATA)" --write docs/ranking.md; done

screenshots: $(DEV_STAMP) ## the pictures of the README, taken anew in a browser (needs Chromium)
	@$(PY) -m tests.browser.screenshots docs/pictures

lock: ## renew the locked requirements (needs uv)
	@command -v $(UV) >/dev/null || { echo "make lock needs uv: pipx install uv, or UV=path/to/uv" >&2; exit 1; }
	$(UV) pip compile $(LOCK_OPTIONS) pyproject.toml -o requirements.txt
	$(UV) pip compile $(LOCK_OPTIONS) pyproject.toml --group dev -c requirements.txt -o requirements-dev.txt

LOCK_OPTIONS := --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-strip-extras --no-emit-index-url \
  --no-emit-find-links --no-annotate --no-header

help: ## this list
	@echo "make <verb>:"
	@sed -n 's/^\([a-z]*\):[^#]*## /\1	/p' $(MAKEFILE_LIST) | while IFS='	' read -r verb text; do \
	  printf '  %-12s %s\n' "$$verb" "$$text"; done

# Set-up. A stamp is older than its lock: install again. An environment whose Python is gone or too old: make it anew.

FITS := sys.exit(not (3, 11) <= sys.version_info < (3, 15))
NO_PYTHON := Whoknows needs Python 3.11 to 3.14 with its venv module. Debian, Ubuntu: apt install python3 python3-venv. \
  macOS: brew install python@3.13. Elsewhere: python.org.

ifneq ($(shell $(PY) -c 'import sys, pip; $(FITS)' 2>/dev/null && echo fits),fits)
$(PY) $(RUN_STAMP) $(DEV_STAMP): FORCE
endif

# Tried by running: a name on the PATH may be a shim without a Python behind it.
$(PY):
	@for python in $(PYTHONS); do \
	  "$$python" -c 'import sys, venv, ensurepip; $(FITS)' >/dev/null 2>&1 || continue; \
	  rm -rf .venv; "$$python" -m venv .venv >/dev/null 2>&1 && exit 0; \
	done; rm -rf .venv; echo "$(NO_PYTHON)" >&2; exit 1

$(RUN_STAMP): requirements.txt pyproject.toml | $(PY)
	@echo "Setting up in .venv: a minute or so the first time, nothing the next."
	@$(PIP) install --require-hashes -r requirements.txt
	@$(PIP) install --no-deps --editable .
	@touch $@

$(DEV_STAMP): requirements-dev.txt $(RUN_STAMP)
	@echo "Adding what the tests need."
	@$(PIP) install --require-hashes -r requirements-dev.txt
	@touch $@

FORCE:
