"""What several files of tests share: figures, a sandbox, one JupyterLab and one Chromium."""

import shutil
from pathlib import Path

import pytest
from lab import FLAGS, jupyterlab, need_chromium
from page import Notebook

pytest.register_assert_rewrite("panel")  # a helper's asserts tell nothing otherwise
FIGURES = pytest.StashKey[list[str]]()
LESSONS = Path(__file__).resolve().parents[1] / "lessons"


def pytest_collection_modifyitems(config, items):
    """Leave measurements to `make bench`: they need a machine with nothing else to do."""
    if "bench" not in config.option.markexpr:
        measured = [item for item in items if item.get_closest_marker("bench")]
        items[:] = [item for item in items if item not in measured]
        config.hook.pytest_deselected(items=measured)


@pytest.fixture
def figure(request):
    """Note a figure that was measured: all of them stand together at the end of the run."""
    return request.config.stash.setdefault(FIGURES, []).append


def pytest_terminal_summary(terminalreporter, config):
    """List the figures that the tests of this run have noted."""
    figures = config.stash.get(FIGURES, [])
    if figures:
        terminalreporter.section("measured")
        for line in figures:
            terminalreporter.write_line(line)


@pytest.fixture(scope="module")
def executor():
    """What runs submissions, locked in where this machine can, with little time for each cell."""
    from running import QUICK

    from twoviews.grading.execution import Executor, possible

    with Executor(possible(), QUICK) as executor:
        executor.wait()
        yield executor


@pytest.fixture(scope="session")
def chromium():
    """Chromium without a window."""
    path = need_chromium()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def server(chromium, tmp_path_factory):
    """JupyterLab on a folder of its own: its address, and the folder."""
    root, home = tmp_path_factory.mktemp("root"), tmp_path_factory.mktemp("home")
    with jupyterlab(root, home) as address:
        yield address, root


@pytest.fixture(scope="module")
def open_notebook(chromium, server):
    """Open a notebook, given as a name in lessons/ or as a path, in a page of its own."""
    address, root = server
    pages = []

    def opened(name: str | Path, width: int = 1400, height: int = 1000) -> Notebook:
        path = LESSONS / name  # an absolute path stays itself
        shutil.copy(path, root / path.name)
        page = chromium.new_page(viewport={"width": width, "height": height})
        pages.append(Notebook(page, address, path.name))
        return pages[-1]

    yield opened
    for notebook in pages:
        notebook.close()


@pytest.fixture(scope="module")
def lesson(request, open_notebook):
    """The notebook that a module of tests names as its LESSON, with every cell run."""
    notebook = open_notebook(request.module.LESSON)
    notebook.run_all()
    return notebook


@pytest.fixture
def shot(tmp_path):
    """Take a picture of the page, and say where it is."""

    def take(notebook, name):
        notebook.page.screenshot(path=tmp_path / f"{name}.png")
        print(f"\npicture: {tmp_path / name}.png")

    return take
