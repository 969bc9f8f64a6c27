"""What the judge makes of a text before it reads it, and the flags that rest on its words."""

import textwrap
import time

import numpy as np
import pytest

from twoviews import data
from twoviews.summary import article_judge, assess, source_of
from twoviews.summary.flags import Read, copied, misattributed, stuffed
from twoviews.summary.judges import general
from twoviews.summary.pieces import MOST
from twoviews.summary.source import strange
from twoviews.summary.verdicts import REVERSED, Verdict
from twoviews.text import QUOTE, WINDOW, clean, count, marked, runs, sentences, tokens

SOURCE = (
    "The city council has decided to build a tram line through the old town of the city, and the "
    "fares rise by a tenth next year."
)
POINTS = ["The city builds a tram line.", "Fares rise."]
PARAGRAPH = (
    "The authors argue that the meeting is a risk, but one that is worth taking, since it may calm "
    "the whole region. Kim Jong Un wants to stay in power, and he will give up as little as he "
    "can. Trump does not like to give in, so both of them may leave with nothing. Much depends on "
    "China and Japan, which have interests of their own."
)
LINES = [
    "The authors think the meeting is a risk worth taking",
    "Kim wants to stay in power and get as much as he can",
    "Trump does not like to give in either",
    "China and Japan should help, but they have interests of their own in the matter",
]


def read(*said: str, verdicts: tuple = (), authors: tuple = ()) -> Read:
    """A text that has been read, in which nothing is stuffed and everything is on the topic."""
    return Read(" ".join(said), said, verdicts, np.zeros(len(said)), np.ones(len(said)), authors)


def flagged(text: str) -> dict:
    """The flags of a summary of the tram text."""
    return assess(text, key_points=POINTS, source=SOURCE).flags


# copied


@pytest.mark.parametrize("shift", ["", "t\u0430lk " * 60, "“ю” " * 9, "\ufdfa " * 9])
def test_letters_of_another_script_do_not_shift_what_is_shown_as_copied(shift):
    assert flagged(shift + SOURCE)["copied"] in (None, SOURCE.rstrip("."))
    assert copied(shift + SOURCE, source_of([SOURCE]), 0) == SOURCE.rstrip(".")


def test_a_pasted_text_with_look_alikes_is_copied():
    assert flagged(SOURCE.replace("e", "е"))["copied"]  # a Cyrillic letter


def test_runs_are_right_whatever_list_of_marks_comes_with_the_words():
    found = tokens("We count one two three four five.")
    original = marked(tokens("one two three four five"))
    for marks in ([], original, [*marked(found), "more"], original * 9):
        assert [run.what for run in runs(found, marks, original)] == ["one two three four five"]


@pytest.mark.parametrize("marks", ["“{}”", '"{}"', "«{}»", "„{}“"])
def test_quotation_marks_exempt_few_words_only(marks):
    assert flagged(marks.format(SOURCE))["copied"]
    short = " ".join(SOURCE.split()[:QUOTE])
    assert copied(f"It says {marks.format(short)} and more. " * 3, source_of([SOURCE]), 0) is None


# what is read as what


@pytest.mark.parametrize("gap", ["\v", "\f", "\x85", "\r", "\r\n", "\u2028", "\x1f", "&nbsp;", " "])
def test_no_kind_of_space_joins_two_words(gap):
    assert clean(f"first{gap}second").split() == ["first", "second"]
    assert clean(clean(f"first{gap}second")) == clean(f"first{gap}second")


def test_what_html_writes_for_a_character_is_read_as_that_character():
    assert clean("Kim &amp; Moon &lt;now&gt; &quot;x&quot; AT&T; &nosuch; &#8203;") == (
        'Kim & Moon <now> "x" AT&T; &nosuch; '
    )
    assert clean("&amp;amp;lt;") == clean("&lt;") == "<"
    assert tokens(clean("a&nbsp;b"))[1].start == 2


# sentences


def test_one_idea_per_line_is_one_sentence_per_line():
    assert sentences("\n".join(LINES)) == LINES
    assert sentences("\n".join(line.lower() for line in LINES)) == [x.lower() for x in LINES]
    assert sentences("\n".join(LINES[:2])) == LINES[:2]
    assert sentences("Kim\nTrump\nMoon") == ["Kim\nTrump\nMoon"]


@pytest.mark.parametrize("width", [60, 68, 70, 72, 75, 76, 78, 80, 88, 100])
def test_a_paragraph_that_is_broken_at_a_width_stays_whole(width):
    lines = textwrap.wrap(PARAGRAPH, width)
    found = sentences("\n".join(lines))
    assert [" ".join(each.split()) for each in found] == sentences(PARAGRAPH)
    assert len(found) == 4


@pytest.mark.parametrize(
    "mark", ["- ", "* ", "+ ", "– ", "— ", "· ", "• ", "| ", "1. ", "1) ", "a) ", "(1) ", "(b) "]
)
def test_every_kind_of_list_is_divided(mark):
    items = [mark + "kim wants talks", mark + "no deal"]
    assert sentences("They say:\n" + "\n".join(items)) == ["They say:", *items]


def test_a_dash_or_a_number_in_a_paragraph_begins_no_item():
    for text in (
        "He may – if he likes\n– and can – go.",
        "So it is told there (par.\n3) and here.",
    ):
        assert sentences(text) == [text]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("He does it again.The North waits.I doubt it.", 3),
        ("It ended in 2018.The North waits (par. 3).Kim too.", 3),
        ("The U.S.A. waits. It grew by 2.5 or .7 in the U.S.A today.", 2),
        ("Mr.Kim met Dr.Moon, e.g.Trump, at www.un.org.", 1),
        ("They met<br>They talked</p><li>They ate</li>", 3),
        ("他们见面。他们谈判！为什么？Kim；Moon", 5),
        ("Is a < b and b > c? Yes.", 2),
    ],
)
def test_sentences_end_without_a_space_too(text, parts):
    found = sentences(text)
    assert len(found) == parts
    assert all(part in text and "<br" not in part and "</" not in part for part in found)


# long sentences


def test_a_long_sentence_is_divided_at_its_marks_and_nothing_is_lost():
    told = " ".join(f"word{n}{';' if n % 25 == 24 else ''}" for n in range(200)) + "."
    found = sentences(told)
    assert " ".join(found) == told
    assert max(map(count, found)) <= WINDOW
    assert all(part.endswith((";", ".")) for part in found)
    assert sentences(told, longest=None) == [told]


def test_words_without_any_mark_are_divided_too_and_no_last_window_is_tiny():
    for words in (60, 61, 75, 121, 500):
        found = sentences("word " * words)
        assert sum(map(count, found)) == words
        assert all(15 <= count(part) <= WINDOW for part in found)


def test_what_stands_at_the_end_of_a_long_sentence_is_found():
    told = "In the town there is much to see and to hear for everybody who comes, " * 7
    text = f"{told}and the city council will build a new tram line through the old town."
    found = assess(text, key_points=POINTS).points.iloc[0]
    assert found["verdict"] == "stated" and "tram" in found["evidence"]
    assert found["evidence"] in text and count(found["evidence"]) <= WINDOW


def test_more_pieces_than_are_read_at_once_all_count():
    """A vector that differs where only the end does."""
    long = "tram " * MOST
    first, second, again = general().vectors([long + "of Korea", long + "of tram lines", long])
    assert not np.allclose(first, second) and not np.allclose(first, again)


def test_a_text_without_end_is_divided_in_bounded_time():
    for odd in ("\n ", "(", '."', "a\n", "&amp;", "<br", "par. 1, ", "A.", "– \n", "(a) \n", "\n-"):
        start = time.process_time()
        assert sentences(clean((odd * 20_000)[:20_000])) is not None
        strange([(odd * 20_000)[:20_000]], source_of([SOURCE]))
        assert time.process_time() - start < 1


# stuffed, unsupported, misattributed


def test_sentences_of_another_script_are_not_taken_for_one_repeated():
    assert stuffed(read("김정은.", "문재인!", "北京？", "평양."), 0.15) is None
    assert stuffed(read("Kim.", "Kim!", "Kim?"), 0.15) == "Kim."


@pytest.mark.parametrize(
    "said",
    [
        "OBSERVERS, THINK, TEST",
        "Observers Think That Tests Will Follow Soon",
        "They say that the Council and the Tram Line matter.",
        "As told (par. 3, 4–5 and 17), paragraph 8, para. 9 and ¶ 12, it was so.",
        "- Observers say so.",
        "(2) Observers say so.",
        "They say: “Observers know it” and 'Analysts know it' and \"Experts know it\".",
        "One line\nObservers on another",
    ],
)
def test_plain_words_in_capitals_and_numbers_of_paragraphs_are_no_strange_names(said):
    assert strange([said], source_of([SOURCE])) == []


def test_names_and_numbers_that_the_text_lacks_are_still_found():
    said = ["In 1987, Putin and Macron met Merkel in Geneva (par. 3).", "IN 1731 ALL WENT WELL"]
    known = source_of([SOURCE])
    assert strange(said, known) == ["1987", "1731", "Putin", "Macron", "Merkel", "Geneva"]
    assert strange(["It ended (1987, Zoe), as “1988” says."], known) == ["1987", "1988", "Zoe"]
    assert strange(["So K\u0456m and Lee met."], source_of(["Kim met Moon."])) == ["Lee"]


def test_an_author_is_known_by_the_last_name():
    turned = (Verdict(REVERSED, 0.9, 0),)
    for said in ("Roe writes that it is so.", "Max Roe thinks so.", "R\u200boe’s view is another."):
        assert misattributed(read(said, verdicts=turned, authors=("Max Roe", "Ida Moss"))) == said
    for said in ("Max fears it.", "They roer.", "Some think so."):
        assert misattributed(read(said, verdicts=turned, authors=("Max Roe", "김정은"))) is None


@pytest.mark.parametrize("article", list(data.load("articles")["article_id"]))
def test_pasted_paraphrase_is_copied_in_quotation_marks_and_with_look_alikes_too(article):
    told = data.load("passages").query("article_id == @article")["paraphrase"]
    pasted = " ".join(told[1:4])[:395]
    source = article_judge(article)._source
    for text in (f"“{pasted}”", pasted.replace("e", "е"), pasted.replace(" ", "\v")):
        assert copied(clean(text), source, 0.12)
