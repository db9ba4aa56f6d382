# The commands of this repository. `make run` and `make test` need nothing but Python 3.11 or later and make.

PYTHON ?= $(shell for name in python3 python3.14 python3.13 python3.12 python3.11; do \
	"$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$name" && break; done)
BIN := .venv/bin
SHARED ?= ../shared
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_ROOT_USER_ACTION := ignore

.PHONY: help install setup run index test lint format eval lock clean

help: ## Say what each command does
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

install: .venv/.installed ## Make .venv with the packages that the service and the indexer need

setup: .venv/.set-up ## Add the packages for tests, checks and benchmarks

run: install ## Index the corpus if it changed, and serve it on http://127.0.0.1:8000
	$(BIN)/python -m indexer build --if-changed
	$(BIN)/python -m service

index: install ## Index the corpus
	$(BIN)/python -m indexer build

test: setup ## Run all tests
	$(BIN)/python -m pytest -n auto

lint: setup ## Check style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: setup ## Put the code into its format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

eval: setup ## Measure the ranking and the tags on the report's evaluation data, where it is
	$(BIN)/python -m benchmarks.report --source $(SHARED)/corpus/report.md \
		--queries $(SHARED)/eval/report-queries.json --sections $(SHARED)/eval/report-sections.json
	$(BIN)/python -m benchmarks.report --source $(SHARED)/corpus/report.pdf --source $(SHARED)/library \
		--queries $(SHARED)/eval/report-queries.json --sections $(SHARED)/eval/report-sections.json

lock: ## Pin every package anew, with hashes (needs uv)
	requirements/lock

clean: ## Remove the environment and the index
	rm -rf .venv var

.venv/.installed: requirements/runtime.txt
	@test -n "$(PYTHON)" || { echo "Verbatim needs Python 3.11 or later; none was found. Name one: make PYTHON=/path/to/python3.11 run"; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --require-hashes --requirement requirements/runtime.txt
	@touch $@

.venv/.set-up: .venv/.installed requirements/development.txt
	$(BIN)/pip install --quiet --require-hashes --requirement requirements/development.txt
	@touch $@
