# `make run` converts a session and serves; `make test` runs every check. Both need Python 3.11 or newer, and make.
PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 6543
DEMO ?= corpus/accepted/igvxml/bam_coverage_junctions.xml
JOBS ?= 2
SAMPLE ?= 4
FILES ?= 10000

VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/installed
INSTALLED_TEST := $(VENV)/installed-test
INSTALLED_APPS := build/apps/installed
DEMO_OUT := build/demo.jbrowse2.json
CORE := converter/model/*,converter/loss/*
FORMATS := converter/formats/*

.DEFAULT_GOAL := help
.PHONY: help run test lint unit apps test-apps bench bench-batch clean

help:  ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## /make \1: /p' $(MAKEFILE_LIST)

run: $(INSTALLED)  ## convert DEMO to JBrowse 2, print the report, then serve on HOST:PORT
	@mkdir -p $(dir $(DEMO_OUT))
	$(BIN)/session-converter convert $(DEMO) --to jbrowse2 --output $(DEMO_OUT)
	@echo "The document is $(DEMO_OUT); serving on http://$(HOST):$(PORT)/ until interrupted."
	$(BIN)/session-converter serve --host $(HOST) --port $(PORT)

test: lint unit  ## run every check: lint, types, layers, tests, coverage

lint: $(INSTALLED_TEST)  ## check style, types and who imports whom
	$(BIN)/ruff check --config deploy/ruff.toml .
	$(BIN)/ruff format --config deploy/ruff.toml --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

unit: $(INSTALLED_TEST)  ## run the tests, and hold branch coverage to its bounds
	$(BIN)/python -m pytest --numprocesses=$(JOBS) --dist=loadgroup --cov --cov-report=
	$(BIN)/coverage report --include='$(CORE)' --fail-under=100
	$(BIN)/coverage report --include='$(FORMATS)' --fail-under=100
	$(BIN)/coverage report --omit='$(CORE),$(FORMATS)' --fail-under=98

apps: $(INSTALLED_APPS)  ## install the applications that judge what is written: JBrowse 2, igv.js, IGV desktop

test-apps: $(INSTALLED_APPS)  ## let them judge SAMPLE files (or all) of each format and corpus
	SESSION_APPS_SAMPLE=$(SAMPLE) $(BIN)/python -m pytest tests/apps

bench: $(INSTALLED_TEST)  ## measure speed and memory against their floors
	$(BIN)/python -m tests.bench
	$(BIN)/python -m tests.apps.peer

bench-batch: $(INSTALLED_TEST)  ## measure batches of FILES sessions, kill and resume them
	$(BIN)/python -m tests.bench.batch --files $(FILES)

clean:  ## remove what was installed, built and cached
	rm -rf $(VENV) build dist *.egg-info .coverage .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.11")'
	$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); exit 1; }

$(INSTALLED): setup.cfg pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(INSTALLED_TEST): setup.cfg pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	@touch $(INSTALLED) $@

$(INSTALLED_APPS): tests/apps/install.py $(INSTALLED_TEST)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[apps]'
	$(BIN)/python -m tests.apps.install
	@touch $@
