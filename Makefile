# Watchkeeper. `make help` lists what can be done; only Python 3.11+, Node 20+ and make are needed beforehand.

SHELL := /bin/bash
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PORT ?= 8470
DEVICES ?= 24
UV := .run/bin/uv
BIN := .venv/bin
STATIC := src/watchkeeper/faces/api/static
SYNCED := .venv/.synced
SYNCED_DEV := .venv/.synced-dev
PACKAGES := web/node_modules/.installed
WEB_SOURCES := $(shell find web/src web/public -type f 2>/dev/null) $(wildcard web/*.html web/*.ts web/*.json)
PYTEST := $(BIN)/pytest
SERIAL := acceptance or browser or root

export UV_NO_PROGRESS ?= 1
export UV_COMPILE_BYTECODE ?= 1

.PHONY: help
help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: run
run: $(SYNCED) $(STATIC)/index.html ## Run Watchkeeper beside an emulated network (PORT=8470, DEVICES=24)
	@$(BIN)/python tools/run.py --port $(PORT) --devices $(DEVICES)

.PHONY: test
test: prepare ## Run every test, after installing what tests need
	$(PYTEST) -n 2 --dist loadfile -m "not ($(SERIAL))"
	$(PYTEST) -m "$(SERIAL)"
	cd web && npm test

.PHONY: prepare
prepare: dependencies $(SYNCED_DEV) $(STATIC)/index.html ## Install and build what tests and checks need

.PHONY: check
check: check-python check-web ## Check format, lint, types, imports, sizes, documents and the web sources

.PHONY: check-python
check-python: $(SYNCED_DEV)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tools/check_module_size.py
	$(BIN)/python tools/generate_reference.py --check
	$(BIN)/python tools/check_documents.py
	$(BIN)/python tools/check_german.py

.PHONY: check-web
check-web: $(SYNCED_DEV) $(STATIC)/index.html
	@document=$$(mktemp) && $(BIN)/python tools/write_openapi.py $$document && (cd web && npm run generate -- --check $$document); \
		status=$$?; rm -f $$document; exit $$status
	cd web && npm run check && npm run size

.PHONY: audit
audit: $(SYNCED_DEV) ## Look for known weaknesses in the sources and in what they stand on (needs the network)
	@tools/audit.sh

.PHONY: bench
bench: $(SYNCED_DEV) ## Run the benchmarks; each prints its figure beside a peer's
	@for benchmark in benchmarks/[a-z]*.py; do echo "== $$benchmark"; $(BIN)/python "$$benchmark" || exit 1; done

.PHONY: lab
lab: $(SYNCED) ## Run only the emulated network (DEVICES=24)
	$(BIN)/wk lab up --emulated $(DEVICES)

.PHONY: docs
docs: $(SYNCED_DEV) ## Generate the reference pages from the code
	$(BIN)/python tools/generate_reference.py

.PHONY: format
format: $(SYNCED_DEV) ## Format and fix what can be fixed by itself
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	cd web && npm run fix

.PHONY: web
web: $(STATIC)/index.html ## Build the web interface

.PHONY: dependencies
dependencies: | $(UV) ## Find or install the programs that tests talk to
	@tools/test-dependencies.sh

$(UV):
	@tools/install-uv.sh $@

$(SYNCED): pyproject.toml uv.lock | $(UV)
	$(UV) sync --frozen --no-dev --inexact
	@touch $@

$(SYNCED_DEV): pyproject.toml uv.lock | $(UV)
	$(UV) sync --frozen
	@touch $@ $(SYNCED)

$(PACKAGES): web/package.json web/package-lock.json
	@tools/check-node.sh
	cd web && npm ci --no-audit --no-fund
	@touch $@

$(STATIC)/index.html: $(PACKAGES) $(WEB_SOURCES)
	cd web && npm run build
	rm -rf $(STATIC) && cp -R web/dist $(STATIC)
	@touch $@
