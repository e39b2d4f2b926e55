# Needs Python 3.11, make, and the package indexes of Python and npm. Everything else is fetched into this checkout.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
UV_VERSION := 0.13.9
BIN := .venv/bin
export UV_PYTHON_DOWNLOADS := never
export UV_PROJECT_ENVIRONMENT := .venv
unexport VIRTUAL_ENV

AREAS := tests/test_house.py tests/kernel tests/acts tests/optimise tests/places tests/orgs tests/matters tests/evaluation \
	tests/inspection tests/meetings tests/duties tests/supervision

.PHONY: help setup demo test quick lint format bench screenshots stop debian

help:
	@echo "make setup        fetch everything into .venv and node_modules (about 2 minutes)"
	@echo "make demo         the demo town, on http://127.0.0.1:8000"
	@echo "make test         everything that is checked, as in CI"
	@echo "make quick        the tests that take about a minute"
	@echo "make lint         style, floors of the house, missing migrations"
	@echo "make format       put the code into the house's form"
	@echo "make bench        all benchmarks; rewrites docs/benchmarks.md"
	@echo "make screenshots  pictures of the main pages into var/screenshots"
	@echo "make stop         stop the private databases of this checkout"

setup: .venv/.synced
	@$(BIN)/python -m yinuo.site.assets

.venv/.synced: pyproject.toml uv.lock | $(BIN)/uv
	$(BIN)/uv sync --frozen --inexact --quiet
	@touch $@

$(BIN)/uv:
	@$(PYTHON) -c 'import sys; v = sys.version_info; sys.exit(0 if (3, 11) <= v < (3, 13) else "Python 3.11 or 3.12 is needed, this is " + sys.version)'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)

demo: setup
	$(BIN)/yinuo demo

debian:
	@sh tools/debian.sh

test: setup debian lint
	@sh tools/tests.sh -n auto --maxprocesses 4 --dist worksteal --create-db

quick: setup
	@sh tools/tests.sh -n auto --maxprocesses 4 --dist worksteal -m "not slow and not browser" $(AREAS)

lint: setup
	$(BIN)/ruff check
	$(BIN)/ruff format --check --quiet
	$(BIN)/lint-imports --no-logo
	@$(BIN)/python -W ignore::RuntimeWarning -m django makemigrations --check --dry-run --settings yinuo.site.settings
	$(BIN)/djlint src --lint --quiet --profile django --ignore H015,H043

format: setup
	$(BIN)/ruff check --fix --quiet || true
	$(BIN)/ruff format

bench: setup
	$(BIN)/uv sync --frozen --inexact --quiet --group bench
	$(BIN)/python -m bench all

screenshots: setup debian
	$(BIN)/python tools/screenshots.py

stop:
	@for var in var var/test; do test ! -d $$var || YINUO_VAR=$$var $(BIN)/yinuo stop; done
