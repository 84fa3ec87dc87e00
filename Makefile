# `make help` lists the targets. Everything but `help` first sets up what is missing (tools/setup.sh says what that is).
SHELL := /bin/bash
PYTHON := .venv/bin/python
# Without a display; and packages in a home folder must not change the result.
export QT_QPA_PLATFORM ?= offscreen
export PYTHONNOUSERSITE := 1

.PHONY: help setup run-environment demo picture test lint bench bench-alignment package
.DEFAULT_GOAL := help

help:  ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 18

setup:  ## everything for development: QGIS, .venv, pinned packages
	@tools/setup.sh develop

run-environment:
	@tools/setup.sh run

demo: run-environment  ## align a generated town through QGIS; results in build/demo
	@$(PYTHON) -m realign.demo

picture: demo  ## the same, and renew the README's picture
	@$(PYTHON) tools/picture.py

test: setup  ## all tests (select with TESTS=tests/engine)
	@$(PYTHON) -m pytest $(TESTS)

lint: setup  ## style, import rules, and the security checks of QGIS's plugin repository
	@tools/lint.sh

bench: run-environment  ## seconds by stage, memory, share of the machine's peak; results in build/bench
	@$(PYTHON) benchmarks/align.py

bench-alignment:  ## Realign next to other methods, a quarter of an hour; results in build/bench (more with OPTIONS=--help)
	@tools/setup.sh bench
	@$(PYTHON) benchmarks/alignment.py $(OPTIONS)

package:  ## the plugin for QGIS's plugin repository: dist/realign-VERSION.zip
	@/usr/bin/python3 tools/package.py
