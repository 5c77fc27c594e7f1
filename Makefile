# `make demo` and `make test` work on a fresh clone; everything goes into .venv.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test lint serve floors docs clean

.venv/bin/pip:
	$(PYTHON) -m venv .venv

.venv/.reader: pyproject.toml | .venv/bin/pip
	$(BIN)/pip install --quiet --disable-pip-version-check -e .
	touch $@

.venv/.dev: pyproject.toml | .venv/bin/pip
	$(BIN)/pip install --quiet --disable-pip-version-check -e '.[dev]'
	touch $@ .venv/.reader

demo: .venv/.reader ## read a bundled article and print its claims
	$(BIN)/quoth demo

test: .venv/.dev ## all tests; system parts that some of them need are installed by apt where that is possible
	scripts/parts.sh
	$(BIN)/python -m pytest -n auto -rs

lint: .venv/.dev ## style, types, order of the rooms, documentation
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/mkdocs build --quiet --strict --site-dir site

serve: .venv/.dev ## open a ledger in the browser
	$(BIN)/quoth serve

floors: .venv/.dev ## reading quality against quality/floors.toml, with what was gained and lost since it was recorded
	$(BIN)/python scripts/floors.py

docs: .venv/.dev
	$(BIN)/mkdocs serve

clean:
	rm -rf .venv site build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
