# Everything is in bin/portal; a variable given here (HOST=… PORT=… ARGS=…) reaches it through the environment.
.PHONY: help run stop reset test test-launcher interleavings journeys accessibility lighthouse bench tour features lint format schema services lock
.DEFAULT_GOAL := help

LOCK = uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header

help: ## Show this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | while IFS="	" read -r name text; do printf '  make %-14s %s\n' "$$name" "$$text"; done

run: ## Set everything up and serve the portal: HOST=127.0.0.1 PORT=8000
	@bin/portal run

stop: ## Stop the portal of this checkout
	@bin/portal stop

reset: ## Remove the data of this checkout and start over
	@bin/portal reset

test: ## Run the tests against real servers: ARGS='-k budget'
	@bin/portal test $(ARGS)

test-launcher: ## Run the slow tests of the launcher: kill -9, crashes, two checkouts
	@bin/portal test -m slow tests/ecosystem/launcher $(ARGS)

interleavings: ## Play a thousand interleavings of two people who fill in one form
	@bin/portal test -m "slow or thorough" tests/ecosystem/questionnaires/test_autosave.py $(ARGS)

journeys: ## Run the browser tests; a Chromium is required
	@bin/portal journeys $(ARGS)

accessibility: ## Look at every page as every role, both languages and widths, with axe; goes on where it was stopped
	@bin/portal accessibility $(ARGS)

lighthouse: ## Let Lighthouse look at ten public pages; writes docs/lighthouse.md
	@bin/portal lighthouse $(ARGS)

bench: ## Measure the promises of speed: SIZE=million ARGS='reports exports'; writes docs/benchmarks.md
	@bin/portal bench $(ARGS)

tour: ## Walk every role through its pages and write docs/tour/
	@bin/portal tour $(ARGS)

features: ## Write docs/features.md: which tests show which row of docs/features.csv
	@bin/portal ensure
	@.venv/bin/python -m tests.features

lint: ## Check style, types, templates, imports, migrations, translations
	@bin/portal lint $(ARGS)

format: ## Rewrite the Python files in the house style
	@bin/portal ensure
	@.venv/bin/ruff check --fix --quiet . ; .venv/bin/ruff format .

schema: ## Write ecosystem/schema.sql anew after a change of migrations
	@bin/portal schema

services: ## Keep the test servers running, for pytest by hand
	@bin/portal services

lock: ## Write the hash-pinned locks anew after a change in pyproject.toml
	$(LOCK) pyproject.toml -o requirements/portal.txt
	$(LOCK) --group dev pyproject.toml -o requirements/dev.txt
	$(LOCK) --group pyproject.toml:assets -o requirements/assets.txt
	$(LOCK) --group pyproject.toml:boot -o requirements/boot.txt
