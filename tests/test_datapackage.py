"""The tables are what datapackage.json says, held by the frictionless library."""

import re
import shutil
from pathlib import Path

import frictionless
import pytest

from twoviews import data

ROOT = Path(__file__).resolve().parents[1]
DESCRIPTOR = ROOT / "data" / "datapackage.json"


def errors(descriptor: Path) -> list[list]:
    report = frictionless.validate(str(descriptor))
    return report.flatten(["name", "rowNumber", "fieldName", "type", "note"])


def test_the_package_is_valid_with_its_foreign_keys():
    assert errors(DESCRIPTOR) == []


@pytest.mark.parametrize(
    ("table", "old", "new", "kind"),
    [
        ("events", ",S24,S60", ",S24,S999", "foreign-key"),
        ("evidence", ",E048,", ",E999,", "foreign-key"),
        ("events", "2018-06-12,day", "2018-13-12,day", "type-error"),
        ("events", ",summit,", ",party,", "constraint-error"),
    ],
)
def test_frictionless_and_the_loader_refuse_the_same(tmp_path, table, old, new, kind):
    folder = Path(shutil.copytree(ROOT / "data", tmp_path / "data"))
    path = folder / f"{table}.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert kind in {error[3] for error in errors(folder / "datapackage.json")}
    with pytest.raises(data.DataError):
        data.load(table, folder=folder)


def test_every_table_has_a_file_and_every_file_a_table():
    files = {path.stem for path in (ROOT / "data").glob("*.csv")}
    assert files == set(data.tables())


def test_every_source_that_is_named_is_there_and_none_is_left_over():
    known = set(data.load("sources")["source_id"])
    named = set()
    for path in (ROOT / "data").glob("*.*"):
        if path.name not in {"sources.csv", "phrasings.csv", "fingerprints.csv"}:
            named |= set(re.findall(r"\bS\d{2,3}\b", path.read_text(encoding="utf-8")))
    assert named == known


def test_an_item_with_a_paragraph_names_one_of_its_article():
    """No foreign key can hold this: an item about an event has no paragraph."""
    keys = ["article_id", "paragraph"]
    known = set(data.load("passages")[keys].itertuples(index=False, name=None))
    items = data.load("items").dropna(subset="paragraph")
    assert set(items[keys].itertuples(index=False, name=None)) <= known
