# The commands of this repository. `make run` and `make test` need nothing but Python 3.11 or later and make.

BIN := .venv/bin
SHARED ?= ../shared
export PYTHON

.PHONY: help install setup run index test lint format eval lock clean

help: ## Say what each command does
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

install: .venv/.runtime ## Make .venv with the packages that the service and the indexer need

setup: .venv/.development .venv-whoosh-reloaded/.whoosh-reloaded ## Add the packages for tests, checks and benchmarks

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

eval: setup ## Measure the ranking, the tags and the statements on the report's evaluation data, where it is
	$(BIN)/python -m benchmarks.report --source $(SHARED)/corpus/report.md \
		--queries $(SHARED)/eval/report-queries.json --sections $(SHARED)/eval/report-sections.json
	$(BIN)/python -m benchmarks.report --source $(SHARED)/corpus/report.pdf --source $(SHARED)/library \
		--queries $(SHARED)/eval/report-queries.json --sections $(SHARED)/eval/report-sections.json
	$(BIN)/python -m benchmarks.commitments --source $(SHARED)/corpus/report.pdf --gold $(SHARED)/eval/report-commitments.json

lock: ## Pin every package anew, with hashes (needs uv)
	requirements/lock

clean: ## Remove the environments and the index
	rm -rf .venv .venv-whoosh-reloaded var

.venv/.runtime: requirements/runtime.txt
	requirements/install runtime
	@touch $@

.venv/.development: requirements/development.txt .venv/.runtime
	requirements/install development
	@touch .venv/.runtime $@

.venv-whoosh-reloaded/.whoosh-reloaded: requirements/whoosh-reloaded.txt
	requirements/install whoosh-reloaded
	@touch $@
