# Two commands:   make lab   opens the lessons.   make test   runs every test.
# Each prepares what it needs in .venv first; the second time that takes no time.

WINDOWS     := $(filter Windows_NT,$(OS))
PYTHON      ?= $(if $(WINDOWS),python,python3)
VENV        ?= .venv
# What pip may choose. With nothing after the "=" the newest of everything; or the lowest of it:
# make test CONSTRAINTS=lowest.txt VENV=.venv-lowest
CONSTRAINTS ?= constraints.txt
# What lab opens: a folder of the learner's own, made and brought up to date by start, which never
# overwrites what was changed. LESSONS=notebooks opens the run ones, as they are committed.
LESSONS     ?= my-lessons
LAB_ARGS    ?=
TESTS       ?=
# Three processes, as two leave a core idle while a browser waits. They take folders of tests from
# the list in its order: the long ones come early.
# One that hangs is ended by pyproject's timeout; started anew, it would hang at the same test.
PARALLEL    := --numprocesses=3 --dist=loadscope --no-loadscope-reorder --max-worker-restart=0
# For the whole suite only. nbval hands both options on to its kernels, and hangs without a package.
# The notebooks stay last: a process that begins with one has no data yet, warns of it, and fails.
COVERAGE    := --cov=hopfield_lessons --cov-config=pyproject.toml
# What catches most for its time: no kernel of a notebook, no browser, no build.
QUICK       := hopfield_lessons $(addprefix tests/,kernels landscape theory experiments exercises figures project/test_style.py project/test_house.py project/test_names.py)

export CONSTRAINTS  # a test compares them with what is installed

BIN       := $(VENV)/$(if $(WINDOWS),Scripts,bin)
EXE       := $(if $(WINDOWS),.exe)
INSTALLED := $(VENV)/.installed
AS_ROOT   := $(if $(filter 0,$(shell id -u)),--allow-root)
# The Pythons that pyproject.toml lists: 3.11 3.12 ...
PYTHONS   := $(shell sed -n 's/.*Python :: \(3\.[0-9]*\)".*/\1/p' pyproject.toml)
SUPPORTED := Python $(firstword $(PYTHONS)) to $(lastword $(PYTHONS))
ANOTHER   := make PYTHON=python$(lastword $(PYTHONS)) ...

.PHONY: help lab test check book bench papers notebooks clean

help:
	@echo "make lab        open your copy of the lessons, in my-lessons/ (extra flags: LAB_ARGS=--no-browser)"
	@echo "make lab LESSONS=notebooks  the run lessons, with outputs: to teach, or to change the course"
	@echo "make test       run every test (some of them: make test TESTS=tests/kernels)"
	@echo "make check      run those that catch most in a minute: before each commit"
	@echo "make book       build the site"
	@echo "make bench      measure the kernels beside a plain loop and other packages"
	@echo "make papers     find numbers of papers again, for their page"
	@echo "make notebooks  run the lessons again, save them and what the runs measured"
	@echo "make clean      remove what these commands made; your lessons stay"

# No news and a quiet terminal: the settings lie in tools/lab, nobody's own are touched.
lab: export JUPYTER_CONFIG_PATH := $(CURDIR)/tools/lab
lab: $(INSTALLED)-lab
	$(if $(filter-out notebooks notebooks/,$(LESSONS)),@$(BIN)/python -m hopfield_lessons start "$(LESSONS)")
	@$(BIN)/python -m jupyterlab --ip=127.0.0.1 $(AS_ROOT) $(LAB_ARGS) "$(LESSONS)/00_start_here.ipynb"

test: $(INSTALLED)-test
	$(BIN)/python -m pytest $(or $(TESTS),$(PARALLEL) $(COVERAGE))

check: $(INSTALLED)-test
	$(BIN)/python -m pytest --quiet $(PARALLEL) -m "not long" $(QUICK)

book: $(INSTALLED)-book
	$(BIN)/python -m sphinx -W -n --keep-going -b html book book/_build/html
	@echo "The site is in book/_build/html: open book/_build/html/index.html"

bench: $(INSTALLED)-bench
	$(BIN)/python -m benchmarks --table book/performance.table.md --figure book/_static/performance.png

papers: $(INSTALLED)-bench
	$(BIN)/python -m benchmarks.papers

notebooks: $(INSTALLED)-test
	$(BIN)/python tools/run_notebooks.py --table book/status.table.md notebooks/*.ipynb

clean:
	rm -rf $(VENV) book/_build

ENSURE_PIP = $(BIN)/python -m pip --version >/dev/null 2>&1 || $(BIN)/python -m ensurepip

# One stamp for each extra of pyproject.toml. bin/python is a link: it is missing when its Python is
# gone, and newer than the stamp when its Python was upgraded. An interrupted start may lack pip.
$(INSTALLED)-%: pyproject.toml $(CONSTRAINTS) $(BIN)/python$(EXE)
	@$(ENSURE_PIP)
	$(BIN)/python -m pip install --quiet $(addprefix --constraint ,$(CONSTRAINTS)) --editable '.[$*]'
	@touch $@

# uv finds the lowest versions that our bounds allow, and newest ones of what these need in turn.
lowest.txt: pyproject.toml constraints.txt $(BIN)/python$(EXE)
	@$(ENSURE_PIP)
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[lowest]'
	$(BIN)/python -m uv pip compile --quiet --upgrade --resolution lowest-direct --no-header --no-annotate \
	  --python $(BIN)/python$(EXE) --extra test --extra bench --output-file $@ pyproject.toml

$(BIN)/python$(EXE):
	@command -v $(PYTHON) >/dev/null || \
	  { echo "There is no '$(PYTHON)' here: install $(SUPPORTED), or name yours: $(ANOTHER)"; exit 1; } >&2
	@$(PYTHON) -c 'import sys; sys.exit("%d.%d" % sys.version_info[:2] not in "$(PYTHONS)".split() and "$(SUPPORTED) is needed, but $(PYTHON) is Python %s. Name another one: $(ANOTHER)" % sys.version.split()[0])'
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || \
	  { echo "$(PYTHON) cannot create environments: its venv module is incomplete. On Debian and Ubuntu: apt install python3-venv"; exit 1; } >&2
	$(PYTHON) -m venv --clear $(VENV)
