"""What the judge of summaries does not read, and says so: nothing, another script, too much."""

import pytest

from twoviews.checks.draft.judged import BY_PROGRAM, advice
from twoviews.checks.tasks.borrowed import guided
from twoviews.summary import assess
from twoviews.summary.judge import CUT, FOREIGN, NOTHING

POINTS = ["The city will build a tram line.", "Fares rise next year."]
GOOD = "Kim should talk to Biden first, and not start a crisis."
RUSSIAN = "Ким должен сначала поговорить с Байденом и не устраивать нового кризиса. " * 4


@pytest.mark.parametrize("text", ["", " \n\n", "😀", "؟", "()", "\n" * 100_000])
@pytest.mark.parametrize("given", [{"article": "biden2020"}, {"key_points": POINTS}])
def test_where_nothing_is_written_nothing_is_found(text, given):
    found = assess(text, **given)
    assert set(found.points["verdict"]) == {"absent"} and set(found.points["evidence"]) == {""}
    assert (found.coverage, found.needs_reader, found.feedback) == (0.0, False, (NOTHING,))
    assert not any(found.flags.values())


@pytest.mark.parametrize("text", [RUSSIAN, "今天天气很好。", "محادثات بين الزعيمين"])
def test_another_script_is_left_to_a_person(text):
    for found in (assess(text, "biden2020"), assess(text, key_points=["市议会将修建电车线。"])):
        assert (found.coverage, found.needs_reader, found.feedback) == (0.0, True, (FOREIGN,))
    assert advice(RUSSIAN, guided()["biden2020"]) == (BY_PROGRAM, FOREIGN)


def test_letters_that_only_look_like_latin_ones_are_read():
    assert assess(GOOD.translate(str.maketrans("aeo", "аео")), "biden2020").coverage > 0


@pytest.mark.parametrize("much", ["Many words say little. " * 200, "word " * 5_000])
def test_where_not_everything_is_read_a_person_reads(much):
    found = assess(f"{GOOD} {much}", "biden2020")
    assert found.needs_reader and found.feedback[-1] == CUT


def test_what_stands_after_many_blank_lines_is_read():
    assert assess("\n" * 30_000 + GOOD, "biden2020").coverage > 0


def test_of_a_list_of_words_no_view_is_asked_for():
    found = assess(
        "Author, deal, Biden, Kim, crisis, Moon, sanctions, tests, floods. " * 5, "biden2020"
    )
    assert found.flags["stuffed"] and found.flags["misattributed"] is None
    assert set(found.points["verdict"]) == {"absent"} and found.needs_reader
