# make setup   everything Putright needs, into .venv
# make run     a demonstration at http://127.0.0.1:8000 (PORT=…); Ctrl-C stops it
# make test    the tests; also on PostgreSQL where TEST_POSTGRES says which
# make lint    style, types and the direction of imports
# make bench   the timings that have limits

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := setup
.DELETE_ON_ERROR:

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/pip --quiet --disable-pip-version-check
PORT ?= 8000
export PORT

.PHONY: setup run test bench lint

setup: .venv/.installed

.venv/.installed: requirements.txt pyproject.toml
	[ -x $(BIN)/pip ] || $(PYTHON) -m venv .venv || { echo "On Debian: apt install python3-venv" >&2; exit 1; }
	$(PIP) install --require-hashes --requirement requirements.txt
	$(PIP) install --no-deps --editable .
	touch $@

.venv/.installed-dev: requirements-dev.txt .venv/.installed
	$(PIP) install --require-hashes --requirement requirements-dev.txt
	touch $@

run: export PUTRIGHT_MODE := demo
run: setup
	@$(BIN)/python manage.py migrate --verbosity 0
	@$(BIN)/python manage.py collectstatic --no-input --verbosity 0
	@$(BIN)/putright seed-demo
	@trap 'kill $$(jobs -p) 2>/dev/null || true; wait' EXIT; trap 'exit 0' INT TERM; \
	$(BIN)/putright worker & $(BIN)/gunicorn --config putright/config/gunicorn.py & wait -n

# A file stays with one process: what it sets up once, such as a case of 200 documents, is not set up twice.
test: .venv/.installed-dev
	$(BIN)/pytest --numprocesses auto --dist loadfile
	if [ -n "$${TEST_POSTGRES:-}" ]; then TEST_DATABASE=postgres $(BIN)/pytest --numprocesses auto --dist loadfile tests/apps; fi

lint: .venv/.installed-dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: .venv/.installed-dev
	$(BIN)/putright bench
