# `make help` lists the targets. Everything but `help` first sets up what is missing (tools/setup.sh says what that is).
SHELL := /bin/bash
PYTHON := .venv/bin/python
# Without a display; and packages in a home folder must not change the result.
export QT_QPA_PLATFORM ?= offscreen
export PYTHONNOUSERSITE := 1
# QGIS speaks the machine's language, and what the tests read is English.
export LC_ALL := C.UTF-8

.PHONY: help setup run-environment demo picture test test-matrix lint bench bench-alignment bench-registration package translations
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

# Windows are tested on a screen of their own, in a process of its own: the rest runs without one.
WINDOWS := QT_QPA_PLATFORM=xcb xvfb-run -a -s "-screen 0 1600x1200x24" $(PYTHON) -m pytest -o qgis_gui_enabled=true

test: setup  ## all tests (select with TESTS=tests/engine, or TESTS=tests/windows)
ifeq ($(TESTS),)
	@status=0; $(PYTHON) -m pytest --ignore=tests/windows || status=1; \
	 $(WINDOWS) tests/windows || status=1; exit $$status
else ifneq ($(filter tests/windows%,$(TESTS)),)
	@$(WINDOWS) $(TESTS)
else
	@$(PYTHON) -m pytest $(TESTS)
endif

test-matrix: setup  ## the plugin's tests under this QGIS and, in a chroot, under 3.44; a table; needs root
	@$(PYTHON) tools/matrix.py $(OPTIONS)

lint: setup  ## style, import rules, and the security checks of QGIS's plugin repository
	@tools/lint.sh

bench: run-environment  ## seconds by stage, memory, share of the machine's peak; results in build/bench
	@$(PYTHON) benchmarks/align.py

bench-alignment:  ## Realign next to other methods, a quarter of an hour; results in build/bench (more with OPTIONS=--help)
	@tools/setup.sh bench
	@$(PYTHON) benchmarks/alignment.py $(OPTIONS)

bench-registration:  ## Realign next to other ways to register sheets (MODEL=FILE, DATA=FOLDER); results in runs/registration-bench
	@tools/setup.sh bench
	@$(PYTHON) benchmarks/registration.py $(if $(MODEL),--model $(MODEL)) $(if $(DATA),--data $(DATA)) $(OPTIONS)

package: setup  ## the plugin for QGIS's plugin repository: dist/realign-VERSION.zip, checked as it is there
	@$(PYTHON) tools/package.py
	@$(PYTHON) tools/package_checks.py dist/realign-$$(sed -n 's/^version=//p' metadata.txt).zip

translations: setup  ## take the texts over into resources/i18n, name what is not translated, and compile
	@$(PYTHON) tools/translations.py
