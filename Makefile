# One task file: a laptop and CI run the same lines. `make run` and `make test` need only python3 and make.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: run test lint unit lock ocr fuzz fidelity bench accuracy docs clean

run: $(STAMP)
	$(BIN)/gouji check examples/示例自评报告.txt; test $$? -le 1

test: $(STAMP) lint unit

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

unit: $(STAMP)
	$(BIN)/python -m pytest -n auto

bench: $(STAMP)
	-$(BIN)/python tools/bench.py
	-$(BIN)/python tools/bench_readers.py
	-$(BIN)/python tools/bench_standards.py
	$(BIN)/python tools/bench_isolation.py examples/*.docx

# The annotated reports may be absent; planted errors need nothing but the package. Both are run, either may fail.
accuracy: $(STAMP)
	$(BIN)/python tools/accuracy_synthetic.py; planted=$$?; $(BIN)/python tools/accuracy.py && test $$planted -eq 0

# Fuzzing needs a compiler's worth of wheel (atheris) and stands apart; FUZZ_SECONDS are for each reader.
FUZZ_SECONDS ?= 60
fuzz: $(STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-fuzz.lock
	$(BIN)/python tools/fuzz.py --seconds $(FUZZ_SECONDS)

# Files with known contents; scans are slow and want the extra `ocr` (make ocr).
fidelity: $(STAMP)
	$(BIN)/python tools/fidelity.py
	$(BIN)/python tools/fidelity_scans.py
	$(BIN)/python tools/fidelity_doubt.py

docs: $(STAMP)
	$(BIN)/python tools/make_docs.py

# Debian and Ubuntu ship python3 without the part that makes environments; where we may, we install it.
$(STAMP): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" && $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Gouji needs Python 3.11 or newer. Set PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || sh tools/install_venv.sh $(PYTHON)
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

# The lock holds hashes and no addresses: the machine's own settings say where packages come from.
lock:
	uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --upgrade -o requirements.lock
	uv pip compile pyproject.toml --extra ocr --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --upgrade -o requirements-ocr.lock

# What reads scans is large (about 280 MB) and stands apart.
ocr: $(STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-ocr.lock

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
