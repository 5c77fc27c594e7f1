# `make demo` and `make test` work on a fresh clone; everything goes into .venv.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test lint serve front wheel floors docs clean

.venv/bin/pip:
	$(PYTHON) -m venv .venv

.venv/.reader: pyproject.toml | .venv/bin/pip
	$(BIN)/pip install --quiet --disable-pip-version-check -e .
	touch $@

.venv/.dev: pyproject.toml | .venv/bin/pip
	$(BIN)/pip install --quiet --disable-pip-version-check -e '.[dev]'
	touch $@ .venv/.reader

# The scripts of the web pages are built where Node is there; without them every page works as plain HTML.
FRONT := src/quoth/web/static/built
ifeq ($(shell command -v npm >/dev/null && node -e "console.log(process.versions.node.localeCompare('20.19', 'en', {numeric: true}) < 0)"),false)
front: $(FRONT)/.stamp ## build the map, the timeline and the review desk's scripts

front/node_modules/.stamp: front/package.json front/package-lock.json front/.npmrc
	cd front && npm ci --silent
	touch $@

$(FRONT)/.stamp: front/node_modules/.stamp front/vite.config.js front/tsconfig.json $(wildcard front/src/*)
	cd front && npm run --silent build -- --logLevel warn
	touch $@
else
front:
	@echo "Node 20.19 or newer with npm is not installed: the pages come without map and timeline"
endif

wheel: front .venv/.dev ## the package, with the scripts built
	$(BIN)/pip wheel --quiet --no-deps --wheel-dir dist .

demo: .venv/.reader ## read a bundled article: its claims, how they relate, the update of its day
	$(BIN)/quoth demo

test: .venv/.dev ## all tests; system parts that some of them need are installed by apt where that is possible
	scripts/parts.sh
	$(MAKE) --no-print-directory front
	$(BIN)/python -m pytest -n auto -rs

lint: .venv/.dev ## style, types, order of the rooms, documentation
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/mkdocs build --quiet --strict --site-dir site

serve: .venv/.dev front ## open a made-up ledger in the browser
	$(BIN)/quoth serve --demo

floors: .venv/.dev ## reading quality against quality/floors.toml, with what was gained and lost since it was recorded
	$(BIN)/python scripts/floors.py

docs: .venv/.dev
	$(BIN)/mkdocs serve

clean:
	rm -rf .venv front/node_modules $(FRONT) site build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
