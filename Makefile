# Two commands:   make lab   opens the lessons.   make test   runs every test.
# Each prepares what it needs in .venv first; the second time that takes no time.

WINDOWS     := $(filter Windows_NT,$(OS))
PYTHON      ?= $(if $(WINDOWS),python,python3)
VENV        ?= .venv
# What pip may choose. With nothing after the "=" the newest of everything; or the lowest of it:
# python tools/lowest.py > lowest.txt && make test CONSTRAINTS=lowest.txt VENV=.venv-lowest
CONSTRAINTS ?= constraints.txt
LAB_ARGS    ?=
TESTS       ?=
# Two processes, which take folders of tests from the list in its order: the long ones come early.
# One that hangs is ended by pyproject's timeout; started anew, it would hang at the same test.
PARALLEL    := --numprocesses=2 --dist=loadscope --no-loadscope-reorder --max-worker-restart=0
# For the whole suite only. nbval hands both options on to its kernels, and hangs without a package.
# The notebooks stay last: a process that begins with one has no data yet, warns of it, and fails.
COVERAGE    := --cov=hopfield_lessons --cov-config=pyproject.toml
# What catches most for its time: no kernel of a notebook, no browser, no build.
QUICK       := hopfield_lessons $(addprefix tests/,kernels attractors capacity checks figures project/test_style.py)

export CONSTRAINTS  # a test compares them with what is installed

BIN       := $(VENV)/$(if $(WINDOWS),Scripts,bin)
EXE       := $(if $(WINDOWS),.exe)
INSTALLED := $(VENV)/.installed
AS_ROOT   := $(if $(filter 0,$(shell id -u)),--allow-root)

.PHONY: help lab test check book bench notebooks clean

help:
	@echo "make lab        open the lessons in JupyterLab (extra flags: make lab LAB_ARGS=--no-browser)"
	@echo "make test       run every test (some of them: make test TESTS=tests/kernels)"
	@echo "make check      run those that catch most in a minute: before each commit"
	@echo "make book       build the site"
	@echo "make bench      measure the kernels beside a plain loop and other packages"
	@echo "make notebooks  run the lessons again, save them and what the runs measured"
	@echo "make clean      remove what these commands made"

lab: $(INSTALLED)-lab
	$(BIN)/python -m jupyterlab --ip=127.0.0.1 $(AS_ROOT) $(LAB_ARGS) notebooks

test: $(INSTALLED)-test
	$(BIN)/python -m pytest $(or $(TESTS),$(PARALLEL) $(COVERAGE))

check: $(INSTALLED)-test
	$(BIN)/python -m pytest --quiet $(PARALLEL) $(QUICK)

book: $(INSTALLED)-book
	$(BIN)/python -m sphinx -W -n --keep-going -b html book book/_build/html
	@echo "The site is in book/_build/html: open book/_build/html/index.html"

bench: $(INSTALLED)-bench
	$(BIN)/python -m benchmarks --table book/performance.table.md --figure book/_static/performance.png

notebooks: $(INSTALLED)-test
	$(BIN)/python tools/run_notebooks.py --table book/status.table.md notebooks/*.ipynb

clean:
	rm -rf $(VENV) book/_build

# One stamp for each extra of pyproject.toml. bin/python is a link: it is missing when its Python is
# gone, and newer than the stamp when its Python was upgraded. An interrupted start may lack pip.
$(INSTALLED)-%: pyproject.toml $(CONSTRAINTS) $(BIN)/python$(EXE)
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(BIN)/python -m ensurepip
	$(BIN)/python -m pip install --quiet $(addprefix --constraint ,$(CONSTRAINTS)) --editable '.[$*]'
	@touch $@

$(BIN)/python$(EXE):
	@command -v $(PYTHON) >/dev/null || \
	  { echo "There is no '$(PYTHON)' here: install Python 3.11 or newer, or name yours: make PYTHON=python3.12 ..."; exit 1; } >&2
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed, but $(PYTHON) is Python %s. Name another one: make PYTHON=python3.12 ..." % sys.version.split()[0])'
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || \
	  { echo "$(PYTHON) cannot create environments: its venv module is incomplete. On Debian and Ubuntu: apt install python3-venv"; exit 1; } >&2
	$(PYTHON) -m venv --clear $(VENV)
