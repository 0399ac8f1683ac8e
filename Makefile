# Python 3.11 or newer and make are all that is needed: every target first brings what it lacks.

.DEFAULT_GOAL := help
.PHONY: help setup run test quick check bench-ingest bench-release fix accessibility screenshots chromium

export ROUNDS ?= 5

UV := .ci/uv
BIN := .venv/bin

help: ## list what can be done
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: .venv/is-ready-to-develop ## the virtual environment with everything that developing needs

run: .venv/is-ready-to-run ## the site on http://127.0.0.1:8050, with CBS's figures or else fictitious ones
	$(BIN)/hulpmonitor up --demo if-offline

test: .venv/is-ready-to-develop chromium ## every test, the ones in a browser too
	$(BIN)/pytest

quick: .venv/is-ready-to-develop ## the tests that need no browser and no network; some two minutes
	$(BIN)/pytest -q -n auto --dist worksteal -m "not browser and not slow and not registry"

check: .venv/is-ready-to-develop ## format, lint, types, layers, lock file, docs and texts; changes nothing
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/pyright
	$(BIN)/lint-imports
	$(UV) lock --check
	$(BIN)/python -m tests.tools.reference --check
	$(BIN)/python -m tests.tools.methods --check
	$(BIN)/python -m tests.tools.design --check
	$(BIN)/pytest -q tests/test_docs.py tests/dashboard/i18n

bench-ingest: .venv/is-ready-to-develop ## how fast a table comes in, beside cbsodata; ROUNDS=5
	$(BIN)/python -m tests.bench.ingest

bench-release: .venv/is-ready-to-develop ## how fast a release is built, beside a bare scan; ROUNDS=5
	$(BIN)/python -m tests.bench.release

fix: .venv/is-ready-to-develop ## repair what check finds and a program can repair
	$(BIN)/ruff check --fix --exit-zero .
	$(BIN)/ruff format .
	$(BIN)/python -m tests.tools.reference
	$(BIN)/python -m tests.tools.methods
	$(BIN)/python -m tests.tools.design

accessibility: .venv/is-ready-to-develop chromium ## look at every page with axe; the outcome comes on its page
	-$(BIN)/pytest -q tests/dashboard/test_axe.py
	cp build/accessibility.json dashboard/accessibility.json

screenshots: .venv/is-ready-to-develop chromium ## pictures of every page in build/screenshots, to look at
	$(BIN)/python -m tests.tools.screenshots

chromium: .venv/is-ready-to-develop
	@$(BIN)/python -m tests.tools.chromium
	@$(BIN)/python -m tests.tools.axe

# The stamps stay younger than the lock file until something must be installed, so that every run
# after the first one works without a network.
.venv/is-ready-to-run: uv.lock pyproject.toml .ci/uv
	$(UV) sync --locked --no-dev --inexact
	@touch $@

.venv/is-ready-to-develop: uv.lock pyproject.toml .ci/uv
	$(UV) sync --locked
	@touch $@ .venv/is-ready-to-run
