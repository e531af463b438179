# Durchwahl: `make` lists what can be made.
VENV    := .venv
PY      := $(VENV)/bin/python
SOURCES := pyproject.toml constraints.txt
# Tests start the program hundreds of times, and where Python may not keep what it compiled, each start would compile
# all of it anew: nine tenths of a second.
COMPILED := $(PY) -m compileall -q tui

.PHONY: help demo run test firewall lab lab-demo check format bench soak screenshots build clean
help: ## show this list
	@awk -F':.*## ' '/^[a-z-]+:.*## /{printf "  make %-12s %s\n", $$1, $$2}' Makefile

demo: $(VENV)/.runtime ## the app against simulated phones, with sample contacts and live calls
	@$(PY) -m tui demo

run: $(VENV)/.runtime ## the app with your own configuration
	@$(PY) -m tui

test: $(VENV)/.dev ## the test suite, but for the lab
	@$(COMPILED)
	$(PY) -m pytest -n auto --dist loadgroup -q --ignore tests/lab

AS_ROOT := $(shell [ "$$(id -u)" -eq 0 ] || echo sudo -n)
firewall: $(VENV)/.dev ## the tests with real firewalls, as root (on Debian it installs what it needs)
	@sh .ci/firewall
	$(AS_ROOT) env DURCHWAHL_FIREWALL=1 PYTHONDONTWRITEBYTECODE=1 $(PY) -m pytest -n auto -q tests/firewall/test_namespace.py

LABS ?= 4 # side by side: mostly they wait for phones
lab: $(VENV)/.dev ## the tests with real SIP phones at a real SIP server (on Debian it installs what it needs)
	@sh .ci/lab $(PY)
	@$(COMPILED)
	DURCHWAHL_LAB=1 $(PY) -m pytest -n $(LABS) --dist loadgroup -q tests/lab

lab-demo: $(VENV)/.runtime ## the app on phones of the lab, which people call now and then
	@sh .ci/lab $(PY)
	@$(PY) -m tests.lab.demo

check: $(VENV)/.dev ## lint, types, and the wheel installed outside the checkout
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	$(PY) -m tests.wheel_check

format: $(VENV)/.dev ## format the code
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .

bench: $(VENV)/.dev ## print the figures that the README quotes
	$(PY) -m tests.bench

MINUTES ?= 10
SEED    ?= 1
soak: $(VENV)/.dev ## random calls and faults at SIP phones, judged call for call; MINUTES=10 SEED=1
	$(PY) -m tests.lab.soak --minutes $(MINUTES) --seed $(SEED) --phones 6 --faults on --json build/soak.json

screenshots: $(VENV)/.dev ## write screenshots/ from the demo's scenes
	$(PY) -m tests.screenshots

build: $(VENV)/.dev ## wheel and source archive into dist/
	$(PY) -m build --no-isolation

clean: ## remove the environment and what was built
	rm -rf $(VENV) dist .mypy_cache .ruff_cache .hypothesis

# The environment: made once, made anew when pyproject.toml or constraints.txt change.
$(VENV)/.runtime: $(SOURCES)
	@sh .ci/venv $(VENV) "."
	@touch $@

$(VENV)/.dev: $(SOURCES)
	@sh .ci/venv $(VENV) ".[dev]"
	@touch $(VENV)/.runtime $@
