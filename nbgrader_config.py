"""How nbgrader makes, grades and returns the exercises of this course; run it in this folder."""

import os
import sys
from pathlib import Path

# nbgrader goes on without these settings when they stop at an error, and so without a sandbox: a
# missing package ends it here, and what goes wrong below is refused by the door, installed first.
try:
    from jinja2 import DictLoader
    from nbconvert.exporters import HTMLExporter
    from nbconvert.preprocessors import ClearMetadataPreprocessor, CSSHTMLHeaderPreprocessor
    from nbgrader.preprocessors import (
        AssignLatePenalties,
        CheckCellMetadata,
        ClearHiddenTests,
        ClearMarkScheme,
        GetGrades,
        IgnorePattern,
        LimitOutput,
        SaveAutoGrades,
    )

    from twoviews.grading.door import autograde
    from twoviews.grading.preprocessors import IsolatedExecute
    from twoviews.grading.traces import ClearTraces
except Exception as error:
    sys.exit(f"This course needs its package ({error}): run nbgrader with the course's own Python.")

c = get_config()  # noqa: F821  (nbgrader gives it to this file)

# The door: a submission is looked at, and put together anew, before nbgrader reads it. A deleted
# cell comes back, links and other files stay out, and what cannot be graded is not graded, alone.
autograde.install(c)
c.OverwriteCells.add_missing_cells = True

# nbgrader calls the program `alembic` when it makes a gradebook: find it beside this Python, also
# where the environment has not been activated.
PROGRAMS = os.environ.get("PATH", os.defpath)
os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), PROGRAMS])

# The course. Folders are relative to where nbgrader runs, so a path with a space does no harm.
c.CourseDirectory.course_id = "two_views_of_kim"
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "exercises"
# In kilobytes. Beyond it, a folder is refused when it is handed in; a file alone would be left
# behind with a warning that a student may not see, so it may be as large as the folder.
c.CourseDirectory.max_file_size = 20_000
c.CourseDirectory.max_dir_size = 20_000

# What a student finds in place of an answer. No error is raised there, so that an untouched
# question reads "not attempted" and not like a mistake.
c.ClearSolutions.code_stub = {"python": "# YOUR ANSWER HERE: replace None in the line above"}
c.ClearSolutions.text_stub = "YOUR ANSWER HERE"

# The mark scheme stands in a locked cell below a written answer. nbgrader would take it only in
# a task cell, but a task cell cannot tell an untouched answer from a written one.
c.ClearMarkScheme.enforce_metadata = False

# Collecting, exporting and the return of feedback have the same door.
c.ExchangeFactory.collect = "twoviews.grading.door.exchange.Collect"
c.ExchangeFactory.release_feedback = "twoviews.grading.door.exchange.ReleaseFeedback"
c.ZipCollectApp.extractor_plugin = "twoviews.grading.door.platform.Extractor"
c.ZipCollectApp.collector_plugin = "twoviews.grading.door.platform.Collector"
c.ExportApp.plugin_class = "twoviews.grading.export.GradesExport"  # no score is not a zero

# The student's cells run in one locked-in process, the locked cells and the tests in another, which
# no line of the student's has touched: nbgrader's own list with another first step. Where there is
# no bubblewrap, grading stops and says how to get it; "none" grades without a sandbox, and says so.
c.Autograde.autograde_preprocessors = [
    IsolatedExecute,
    IgnorePattern,
    ClearMetadataPreprocessor,
    LimitOutput,
    SaveAutoGrades,
    AssignLatePenalties,
    CheckCellMetadata,
]
c.IsolatedExecute.isolation = "bubblewrap"

# One endless loop or endless output must not hold up the class (seconds; lines). Validate
# uses these settings too, and there they hold for a kernel.
c.Execute.timeout = 30
c.Execute.iopub_timeout = 10  # a busy machine may be slow to hand over a cell's output
c.Execute.error_on_timeout = {
    "ename": "CellTimeoutError",
    "evalue": "",
    "traceback": ["This cell took longer than 30 seconds and was stopped."],
}
c.LimitOutput.max_lines = 200
c.LimitOutput.max_traceback = 20
# Every result counts once the notebook has run; a kernel has nothing to save when it ends.
c.Execute.shutdown_kernel = "immediate"

# In the formgrader and in feedback, what students wrote only shows: no script of theirs runs there,
# and no text of theirs holds a page up.
c.HTMLExporter.filters = {
    "markdown2html": "twoviews.grading.pages.in_page",
    "highlight_code": "twoviews.grading.pages.code_in_page",
    "ansi2html": "twoviews.grading.pages.output_in_page",
    "strip_files_prefix": "twoviews.grading.pages.unchanged",
}

# Feedback pages: scores and sentences, but neither hidden tests nor mark schemes.
c.GenerateFeedback.preprocessors = [
    ClearTraces,
    ClearHiddenTests,
    ClearMarkScheme,
    GetGrades,
    CSSHTMLHeaderPreprocessor,
]


class FeedbackPage(HTMLExporter):
    """A page that fetches nothing from the network: no formulas, so MathJax is left out."""

    extra_loaders = [DictLoader({"mathjax.html.j2": "{% macro mathjax() %}{% endmacro %}"})]


c.GenerateFeedback.exporter_class = FeedbackPage
