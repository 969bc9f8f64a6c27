"""How nbgrader makes, grades and returns the exercises of this course; run it in this folder."""

import os
import sys
from pathlib import Path

from jinja2 import DictLoader
from nbconvert.exporters import HTMLExporter
from nbconvert.preprocessors import CSSHTMLHeaderPreprocessor
from nbgrader.preprocessors import ClearHiddenTests, ClearMarkScheme, GetGrades

c = get_config()  # noqa: F821  (nbgrader gives it to this file)

# nbgrader calls the program `alembic` when it makes a gradebook: find it beside this Python, also
# where the environment has not been activated.
os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])

# The course. Folders are relative to where nbgrader runs, so a path with a space does no harm.
c.CourseDirectory.course_id = "two_views_of_kim"
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "exercises"
# A submission is one small notebook: larger files (in kilobytes) are left behind.
c.CourseDirectory.max_file_size = 5_000
c.CourseDirectory.max_dir_size = 20_000

# What a student finds in place of an answer. No error is raised there, so that an untouched
# question reads "not attempted" and not like a mistake.
c.ClearSolutions.code_stub = {"python": "# YOUR ANSWER HERE: replace None in the line above"}
c.ClearSolutions.text_stub = "YOUR ANSWER HERE"

# The mark scheme stands in a locked cell below a written answer. nbgrader would take it only in
# a task cell, but a task cell cannot tell an untouched answer from a written one.
c.ClearMarkScheme.enforce_metadata = False

# A graded cell that a student deleted comes back and is graded; else it would wait for a person.
# nbgrader can do this only where the last cell that it knows above is a graded or an answer cell:
# no cell locked by nbgrader may stand between (the text of question 5 is locked by JupyterLab).
c.OverwriteCells.add_missing_cells = True

# One endless loop or endless output must not hold up the class (seconds; lines).
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

# Feedback pages: scores and sentences, but neither hidden tests nor mark schemes.
c.GenerateFeedback.preprocessors = [
    ClearHiddenTests,
    ClearMarkScheme,
    GetGrades,
    CSSHTMLHeaderPreprocessor,
]


class FeedbackPage(HTMLExporter):
    """A page that fetches nothing from the network: no formulas, so MathJax is left out."""

    extra_loaders = [DictLoader({"mathjax.html.j2": "{% macro mathjax() %}{% endmacro %}"})]


c.GenerateFeedback.exporter_class = FeedbackPage
