"""The articles are not ours: no run of eight of their words stands anywhere in the project."""

import csv
import json
import subprocess
from pathlib import Path

import pytest

from twoviews import data
from twoviews.text import copied_run, fingerprints, words

ROOT = Path(__file__).resolve().parents[1]
SKIPPED = {".png", ".ico", ".woff", ".woff2"}
MOST = 7


def tracked() -> list[Path]:
    """Every file that git tracks or would track."""
    listing = ["git", "-C", str(ROOT), "ls-files", "-co", "--exclude-standard", "-z"]
    names = subprocess.run(listing, capture_output=True, text=True, check=True).stdout.split("\0")
    return [ROOT / name for name in names if name and (ROOT / name).is_file()]


def plain(path: Path) -> str:
    """The text of a file; of a notebook its cells, of a table its cells."""
    text = path.read_text(encoding="utf-8", errors="replace")
    if path.suffix == ".ipynb":
        return "\n".join("".join(cell["source"]) for cell in json.loads(text)["cells"])
    if path.suffix == ".csv":
        return "\n".join(" ".join(row) for row in csv.reader(text.splitlines()))
    return text


def test_no_run_of_eight_words_of_an_article_is_anywhere():
    known = set(data.load("fingerprints")["hash"])
    files = [path for path in tracked() if path.suffix not in SKIPPED]
    assert len(files) > 30
    copied = {str(path.relative_to(ROOT)): copied_run(plain(path), known) for path in files}
    assert {name: run for name, run in copied.items() if run > MOST} == {}


def test_the_search_would_find_a_copied_run():
    """The fingerprints are those of the originals: each quote of five words or more is in them."""
    known = data.load("fingerprints")
    quotes = data.load("passages", columns=["article_id", "paragraph", "quote"])
    for row in quotes.itertuples():
        marks = set(known.loc[known["article_id"] == row.article_id, "hash"])
        assert set(fingerprints(row.quote)) <= marks, row
        assert len(words(row.quote)) >= 5, row
        assert len(row.quote.split()) <= MOST, row


@pytest.mark.parametrize("name", ["paraphrase"])
def test_paraphrases_share_no_run_of_six_words(name):
    known = set(data.load("fingerprints")["hash"])
    passages = data.load("passages")
    runs = passages[name].map(lambda text: copied_run(text, known))
    assert runs.max() < 6, passages.loc[runs.idxmax()]


def test_readings_are_ignored_by_git():
    path = "data/readings/trump2018.txt"
    assert subprocess.run(["git", "-C", str(ROOT), "check-ignore", "-q", path]).returncode == 0
