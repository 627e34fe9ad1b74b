# `make` alone prints this list. A machine without make: see the commands behind the names.
PY = .venv/bin/python

help:  ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## */  make \1\t/' | expand -t 20

$(PY):
	@python3 bootstrap.py install

install:  ## the environment with the developers' tools
	@python3 bootstrap.py install

run:  ## the whole site with its demonstration data; PORT=8001 chooses another port
	@python3 bootstrap.py run

demo: $(PY)  ## load the demonstration data into an empty database
	@$(PY) manage.py migrate --verbosity 0 && $(PY) manage.py demo

codes: $(PY)  ## demonstration accounts, with the one-time codes of this moment
	@$(PY) manage.py demo_codes

worker: $(PY)  ## one more Celery worker, for a broker that runs already
	@$(PY) -m celery --app config.celery worker --loglevel INFO

test:  ## the whole suite on the embedded default; options: make test ARGS="-k receipt"
	@python3 bootstrap.py test $(ARGS)

lint: install  ## what CI checks besides the tests
	@$(PY) -m ruff check . && $(PY) -m ruff format --check . && $(PY) -m djlint --lint --quiet templates
	@$(PY) manage.py makemigrations --check --dry-run

fmt: install  ## bring the code into form
	@$(PY) -m ruff check --fix-only . && $(PY) -m ruff format .

messages: install  ## gather the texts to translate, and compile what is translated
	@$(PY) manage.py makemessages -l kk -l ru --no-obsolete --no-location --no-wrap -i .venv -i var -i tests -i bench
	@$(PY) manage.py compilemessages --ignore .venv --ignore var

migrations: install  ## write migrations for changed models
	@$(PY) manage.py makemigrations

weigh: install  ## bytes and queries of every page
	@$(PY) -m bench.weigh

bench: install  ## how fast, against how much
	@$(PY) -m bench && $(PY) -m bench.bench_desk && $(PY) -m bench.bench_broker

measure: install  ## lengths of functions and files, a thermometer
	@$(PY) -m bench.measure

ci:  ## all that CI does, on this machine
	@.ci/run

.PHONY: help install run demo codes worker test lint fmt messages migrations weigh bench measure ci
