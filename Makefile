# The commands of this repository. `make run` and `make test` need nothing but Python 3.11 or later and make.

BIN := .venv/bin
SHARED ?= ../shared
export PYTHON

.PHONY: help install setup run index test lint format docs translations eval bench lock clean

help: ## Show what each command does
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

install: .venv/.runtime ## Make .venv with the packages that the service and the indexer need

setup: .venv/.development .venv-whoosh-reloaded/.whoosh-reloaded ## Add the packages for tests, checks and benchmarks

run: install ## Serve the corpus on http://127.0.0.1:8000, and index it if it changed
	$(BIN)/python -m service --build

index: install ## Index the corpus
	$(BIN)/python -m indexer build

test: setup ## Run all tests
	$(BIN)/python -m pytest -n auto

lint: setup ## Check style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: setup ## Format the code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

docs: setup ## Write the tables of settings and commands in docs/settings.md from the code
	PYTHONPATH=. $(BIN)/python docs/generate.py

translations: setup ## Add new messages of the code and the templates to the catalogues in service/translations, and list what is not translated
	PYTHONPATH=. $(BIN)/python docs/catalogues.py

eval: setup ## Measure ranking, answers, tags and statements on the evaluation data, if it is available, and compare with the pinned floors
	mkdir -p var/eval
	$(BIN)/python -m benchmarks.report --source $(SHARED)/corpus/report.md --json \
		--queries $(SHARED)/eval/report-queries.json --sections $(SHARED)/eval/report-sections.json \
		--unanswerable $(SHARED)/eval/report-unanswerable.json \
		> var/eval/report-md.json
	$(BIN)/python -m benchmarks.report --source $(SHARED)/corpus/report.pdf --source $(SHARED)/library --json \
		--queries $(SHARED)/eval/report-queries.json --sections $(SHARED)/eval/report-sections.json \
		--unanswerable $(SHARED)/eval/report-unanswerable.json \
		> var/eval/report-pdf.json
	$(BIN)/python -m benchmarks.report --source $(SHARED)/corpus/report.pdf --source $(SHARED)/library --json \
		--queries $(SHARED)/eval/report-queries-languages.json --unanswerable benchmarks/unanswerable.json \
		> var/eval/report-languages.json
	$(BIN)/python -m benchmarks.relevance $(SHARED)/eval/sets/* --json > var/eval/sets.json
	$(BIN)/python -m benchmarks.floors --floors tests/relevance/floors.toml --data $(SHARED)/eval \
		var/eval/report-md.json var/eval/report-pdf.json var/eval/report-languages.json var/eval/sets.json
	$(BIN)/python -m benchmarks.commitments --source $(SHARED)/corpus/report.pdf --gold $(SHARED)/eval/report-commitments.json
	$(BIN)/python -m benchmarks.peers --source $(SHARED)/library2 --questions $(SHARED)/eval/library2-questions.json
	$(BIN)/python -m benchmarks.peers --source $(SHARED)/corpus/report.pdf --source $(SHARED)/library \
		--questions $(SHARED)/eval/report-queries.json

bench: setup ## Measure speed and fidelity against other programs, on the test data that is available
	$(BIN)/python -m benchmarks.speed --passages $(SHARED)/bench/passages-100k.jsonl.xz \
		--size 1000 --size 20000 --size 100000
	$(BIN)/python -m benchmarks.meaning --passages $(SHARED)/bench/passages-100k.jsonl.xz --size 20000 --size 100000
	$(BIN)/python -m benchmarks.http --passages $(SHARED)/bench/passages-100k.jsonl.xz --size 20000 --seconds 60 --switch 5
	$(BIN)/python -m benchmarks.build --passages $(SHARED)/bench/passages-100k.jsonl.xz --size 20000
	$(BIN)/python -m benchmarks.reading --source $(SHARED)/library --source $(SHARED)/corpus/report.pdf

lock: ## Pin every package again, with hashes (needs uv)
	requirements/lock

clean: ## Remove the environments and the index
	rm -rf .venv .venv-whoosh-reloaded var

.venv/.runtime: requirements/runtime.txt pyproject.toml
	requirements/install runtime
	@echo "Compiling the search to machine code, once: about a minute."
	$(BIN)/python -m service.search.precompile
	@touch $@

.venv/.development: requirements/development.txt .venv/.runtime
	requirements/install development
	@touch .venv/.runtime $@

.venv-whoosh-reloaded/.whoosh-reloaded: requirements/whoosh-reloaded.txt
	requirements/install whoosh-reloaded
	@touch $@
