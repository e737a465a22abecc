# Each target brings its own set-up: system libraries, .venv, pinned packages, fonts (scripts/setup.sh).
# Another interpreter than the one found: make PYTHON=/path/to/python3 …

bin := .venv/bin
export PYTHON

.PHONY: help editions test lint ace bench pictures wheel lock clean ready ready-tests

help:            ## print this list
	@sed -n 's/^\([a-z]*\):[^#]*## /make \1	/p' Makefile | expand -t 16

editions: ready  ## PDF, EPUB and digest of every text in seeds/, into build/
	$(bin)/convert build seeds/

test: lint       ## style, types, tests
	$(bin)/python -m pytest

lint: ready-tests ## style and types alone
	$(bin)/ruff check .
	$(bin)/mypy

ace: editions    ## ask Ace by DAISY about every EPUB in build/ (needs npm and chromium)
	scripts/ace.sh

bench: ready     ## how long each command takes, beside plain WeasyPrint
	$(bin)/python benchmarks/speed.py

pictures: ready-tests ## the READMEs' pictures, from the editions of the seed (needs chromium for three of them)
	$(bin)/python scripts/pictures.py

wheel: ready-tests ## the installable package, into dist/
	$(bin)/hatchling build -t wheel

lock:            ## pin anew what pyproject.toml asks for (needs uv)
	uv pip compile --quiet --universal --python-version 3.11 --group dev --annotation-style line \
	  --custom-compile-command 'make lock' --output-file requirements.lock pyproject.toml

clean:           ## remove outputs and caches; sources and .venv stay
	rm -rf build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find convert tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

ready:
	@scripts/setup.sh

ready-tests:
	@scripts/setup.sh --tests
