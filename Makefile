# `make help` lists what there is.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# The library that forecasts are compared with stays out of the other one.
BENCH_VENV := var/bench-venv
# MySQL for `make test-mysql` is kept here between runs.
MYSQL_DIR ?= var/mysql-for-tests

# What is compiled once need not be compiled by each worker of each run.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help setup run https frontend test test-browser storm test-faults test-upgrade test-mysql test-cluster bench bench-forecasts check format openapi settings clients api clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-15s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(VENV)/run.done ## install what the shop needs, a database among it
	@sh scripts/install-mariadb.sh

run: setup frontend ## the shop on http://127.0.0.1:5000, stocked with a demo on an empty database
	@$(BIN)/python app.py

https: setup frontend ## the shop by HTTPS in its own network, with a certificate of its own
	@sh scripts/install-nginx.sh
	@sh scripts/serve-https.sh $(NAMES)

frontend: $(VENV)/run.done ## build the front end, if its sources have changed
	@sh scripts/build-frontend.sh

test: $(VENV)/dev.done ## prove it, on a private database and in a real browser, in a few minutes
	@sh scripts/install-mariadb.sh
	@sh scripts/install-redis.sh
	@sh scripts/install-nginx.sh
	@sh scripts/install-browser.sh
	@sh scripts/install-promtool.sh || true
	@sh scripts/install-node-packages.sh clients
	@sh scripts/build-frontend.sh
	@$(BIN)/python -m pytest -n 4 --dist worksteal $(TESTS)

test-browser: $(VENV)/dev.done ## the front end's stories, and every page by axe at three widths, in both themes and languages
	@sh scripts/install-mariadb.sh
	@sh scripts/install-browser.sh
	@sh scripts/install-node-packages.sh clients
	@sh scripts/build-frontend.sh
	@LONG=1 $(BIN)/python -m pytest -n 2 tests/frontend $(TESTS)

storm: $(VENV)/dev.done ## the long campaigns: fifty buyers in twenty rounds, 10,000 steps of a shop that is killed eighty times, a hundred thousand random baskets, ten thousand notices of payment providers, kills in the middle of sales, clients that stall, forged tokens on every route, a walk through 100,000 products, every border of every call, ten thousand hostile files, worst inputs of every parser
	@sh scripts/install-mariadb.sh
	@LONG=1 $(BIN)/python -m pytest -n 1 tests/sales/test_sale_storm.py tests/sales/test_machine.py tests/sales/test_pricing.py tests/sales/test_notice_campaign.py tests/sales/test_payment_notices.py tests/runtime/test_running.py::test_ctrl_c_in_a_terminal_stops_at_once tests/web/test_slow_clients.py tests/web/test_bad_tokens.py tests/catalogue/test_product_cursor.py tests/web/test_contract.py tests/analysis/test_analysis_fuzz.py tests/analysis/test_analysis_storm.py tests/web/test_worst_inputs.py tests/system/test_demo_data.py $(TESTS)

test-faults: $(VENV)/dev.done ## the long form of faults that heal: twenty full disks, ten failovers, a database that hangs for a minute
	@sh scripts/install-mariadb.sh
	@LONG=1 $(BIN)/python -m pytest -n 1 -s tests/runtime/test_faults.py tests/runtime/test_database_users.py $(TESTS)

test-upgrade: $(VENV)/dev.done ## twenty upgrades while the release before sells, and kills after every statement of every migration
	@sh scripts/install-mariadb.sh
	@LONG=1 $(BIN)/python -m pytest -n 1 tests/runtime/test_upgrade.py tests/system/test_schema.py tests/system/test_migration_rules.py $(TESTS)

test-mysql: $(VENV)/dev.done ## the same tests on Oracle's MySQL, where one can be had
	@sh scripts/install-mariadb.sh
	@sh scripts/install-redis.sh
	@sh scripts/test-on-mysql.sh $(MYSQL_DIR) $(BIN)/python -m pytest -n 2 $(TESTS)

test-cluster: $(VENV)/dev.done ## three database nodes that are killed, cut off, added and upgraded while the shop sells; needs root
	@sh scripts/test-cluster.sh $(BIN)/python -m pytest -n 0 -s tests/runtime/test_cluster.py $(TESTS)

bench: $(VENV)/dev.done ## what requests, starts, imports, searches, learners, their figures, limits and analyses cost; about 30 minutes
	@sh scripts/install-mariadb.sh
	@sh scripts/install-redis.sh
	@$(BIN)/python -m bench.request_cost
	@$(BIN)/python -m bench.compression
	@$(BIN)/python -m bench.key_check
	@$(BIN)/python -m bench.agents
	@$(BIN)/python -m bench.start
	@$(BIN)/python -m bench.imports
	@$(BIN)/python -m bench.product_search
	@$(BIN)/python -m bench.learning
	@$(BIN)/python -m bench.course_reports
	@$(BIN)/python -m bench.file_analysis
	@$(BIN)/python -m bench.sales_reports
	@$(BIN)/python -m bench.books
	@$(BIN)/python -m bench.sync
	@$(BIN)/python -m bench.reordering
	@$(BIN)/python -m bench.rate_limits
	@$(BIN)/python -m bench.counter_sales
	@$(BIN)/python -m bench.receipts
	@$(BIN)/python -m bench.metrics
	@$(BIN)/python -m bench.audit
	@$(BIN)/python -m bench.analysis

bench-forecasts: export OPENBLAS_NUM_THREADS = 1
bench-forecasts: $(BENCH_VENV)/bench.done ## how good forecasts are, beside those of statsforecast; half an hour the first time
	@$(BENCH_VENV)/bin/python -W ignore::RuntimeWarning -m bench.forecasting.references --cache var/bench/references.npz
	@$(BENCH_VENV)/bin/python -m bench.forecasting.accuracy --cache var/bench/references.npz
	@$(BENCH_VENV)/bin/python -W ignore::RuntimeWarning -m bench.forecasting.frequencies --cache var/bench/frequencies.npz

check: $(VENV)/dev.done ## lint and types
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

format: $(VENV)/dev.done ## lay the code out
	@$(BIN)/ruff check --fix --quiet .
	@$(BIN)/ruff format .

openapi: setup ## write docs/openapi.json anew
	@ENV=test $(BIN)/flask openapi docs/openapi.json

settings: setup ## write docs/settings.md anew
	@$(BIN)/python -m settings.reference docs/settings.md

clients: $(VENV)/dev.done ## write the clients, the Postman collection and docs/problems.md anew, out of docs/openapi.json
	@sh scripts/install-node-packages.sh clients
	@$(BIN)/python clients/make_postman.py
	@$(BIN)/python clients/make_problems.py
	@$(BIN)/python clients/make_python.py
	@$(BIN)/python clients/make_typescript.py

api: openapi settings clients ## all three of these: run it after a route or a setting has changed

clean: ## remove what setup and runs have made, the private database among it
	rm -rf $(VENV) var .pytest_cache .mypy_cache .ruff_cache .hypothesis clients/node_modules frontend/node_modules frontend/dist

$(VENV)/run.done: requirements.txt
	@echo "setup: installing what the shop needs, which takes a few minutes the first time"
	@sh scripts/make-venv.sh $(VENV) $(PYTHON)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/dev.done: requirements-dev.txt requirements-telemetry.txt $(VENV)/run.done
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

$(BENCH_VENV)/bench.done: requirements-bench.txt
	@mkdir -p $(dir $(BENCH_VENV))
	@sh scripts/make-venv.sh $(BENCH_VENV) $(PYTHON)
	@$(BENCH_VENV)/bin/python -m pip install --quiet --disable-pip-version-check -r requirements-bench.txt
	@touch $@
