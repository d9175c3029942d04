# Two commands matter: make run, make test. Both need Python 3.11 or newer, make and git.
PYTHON ?= python3
PACKAGES = shop community config
TEMPLATE_FOLDERS = templates shop community config
VENV = .venv/bin
# Invented on the spot: settings as production has them.
PRODUCTION = DEBUG=0 DEMO=0 SITE_URL=https://talat.example \
	SECRET_KEY="$$($(VENV)/python -c 'import secrets; print(secrets.token_urlsafe(60))')" \
	MARKETPLACE_EMAIL=payments@talat.example STRIPE_API_BASE= \
	SMS_PROVIDER=thaibulksms SMS_KEY=checked SMS_SECRET=checked \
	FIELD_KEYS="k1:$$($(VENV)/python -c 'import base64, secrets; print(base64.b64encode(secrets.token_bytes(32)).decode())')" \
	BLIND_INDEX_KEY="k1:$$($(VENV)/python -c 'import base64, secrets; print(base64.b64encode(secrets.token_bytes(32)).decode())')" \
	STRIPE_SECRET_KEY=rk_live_checked STRIPE_WEBHOOK_SECRET=whsec_checked
.DEFAULT_GOAL = help
.PHONY: help run test lint bench stock-seed simulate fuzz stripe-contract fmt messages clean-data packages \
	style types templates imports settings

help: ## Say what there is
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1	\2/' | expand -t 24

run: ## Open the demo market on PORT (8000), its data in DATA_DIR (.data)
	@$(PYTHON) -m config.launch run

test: packages ## Run every test; choose some with ARGS="tests/shop -k refund"
	@$(VENV)/python -m pytest -n 2 $(ARGS)

lint: style types templates imports settings ## Check style, types, templates, imports, settings

style: packages
	$(VENV)/ruff check .
	$(VENV)/ruff format --check .

types: packages
	@$(PRODUCTION) DATABASE_URL=postgresql://talat@/talat $(VENV)/python -m mypy $(PACKAGES)

templates: packages
	@find $(TEMPLATE_FOLDERS) -name '*.html' -print0 | xargs -0 $(VENV)/djade --check --target-version 5.2
	@find $(TEMPLATE_FOLDERS) -name '*.html' -print0 | xargs -0 $(VENV)/djhtml --check --tabwidth 2

imports: packages
	$(VENV)/lint-imports

settings: packages
	@$(PRODUCTION) $(VENV)/python -m config.borrow manage.py makemigrations --check --dry-run
	@$(PRODUCTION) $(VENV)/python -m config.borrow manage.py check --deploy --fail-level WARNING

fmt: packages ## Format the code and the templates
	$(VENV)/ruff check --fix --quiet . || true
	$(VENV)/ruff format .
	@find $(TEMPLATE_FOLDERS) -name '*.html' -print0 | xargs -0 $(VENV)/djade --target-version 5.2 || true
	@find $(TEMPLATE_FOLDERS) -name '*.html' -print0 | xargs -0 $(VENV)/djhtml --tabwidth 2 || true

bench: packages ## Measure against the limits, one line a figure
	@$(VENV)/python -m tests.bench

stock-seed: packages ## Play one seed of the stock machine again: make stock-seed SEED=17
	@STOCK_SEED=$(SEED) $(VENV)/python -m pytest -n 0 tests/shop/stock/test_machine.py

simulate: packages ## Play the market's money: SEEDS=10000 of them, or SEED=7 again
	@$(VENV)/python -m pytest -n $(if $(SEED),0,2) tests/shop/ledger/test_simulator.py

fuzz: packages ## Send every nasty value to every route as every role (an hour); FUZZ=3 of them
	@FUZZ=$(or $(FUZZ),99) $(VENV)/python -m pytest -n 2 tests/test_fuzz.py

stripe-contract: packages ## Hold the sandbox's contract against Stripe itself (STRIPE_CONTRACT_KEY)
	@test -n "$$STRIPE_CONTRACT_KEY" || { echo "Set STRIPE_CONTRACT_KEY to a key that starts with sk_test_." >&2; exit 1; }
	@$(VENV)/python -m pytest tests/fakestripe -m "not sandbox_only" -p no:randomly --allow-hosts= $(ARGS)

messages: packages ## Compile the translations and name the texts that have no Thai yet
	@$(VENV)/python -m config.translations
	@$(VENV)/python -m config.untranslated

clean-data: ## Forget the demo market and the test databases
	rm -rf .data .data-test

packages:
	@$(PYTHON) -m config.launch packages
