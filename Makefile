# A fresh clone needs nothing but python3 (3.11 or later) and make: `make run`.

.DEFAULT_GOAL := help
.PHONY: help run test test-clients check bench snapshots constraints clean \
	dev check-style check-format check-types check-layers tests

BIN := .venv/bin

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' Makefile | expand -t 20

run: ## start Pullquote here; ARGS="story.txt" opens one article
	@tools/venv.sh run
	@exec $(BIN)/pullquote $(ARGS)

test: check tests ## everything that CI runs: all checks, then all tests; TESTS="tests/store" for some

check: check-style check-format check-types check-layers ## style, format, types, layers

bench: dev ## measure against other programs and write benchmarks/RESULTS.md; ARGS=PageDown for some rows
	@$(BIN)/python -m benchmarks $(ARGS)

snapshots: dev ## write the screen snapshots anew; look at the differences before you commit
	@$(BIN)/pytest tests/snapshots --snapshot-update

test-clients: dev ## other programs open our exports; installs them first, half a gigabyte
	@tools/clients.sh
	PULLQUOTE_CLIENTS=.venv-clients $(BIN)/pytest tests/clients

constraints: ## pin what pyproject.toml asks for; UPGRADE=1 takes the newest of everything
	@tools/constraints.sh

clean: ## remove environments, builds and caches; articles and annotations stay
	rm -rf .venv .venv-clients build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache \
		.hypothesis snapshot_report.html
	find tui tests benchmarks tools -name __pycache__ -prune -exec rm -rf {} +

dev:
	@tools/venv.sh dev

check-style: dev
	$(BIN)/ruff check .

check-format: dev
	$(BIN)/ruff format --check .

check-types: dev
	$(BIN)/mypy

check-layers: dev
	$(BIN)/lint-imports

tests: dev
	$(BIN)/pytest -n auto $(TESTS)
