# SPDX-License-Identifier: Apache-2.0
.PHONY: help setup setup-dev run test bench format
.DEFAULT_GOAL := help

help:  ## Show what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 12

setup:  ## Create .venv with hiden in it
	@sh tools/setup.sh core

setup-dev:
	@sh tools/setup.sh dev

run: setup  ## Set up, load the sample company, do the main job, serve the pages (HIDEN_RUN_ONCE=1: exit instead of serving)
	@.venv/bin/python tools/run.py

test: setup-dev  ## Run everything that CI runs
	@sh tools/test.sh

bench: setup-dev  ## Measure the hot paths beside a peer and the physical limit
	@.venv/bin/python -m bench

format: setup-dev  ## Put the code into its form
	@.venv/bin/ruff format . && .venv/bin/ruff check --fix .
