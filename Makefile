# `make` alone lists what there is. Everything runs in .venv, made from the locked requirements.

.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory
BIN := .venv/bin

.PHONY: help install demo read test test-postgresql coverage lint format types layers docs docs-check accuracy new-rule bench fuzz lock assets clean

help:  ## this list
	@sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)$$/  make \1	\2/p' Makefile | expand -t 20

install: .venv/.installed  ## .venv with the locked dependencies and the jixiao command

demo: .venv/.installed  ## the web application with an example province, on this computer (Ctrl+C stops it)
	@$(BIN)/python -m jixiao.web.demo examples/gansu-2024.docx $(ARGS)

read: .venv/.installed  ## read the real disclosure in examples/: six tables, 97 indicators
	@$(BIN)/jixiao read examples/gansu-2024.docx

# A worker for each core pays with many tests; few are over before the workers have started.
WORKERS = -n auto --dist worksteal

test: .venv/.installed  ## all tests (ARGS="-k name" for some)
	@$(BIN)/python -m pytest $(or $(ARGS),$(WORKERS))

test-postgresql: .venv/.installed  ## the tests that ask a database, on PostgreSQL
	@scripts/with-postgresql $(BIN)/python -m pytest $(WORKERS) tests/web $(ARGS)

coverage: .venv/.installed  ## all tests, and the branches they leave out
	@$(BIN)/coverage run -m pytest $(ARGS)
	@$(BIN)/coverage report

lint: .venv/.installed  ## ruff: faults and format
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

format: .venv/.installed  ## ruff: mend what it can mend
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

types: .venv/.installed  ## mypy, strict, over src
	@$(BIN)/mypy

layers: .venv/.installed  ## import-linter: who may import whom
	@$(BIN)/lint-imports

docs: .venv/.installed  ## write what is generated: command pages, JSON Schema, the picture in the README
	@$(BIN)/python docs/generate.py

docs-check: .venv/.installed  ## fail if something generated is out of date
	@$(BIN)/python docs/generate.py --check

accuracy: .venv/.installed  ## what the rules get wrong in the labelled documents, and the figures
	@$(BIN)/python -m tests.checks.accuracy

new-rule:  ## a rule and its page to fill in (GROUP=value NAME=rate-without-number)
	@scripts/new-rule $(GROUP) $(NAME)

bench: .venv-bench/.installed  ## side by side with other readers on the same files: ratios
	@PYTHONPATH=. .venv-bench/bin/python benchmarks/run.py $(ARGS)

fuzz: .venv-fuzz/.installed  ## broken bytes into the readers for five minutes (SECONDS=60)
	@.venv-fuzz/bin/python fuzz/readers.py $(or $(ARGS),-max_total_time=$(or $(SECONDS),300))

COMPILE = $(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-header pyproject.toml --all-extras

lock: .venv/.installed  ## choose the versions of all dependencies anew
	$(COMPILE) --upgrade -o requirements/run.txt
	$(COMPILE) --upgrade -c requirements/run.txt --group dev -o requirements/dev.txt
	$(COMPILE) --upgrade -c requirements/run.txt --group bench -o requirements/bench.txt
	$(COMPILE) --upgrade -c requirements/run.txt --group fuzz -o requirements/fuzz.txt

assets:  ## the web application's styles and scripts, from npm into src/jixiao/web/static/vendor
	@cd web/assets && npm ci --ignore-scripts --no-audit --no-fund --silent && node build.js

clean:  ## remove what make made
	@rm -rf .venv .venv-bench .venv-fuzz .mypy_cache .ruff_cache .pytest_cache .hypothesis \
		.import_linter_cache htmlcov .coverage

.venv/.installed: requirements/dev.txt pyproject.toml scripts/environment
	@scripts/environment .venv requirements/dev.txt

.venv-bench/.installed: requirements/bench.txt pyproject.toml scripts/environment
	@scripts/environment .venv-bench requirements/bench.txt

.venv-fuzz/.installed: requirements/fuzz.txt pyproject.toml scripts/environment
	@scripts/environment .venv-fuzz requirements/fuzz.txt
