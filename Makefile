# Two commands matter: `make run` and `make test`. Both see to their own Python environment in .venv.
# `make quick` is what one runs between two edits: it touches no system package and needs no browser and no PostgreSQL.
PY := .venv/bin/python
# Two processes, as most computers can bear.
PYTEST := $(PY) -m pytest -n 2 --dist worksteal
PIP := $(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r
HAS_CHROMIUM := for name in chromium chromium-browser google-chrome; do command -v $$name && exit 0; done; false
HAS_POSTGRES := ls /usr/lib/postgresql/*/bin/initdb
SUDO := $(if $(filter 0,$(shell id -u)),,sudo -n)
# $(call apt,check,package,what is skipped): install a Debian package where that can be done without asking.
apt = @( $(1) ) >/dev/null 2>&1 \
	|| ( command -v apt-get && $(SUDO) true && $(SUDO) apt-get update -qq \
	&& $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $(2) ) >/dev/null 2>&1 \
	|| echo "SKIPPED: there is no $(2) here and no way to install it, so $(3)."

.DEFAULT_GOAL := run
.PHONY: run test quick coverage mutants check fix bench data lock screenshots chromium postgresql

run: .venv/run.stamp
	@$(PY) app.py

test: check chromium postgresql
	$(PYTEST) -m "not browser"
	$(PY) -m pytest -m browser

quick: check
	$(PYTEST) -m "not browser and not scripts and not postgresql"

# What of the branches in domain, geo, ingest, services and store the tests without a browser go through.
coverage: .venv/dev.stamp postgresql
	$(PYTEST) -m "not browser and not scripts" --cov --cov-report=term:skip-covered

# Does a test notice when one line breaks?
mutants: .venv/dev.stamp chromium
	$(PY) -m tests.mutanten

check: .venv/dev.stamp
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	$(PY) -m hn_dash.geo.build.bouw --check
	$(PY) -m hn_dash.voorbeeld --check

fix: .venv/dev.stamp
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .

bench: .venv/dev.stamp
	$(PY) -m hn_dash bench

data: .venv/dev.stamp
	$(PY) -m hn_dash.geo.build.bouw
	$(PY) -m hn_dash.voorbeeld

screenshots: .venv/dev.stamp chromium
	$(PY) -m tests.browser.schermafbeeldingen

lock: .venv/dev.stamp
	.venv/bin/uv pip compile -q --universal --generate-hashes --no-emit-index-url --python-version 3.11 requirements.in -o requirements.txt
	.venv/bin/uv pip compile -q --universal --generate-hashes --no-emit-index-url --python-version 3.11 requirements-dev.in -o requirements-dev.txt

.venv/run.stamp: requirements.txt | $(PY)
	@echo "Installing the packages of requirements.txt in .venv (only when they changed) ..."
	@$(PIP) requirements.txt
	@touch $@

.venv/dev.stamp: requirements-dev.txt | $(PY)
	@echo "Installing the packages of requirements-dev.txt in .venv (only when they changed) ..."
	@$(PIP) requirements-dev.txt
	@touch $@

$(PY):
	@for python in python3.13 python3.12 python3.11 python3; do \
		if $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
			$$python -m venv .venv && exit 0; \
			rm -rf .venv; \
			echo "$$python cannot make an environment. On Debian: sudo apt-get install python3-venv"; exit 1; \
		fi; \
	done; \
	echo "Python 3.11 or newer was not found. Install it, for example from your system's packages."; exit 1

chromium:
	$(call apt,$(HAS_CHROMIUM),chromium,nothing is tried in a browser)

postgresql:
	$(call apt,$(HAS_POSTGRES),postgresql,the store is tried on SQLite alone)
