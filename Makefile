PYTHON ?= python3
LAB ?=
VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip --disable-pip-version-check
SETTINGS := $(VENV)/share/jupyter/lab/settings
START := lessons/00_start_here.ipynb

.PHONY: lab test bench class exercises model encoder lint clean

lab: $(VENV)/lab.ready  ## JupyterLab on the first lesson
	$(PY) -m jupyterlab --ip=127.0.0.1 --allow-root --LabApp.default_url=/lab/tree/$(START) --LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate $(LAB)

test: $(VENV)/test.ready  ## every test
	$(PY) -m pytest

bench: $(VENV)/test.ready  ## panel latency, run times of the lessons, speed of the checks and of grading
	$(PY) -m pytest -m bench

class: $(VENV)/lab.ready  ## a whole course with simulated students
	$(PY) -m twoviews.cli simulate

exercises: $(VENV)/lab.ready  ## exercises/ from solutions/
	for name in $(notdir $(wildcard solutions/*)); do $(PY) -m nbgrader generate_assignment $$name --force || exit 1; done

model: $(VENV)/test.ready  ## the judge's own parameters, from labelled summaries
	$(PY) -m twoviews.training

encoder: $(VENV)/test.ready  ## tune the judge's encoder on the phrasings first: half an hour
	$(PIP) install --requirement requirements-model.txt
	$(PY) -m twoviews.training --encoder

lint: $(VENV)/test.ready  ## format and lint
	$(PY) -m ruff format .
	$(PY) -m ruff check --fix .

clean:  ## the environment and whatever was made beside it
	rm -rf $(VENV) build gradebook.db class class.partial class.old

# A stamp is written last, so that an interrupted set-up starts afresh.
$(VENV)/lab.ready: requirements.txt
	$(PYTHON) -c "import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13) and 'Two Views of Kim needs Python 3.11 to 3.13: this is ' + sys.version.split()[0] + '. Name another with make PYTHON=python3.12 lab.')"
	$(PYTHON) -m venv --clear $(VENV)
	$(PIP) install --requirement requirements.txt
	mkdir -p $(SETTINGS)  # so that JupyterLab asks nobody to subscribe to its news
	echo '{"@jupyterlab/apputils-extension:notification": {"fetchNews": "false"}}' > $(SETTINGS)/overrides.json
	touch $@

$(VENV)/test.ready: $(VENV)/lab.ready requirements-dev.txt
	$(PIP) install --requirement requirements-dev.txt
	touch $@
