# one command each; the first run sets up .venv, later runs do not
export NO_MKDOCS_2_WARNING := 1
PY := .venv/bin/python
READY := .venv/ready
CODE := weave tools tests

help:  ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

serve: $(READY)  ## build and serve at http://127.0.0.1:8000/ with live reload
	@$(PY) -m weave serve

build: $(READY)  ## write both languages to site/, or name every fault
	@$(PY) -m weave build

test: $(READY)  ## run the whole test suite
	@$(PY) -m pytest -n 2

lint: $(READY)  ## look for slips in the code, its layout and its types
	@$(PY) -m ruff check $(CODE) snippets
	@$(PY) -m ruff format --check $(CODE)
	@$(PY) -m mypy weave tools

check: $(READY)  ## run the guards alone, without building
	@$(PY) -m weave

mutate: $(READY)  ## change one value of a page at a time; name what nothing notices
	@$(PY) -m tools.mutate --only docs/

bench: $(READY)  ## measure builds side by side against the floor
	@$(PY) -m tools.bench

measure: $(READY)  ## time the live figures of site/ and weigh their scripts
	@$(PY) -m tools.measure_live

audit: $(READY)  ## weigh and time pages beside Material's empty project (needs npm)
	@$(PY) -m tools.audit $(PAGES)

torch: $(READY)  ## check the PyTorch recordings against a live PyTorch
	@sh tools/torch.sh --check

record: $(READY)  ## write the PyTorch recordings anew
	@sh tools/torch.sh --write

screenshot: $(READY)  ## take the README's picture anew
	@$(PY) -m tools.screenshot

lock: $(READY)  ## resolve requirements.txt anew (needs uv)
	@uv pip compile --universal --generate-hashes --python-version 3.11 \
	  --group dev --no-header --no-emit-index-url --upgrade \
	  -q -o requirements.txt pyproject.toml

clean:  ## remove what can be made again
	@rm -rf .venv .venv-old .venv-torch .cache site .site-* .pytest_cache .hypothesis .mypy_cache .ruff_cache

$(READY): requirements.txt tools/setup.sh
	@sh tools/setup.sh

.PHONY: help serve build test lint check mutate bench measure audit torch record screenshot lock clean
