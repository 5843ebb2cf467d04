PYTHON ?= python3
UV_VERSION = 0.13.9
UV = build/uv-$(UV_VERSION)/bin/uv
# npm writes this file when it has installed all of the lock.
NODE_MODULES = tests/node/node_modules/.package-lock.json
# One version of each package for every Python and system, so that all build the same site.
COMPILED = --quiet --upgrade --universal --python-version 3.11 --fork-strategy fewest --generate-hashes --no-emit-index-url --custom-compile-command "make lock"
COMPILE = $(UV) pip compile pyproject.toml $(COMPILED) --group build

.PHONY: help site serve check quick test firefox html every-page bench fuzz screenshots addresses lock audit clean venv-site venv-test has-npm
# Two targets at once would make the same .venv.
.NOTPARALLEL:

help: ## List these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-13s%s\n", $$1, $$2 }' $(MAKEFILE_LIST)

site: venv-site ## Build the site into site/
	.venv/bin/evidence build $(FRESH)

serve: venv-site ## Show the site on this machine and rebuild it after each change
	.venv/bin/evidence serve

check: venv-test ## Check style, types, templates and the records
	.venv/bin/ruff check && .venv/bin/ruff format --check && .venv/bin/mypy && .venv/bin/lint-imports --no-cache && PYTHONPATH=scripts .venv/bin/python -m tools.check_templates && .venv/bin/evidence check

quick: venv-test ## Run the tests that need no browser and make no site, in a minute
	.venv/bin/pytest -m "not browser and not slow"

test: venv-test ## Run all tests, those in Chromium included
	PYTHONPATH=scripts .venv/bin/python -m tools.browsers && .venv/bin/pytest

firefox: site $(NODE_MODULES) ## Test the built site in Firefox (needs Node.js 18 or newer and Firefox)
	cd tests/node && npm run firefox

html: site $(NODE_MODULES) ## Check the HTML of the built site (needs Node.js 18 or newer and Java)
	cd tests/node && npm run html

every-page: site venv-test $(NODE_MODULES) ## Look at every page, not one of each kind, in Chromium and in Firefox
	PYTHONPATH=scripts .venv/bin/python -m tools.browsers && EVERY_PAGE=1 .venv/bin/pytest tests/site/test_every_page.py && cd tests/node && EVERY_PAGE=1 npm run firefox

bench: site venv-test ## Measure how long the commands take and what the pages weigh (needs Node.js)
	PYTHONPATH=scripts .venv/bin/python -m tools.bench $(if $(PLAIN),--plain $(PLAIN)) && PYTHONPATH=scripts .venv/bin/python -m tools.bench_pages

fuzz: venv-test ## Spoil files at random for FUZZ seconds (600) and see that each fault is told; SEED repeats a run
	PYTHONPATH=scripts .venv/bin/python -m tools.fuzz --seconds $(or $(FUZZ),600) $(if $(SEED),--seed $(SEED))

screenshots: venv-test ## Take pictures of every kind of page, on screens and on paper, into build/screenshots/
	.venv/bin/evidence build && PYTHONPATH=scripts .venv/bin/python -m tools.screenshots

addresses: venv-site ## Build the site and add its new addresses to references/addresses.txt
	.venv/bin/evidence addresses

lock: $(UV) ## Write locks/ anew with the newest versions that pyproject.toml allows
	$(COMPILE) --group test -o locks/test.txt && $(COMPILE) -c locks/test.txt -o locks/site.txt && $(UV) pip compile $(COMPILED) --group audit -o locks/audit.txt

audit: has-npm ## Ask for known weaknesses of packages and of the workflows (each is asked, whatever another found)
	$(PYTHON) -m venv build/audit && build/audit/bin/pip install --quiet --require-hashes -r locks/audit.txt && found=0; build/audit/bin/pip-audit --require-hashes --disable-pip -r locks/test.txt || found=1; build/audit/bin/zizmor .github || found=1; for each in tests/node scripts/tools/lighthouse; do (cd $$each && npm audit --package-lock-only) || found=1; done; exit $$found

clean: ## Remove everything that these commands made
	rm -rf .venv build site tests/node/node_modules scripts/tools/lighthouse/node_modules scripts/*.egg-info .pytest_cache .mypy_cache .ruff_cache

venv-site:
	@$(PYTHON) scripts/tools/make_venv.py site

venv-test:
	@$(PYTHON) scripts/tools/make_venv.py test

has-npm:
	@command -v npm >/dev/null || { echo "No npm was found: install Node.js 18 or newer with npm (on Debian: sudo apt-get install nodejs npm)." >&2; exit 1; }

$(NODE_MODULES): tests/node/package-lock.json | has-npm
	cd tests/node && npm ci

$(UV):
	$(PYTHON) -m venv build/uv-$(UV_VERSION) && build/uv-$(UV_VERSION)/bin/pip install --quiet uv==$(UV_VERSION)
