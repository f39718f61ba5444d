# Everything is `make <target>`; `make` alone lists them. Targets install what they need.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PY := .venv/bin/python
INSTALLED := .venv/.installed
UV := .venv/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-annotate --no-header
# what .env says, unless the environment says otherwise
NAMES := $(shell test -f .env && sed -nE 's/^([A-Z][A-Z0-9_]*)=.*/\1/p' .env)
# (quotes around a value are taken off; \x23 is the number sign, which make would take for a comment)
VALUE = $(shell sed -n 's/^$(1)=//p' .env | sed -E 's/^([\x22\x27])(.*)\1$$/\2/; s/\x23/\\\x23/g; s/[$$]/$$$$/g')
$(foreach name,$(NAMES),$(eval $(name) ?= $(call VALUE,$(name))))
STAGE ?= local
export STAGE $(NAMES)
# tests know nothing of .env, but for their browser
UNSET := $(foreach name,$(filter-out CHROMIUM_PATH,$(sort STAGE $(NAMES))),-u $(name))

help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

run: $(INSTALLED) ## start the whole platform on this machine (PORT=8000)
	@exec $(PY) -m infra.local.run

test: check browser ## everything: checks, Python tests with browser, web tests
	env $(UNSET) $(PY) -m pytest --cov --cov-report=term:skip-covered --cov-report=xml
	$(PY) -m infra.local.npm test

check: $(INSTALLED) ## format, lint, types, contracts, OpenAPI, templates; in about a minute
	@$(PY) -m infra.checks

format: $(INSTALLED) ## rewrite Python and web sources in the house format
	$(PY) -m ruff format .
	$(PY) -m ruff check --fix .
	$(PY) -m infra.local.npm run format

build: $(INSTALLED) ## packages and templates of all functions
	$(PY) -m infra.build

deploy: $(INSTALLED) ## deploy STAGE onto AWS, e.g. make deploy STAGE=prod
	@test "$(STAGE)" != local || { echo "make deploy: name a stage, e.g. STAGE=prod (locally: make run)"; exit 2; }
	@$(PY) -m infra.local.npm run build
	@$(PY) -m infra.deploy $(STAGE)

redeploy: $(INSTALLED) ## new code of one function onto the running local platform, e.g. FN=auth
	@$(PY) -m infra.redeploy $(FN)

invoke: $(INSTALLED) ## send an event to a deployed function, e.g. FN=vault.stored EVENT=events/sqs_stored.json
	@$(PY) -m infra.invoke $(FN) $(EVENT)

redrive: $(INSTALLED) ## give dead letters of a queue another try, e.g. QUEUE=refresh (stored, archives, erasure, connect-erasure, match-erasure, pictures, pictured)
	@$(PY) -m infra.redrive $(QUEUE)

audit: $(INSTALLED) ## whether bucket and vault table of STAGE agree, reading only (HASHES=1: hashes too)
	@$(PY) -m infra.audit $(if $(HASHES),--hashes)

quota: $(INSTALLED) ## what one vault of STAGE may hold, e.g. USER=01j… BYTES=10737418240
	@$(PY) -m infra.quota $(USER) $(BYTES)

openapi: $(INSTALLED) ## rewrite docs/openapi.json and the web client's types
	$(PY) -m infra.openapi
	$(PY) -m infra.local.npm run types

bench: $(INSTALLED) ## benchmarks; each prints a ratio measured in one run
	$(PY) -m tests.bench.auth
	$(PY) -m tests.bench.refresh
	$(PY) -m tests.bench.match.quality
	$(PY) -m tests.bench.match.speed
	$(PY) -m tests.bench.vault

lock: $(INSTALLED) ## resolve requirements.in anew, with hashes
	@$(UV) requirements.in -o requirements.txt
	@for name in auth connect match photos refresh trends vault; do $(UV) -c requirements.txt functions/$$name/requirements.in -o functions/$$name/requirements.txt; done

reset: ## forget all local state: accounts, files, database
	@python3 -m infra.local.state

clean: reset ## and everything that can be made again
	rm -rf .venv build web/node_modules web/out web/.next

browser: $(INSTALLED)
	@$(PY) -m infra.local.browser > /dev/null

$(INSTALLED): requirements.txt
	@python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "make: Python >= 3.11 is needed, this is $$(python3 -V)"; exit 1; }
	@test -x $(PY) || python3 -m venv .venv || { echo "make: python3 -m venv failed: install python3-venv"; exit 1; }
	@echo "Python packages: installing (once, about a minute)"
	@$(PY) -m pip install -qq --disable-pip-version-check --no-compile --require-hashes -r requirements.txt
	@touch $@

.PHONY: help run test check format build deploy redeploy invoke redrive audit quota openapi bench lock reset clean browser
