"""Of the files of a submission one is the notebook, if it can be read, and few others count."""

import json
import os
from types import SimpleNamespace

import pytest
from course import ROOT
from handing import NAME, RECORD, RECORDS, RELEASED, TEXT, came_in, hold, refused, submit

from twoviews.grading.door.admit import admit
from twoviews.grading.door.files import plain_name
from twoviews.grading.door.wanted import Wanted
from twoviews.grading.errors import NotGraded
from twoviews.grading.record import Record


def test_only_files_that_are_read_are_laid_out(tmp_path):
    folder = submit(tmp_path, TEXT)
    with (folder / "notes.dat").open("wb") as file:
        file.truncate(3 * 10**9)
    for name in ("data.csv", "own.py", "timestamp.txt"):
        (folder / name).write_text("2026-01-30 15:00:00 UTC", encoding="utf-8")
    laid = tmp_path / "laid"
    converter = SimpleNamespace(
        shipped={"data.csv", "own.py"},
        exclude_overwriting={NAME: ["own.py"]},
        admitted=admit(folder, "ada", RECORDS, {"data.csv", "own.py"}),
        _format_source=lambda *names: str(folder),
        _format_dest=lambda *names: str(laid),
    )
    Wanted.init_assignment(converter, NAME, "ada")
    assert {path.name for path in laid.iterdir()} == {"own.py", "timestamp.txt"}


UNREADABLE = {
    "empty": (b"", "empty file"),
    "cut": (TEXT[:9000].encode(), "not valid JSON"),
    "merge": (
        TEXT.replace("\n", "\n<<<<<<< HEAD\n", 3).encode(),
        "Line 2 of the notebook is a merge",
    ),
    "latin": (TEXT.replace("Who", "Wh\u00f6", 1).encode("latin-1", "replace"), "is not UTF-8"),
    "list": (b"[]", "is no notebook"),
    "number": (b"1e999", "is no notebook"),
    "cells": (b'{"cells": {"a": 1}}', "is no notebook"),
    "deep": (b"[" * 200_000, "not valid JSON"),
    "digits": (b'{"cells": [' + b"9" * 6_000 + b"]}", "not valid JSON"),
    "large": (b" " * 20_000_001, "larger than 20 MB"),
    "many": (json.dumps({"cells": [{"source": ""}] * 2_001}).encode(), "more than 2000 cells"),
    "long": (json.dumps({"cells": [{"source": "x" * 2_000_001}]}).encode(), "characters of text"),
    "values": (b'{"x": [' + b'{"":[]},' * 700_000 + b'0], "cells": []}', "clear its outputs"),
    "pictures": (
        json.dumps(
            {"cells": [{"attachments": {"a": {"image/png": "A" * 6_000_001}}}] * 2}
        ).encode(),
        "save them smaller",
    ),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_a_notebook_that_cannot_be_read_is_not_graded_and_says_why(name, tmp_path):
    data, reason = UNREADABLE[name]
    assert reason in refused(tmp_path, data)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_marked_unicode_is_read(encoding, tmp_path):
    assert came_in(tmp_path, TEXT.encode(encoding))[1] == []


def test_the_solution_itself_is_refused(tmp_path):
    solution = (ROOT / "solutions" / NAME / f"{NAME}.ipynb").read_bytes()
    assert "the solution's own file" in refused(tmp_path, solution)


def test_links_pipes_and_folders_are_refused(tmp_path):
    for number, make in enumerate(
        [
            lambda path: path.symlink_to(RELEASED),
            lambda path: os.mkfifo(path),
            lambda path: path.mkdir(),
            lambda path: (path.parent / "more.txt").symlink_to("/etc/passwd"),
            lambda path: (path.parent / "sub").symlink_to("/"),
        ]
    ):
        folder = tmp_path / str(number) / "ada" / NAME
        folder.mkdir(parents=True)
        make(folder / f"{NAME}.ipynb")
        with pytest.raises(NotGraded):
            admit(folder, "ada", RECORDS)
    link = tmp_path / "ada"
    link.symlink_to(submit(tmp_path / "real", TEXT).parent)
    with pytest.raises(NotGraded):
        admit(link / NAME, "ada", RECORDS)


def test_a_renamed_notebook_is_found(tmp_path):
    for number, name in enumerate(["my answer.ipynb", f"{NAME}.IPYNB", f"{NAME}.ipynb.txt"]):
        folder = submit(tmp_path / str(number), TEXT, name)
        found = admit(folder, "ada", RECORDS)
        hold(found.notebooks[NAME])
        assert "it is taken for it" in str(found.findings[0])
    submit(tmp_path / "0", TEXT, "other.ipynb")
    with pytest.raises(NotGraded, match=r"but my answer.ipynb, other.ipynb: give the right one"):
        admit(tmp_path / "0" / "ada" / NAME, "ada", RECORDS)


def test_no_notebook_is_not_graded(tmp_path):
    folder = submit(tmp_path, "notes", "notes.txt")
    with pytest.raises(NotGraded, match=rf"There is no {NAME}.ipynb"):
        admit(folder, "ada", RECORDS)


def test_of_several_notebooks_one_may_be_missing(tmp_path):
    records = {NAME: RECORD, "second": Record(NAME, "second", ())}
    found = admit(submit(tmp_path, TEXT), "ada", records)
    assert list(found.notebooks) == [NAME]
    assert [finding.repaired for finding in found.findings] == [False]


def test_strange_files_stay_out_and_the_assignments_own_do_not(tmp_path):
    folder = submit(tmp_path, TEXT)
    for name in ("data.csv", "evil\n\x1b[2J.py", "submission_secret.txt", "timestamp.txt"):
        (folder / name).write_text("2026-01-30 15:00:00 UTC", encoding="utf-8")
    found = admit(folder, "ada", RECORDS, shipped={"data.csv"})
    assert list(map(str, found.findings)) == [
        "ada: evil\\n\\x1b[2J.py is no file of the assignment: it is left out."
    ]
    assert set(found.files) == {"submission_secret.txt", "timestamp.txt"}
    assert str(found.timestamp) == "2026-01-30 15:00:00"


@pytest.mark.parametrize("text", [b"yesterday", b"\xff\xfe", b"9" * 400, b"\x00", b"2026-99-99"])
def test_a_time_that_is_none_is_set_aside(tmp_path, text):
    folder = submit(tmp_path, TEXT)
    (folder / "timestamp.txt").write_bytes(text)
    found = admit(folder, "ada", RECORDS)
    assert found.timestamp is None and "holds no time" in str(found.findings[0])
    assert (folder / "timestamp.txt.bak").read_bytes() == text
    assert admit(folder, "ada", RECORDS).findings == ()


def test_names_that_lead_elsewhere_are_no_students():
    for name in (
        "..",
        ".",
        "a/b",
        "a\\b",
        "a\nb",
        "-f",
        "*",
        "",
        "x" * 101,
        "\u202egnp",
        "{a}",
        "~",
    ):
        assert not plain_name(name), name
    for name in ("bitdiddle", "Ben Bitdiddle", "김철수", "a.b@c.org", "x+y", "o'neil", "12345"):
        assert plain_name(name), name
