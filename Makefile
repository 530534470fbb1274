# make demo            the whole thing on this machine, no account needed (ARGS=--once: the scripted day alone)
# make test            everything that must be green; sets up what it needs
# make lint | format | bench | lock | clean

SHELL := /bin/sh
.NOTPARALLEL:
.DEFAULT_GOAL := help

# The oldest Python that fits comes first: it is the one the whole suite is proved on.
ifndef PYTHON
PYTHON := $(shell for name in python3.11 python3.12 python3.13 python3.14 python3; do \
	$$name -c 'import sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$name && break; done)
endif
ALSO := 3.12 3.13
PACKAGES := bot intents storage scheduler
VENV := .venv
BIN := $(VENV)/bin
ARGS ?=
# no: leave the tests in Chromium out, for machines where it cannot be had.
BROWSER ?= yes
# Processes that share the whole suite; each has a PostgreSQL of its own.
WORKERS ?= 2
# The share of lines and branches the whole suite must run; not asked of a part of it (ARGS).
COVERAGE ?= 95
PIP_INSTALL := -m pip install --quiet --disable-pip-version-check --require-hashes --no-build-isolation

.PHONY: help demo test lint format bench lock clean install browser node pythons

help:
	@sed -n 's/^# make/make/p' Makefile

demo: install
	$(BIN)/lianxin demo $(ARGS)

install: $(VENV)/.installed

# Hashes for everything, the build tool included: jieba exists as source only, and is built with that one.
# compat: a path instead of a hook that every import would pay for (40 ms a start).
# Byte code is written here, since a shell that forbids it makes every later start three times as long.
$(VENV)/.installed: requirements-build.lock requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer with venv is needed (Debian: apt install python3 python3-venv)"; exit 2; }
	@echo "setting up $(VENV) with $$($(PYTHON) --version)"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python $(PIP_INSTALL) -r requirements-build.lock
	@$(BIN)/python $(PIP_INSTALL) -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation \
		--config-settings editable_mode=compat -e .
	@$(BIN)/python -W ignore -m compileall -qq -j 0 $(VENV)/lib $(PACKAGES) || true
	@touch $@

$(VENV)/.testing: $(VENV)/.installed requirements-test.lock
	@echo "installing what the tests need"
	@$(BIN)/python $(PIP_INSTALL) -r requirements-test.lock
	@$(BIN)/python -W ignore -m compileall -qq -j 0 $(VENV)/lib || true
	@touch $@

test: $(VENV)/.testing browser node lint pythons
	@mkdir -p build
	PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest $(if $(ARGS),,-n $(WORKERS) --dist worksteal) \
		$(if $(filter no,$(BROWSER)),-m "not browser") \
		$(foreach package,$(PACKAGES),--cov=$(package)) --cov-branch --cov-report=term:skip-covered \
		$(if $(ARGS),,--cov-fail-under=$(COVERAGE)) $(ARGS)
	@echo "whole suite: $$($(BIN)/python --version)$(if $(filter no,$(BROWSER)), (without the tests in Chromium))"
	@cat build/pythons

lint: $(VENV)/.testing
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.testing
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: install
	$(BIN)/lianxin bench all $(ARGS)

# Chromium and a Chinese font are Debian's; root installs them, anyone else is told what is missing.
browser:
	@[ "$(BROWSER)" = no ] || { \
	missing() { \
		command -v chromium >/dev/null || echo chromium; \
		command -v chromedriver >/dev/null || echo chromium-driver; \
		fc-list :lang=zh 2>/dev/null | grep -q . || echo fonts-wqy-microhei; \
	}; \
	wanted=$$(missing | tr '\n' ' '); \
	if [ -n "$$wanted" ] && [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo "installing $$wanted"; \
		apt-get update -qq </dev/null && \
		DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends $$wanted </dev/null >/dev/null; \
		wanted=$$(missing | tr '\n' ' '); \
	fi; \
	if [ -n "$$wanted" ]; then \
		echo "missing: $$wanted"; \
		echo "as root: apt-get install $$wanted; or leave the browser out: make test BROWSER=no"; \
		exit 2; \
	fi; }

# The platform's own encryption package, which only exists for Node: the third opinion in tests/wecom.
node:
	@if ! command -v npm >/dev/null; then \
		echo "npm is absent: the tests that ask @wecom/crypto will say that they were skipped (Debian: apt install nodejs npm)"; \
	elif [ ! -e node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then \
		npm ci --silent --no-audit --no-fund </dev/null; \
	fi

# A short run on every other Python found: all modules load, and one line is understood.
pythons: $(VENV)/.installed
	@mkdir -p build; : >build/pythons
	@for version in $(ALSO); do \
		found=; \
		for name in python$$version "$$(pyenv root 2>/dev/null)"/versions/$$version.*/bin/python$$version; do \
			$$name -c 'import venv' 2>/dev/null && found=$$name && break; \
		done; \
		if [ -z "$$found" ]; then echo "short run:   Python $$version not found" >>build/pythons; continue; fi; \
		there=build/python$$version; \
		if [ ! -e $$there/.installed ] || [ requirements.lock -nt $$there/.installed ]; then \
			echo "setting up $$there with $$($$found --version)"; \
			{ $$found -m venv --clear $$there && \
			$$there/bin/python $(PIP_INSTALL) -r requirements-build.lock && \
			$$there/bin/python $(PIP_INSTALL) -r requirements.lock && touch $$there/.installed; } || exit 1; \
		fi; \
		echo '3栋2单元的路灯不亮了' | $$there/bin/python -W ignore -c "$$EVERY_MODULE" | grep -q '"intent": *"hazard"' || \
			{ echo "the short run failed on $$($$found --version)"; exit 1; }; \
		echo "short run:   $$($$there/bin/python --version)" >>build/pythons; \
	done

define EVERY_MODULE
import importlib, pkgutil, sys
from bot import cli
for name in "$(PACKAGES)".split():
    package = importlib.import_module(name)
    for module in pkgutil.walk_packages(package.__path__, f"{name}."):
        if not module.name.endswith("__main__") and ".migrations" not in module.name:
            importlib.import_module(module.name)
sys.exit(cli.main(["classify"]))
endef
export EVERY_MODULE

# uv resolves for every platform at once; it is used for nothing else.
lock:
	@test -x build/uv/bin/uv || { $(PYTHON) -m venv build/uv && build/uv/bin/pip install --quiet uv; }
	@echo "setuptools>=77" >build/build.in
	@set -e; compile() { \
		build/uv/bin/uv pip compile --quiet --upgrade --universal --generate-hashes --no-emit-index-url \
			--no-emit-find-links --no-config --no-header --python-version 3.11 \
			--prerelease=if-necessary-or-explicit "$$@"; \
	}; \
	compile build/build.in --no-annotate -o requirements-build.lock; \
	compile pyproject.toml -o requirements.lock; \
	compile pyproject.toml --group test -o requirements-test.lock

clean:
	rm -rf $(VENV) build node_modules .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage
	find $(PACKAGES) tests -name __pycache__ -type d -prune -exec rm -rf {} +
