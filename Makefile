# The commands of this project; `make` alone explains them.
#
# Nothing but Python (3.11 or newer) and make is needed. The environment in .venv is looked at
# every time, for a moment; generator/environment.py makes or mends only what is missing.

PYTHON ?= python3
MACHINE := "$(PYTHON)" -I generator/preflight.py
SET_UP := "$(PYTHON)" -E -s -m generator.environment
BIN := .venv/bin
LOCK := uv pip compile pyproject.toml --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-header --no-annotate --quiet

# What the user's shell or site says about Python must not leak into the environment.
export PYTHONNOUSERSITE := 1
export PIP_USER := 0
unexport PYTHONPATH PYTHONHOME

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup setup-cluster setup-dev briefs test check messages look simulation mutations holes bench reproduce torture torture-mail practice-server lock clean

help:
	@$(MACHINE) --say make.help

briefs: setup
	@$(BIN)/oblys build

setup:
	@$(SET_UP) runtime

setup-cluster:
	@$(SET_UP) cluster

setup-dev:
	@$(SET_UP) dev

test: setup-dev
	@$(BIN)/python -m pytest -n auto --dist loadscope

check: setup-dev
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python -m pytest -n auto --dist loadscope

# What briefs look like on the screen and on a grey printer: make look BRIEFS="KZ-23.kk KZ.en"
look: setup-dev
	@$(BIN)/python -m tests.look $(BRIEFS)

# A thousand made-up panels of known truth: three minutes on two cores; 1 if it is not found.
simulation: setup-dev
	@$(BIN)/python -m tests.simulation

# Three thousand one-place mutations of the real figures, as revisions and as new years: half an hour.
mutations: setup-dev
	@$(BIN)/python -m tests.dataset.one_place 3000

# Each cell of the newest year without its figure, suppressed and absent: an hour.
holes: setup-dev
	@$(BIN)/python -m tests.findings.holes

# Ratios measured side by side, a quarter of an hour; not a test, since machines differ.
bench: setup-dev
	@$(BIN)/python -m benchmarks

# All briefs under circumstances that must not show in them: some minutes.
reproduce: setup-dev
	@$(BIN)/python -m tests.reproducing

messages: setup-dev
	@$(BIN)/python -m generator.cli.messages_command

# A thousand kills of a sender: a few minutes. The tests do it with twenty.
torture-mail: setup-dev
	@$(BIN)/python -m tests.mail.torture 1000

# A thousand kills of builds and issues, and every operation on the disk failing: half an hour.
torture: setup-dev
	@$(BIN)/python -m tests.torture 1000

# A mail server on this machine for trying `oblys send`; letters land in out/practice.
practice-server: setup-dev
	@$(BIN)/python -m tests.mail out/practice

# Versions already locked are kept where they still fit; `make lock UPGRADE=--upgrade` renews them.
lock:
	@$(MACHINE) --mend
	@set -e; scratch=$$(mktemp -d); trap 'rm -rf "$$scratch"' EXIT; \
	"$$($(MACHINE) --python)" -m venv "$$scratch"; \
	"$$scratch/bin/python" -m pip --disable-pip-version-check --quiet install uv; \
	PATH="$$scratch/bin:$$PATH"; \
	$(LOCK) $(UPGRADE) --group install -o requirements.txt; \
	$(LOCK) $(UPGRADE) --group dev -c requirements.txt -o requirements-dev.txt; \
	$(LOCK) $(UPGRADE) --extra cluster -c requirements-dev.txt -o requirements-cluster.txt

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find generator tests -name __pycache__ -type d -prune -exec rm -rf {} +
