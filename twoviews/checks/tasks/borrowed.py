"""See which words of a student's text are somebody else's, and how it quotes."""

from twoviews.checks.draft.copying import PARAGRAPH
from twoviews.checks.draft.remark import Draft
from twoviews.checks.parts import Part, known
from twoviews.checks.tasks.prose import guided
from twoviews.text import QUOTE, Span, count, fingerprint, runs, shingles, words

MANY = 3  # runs or quotations that are shown one by one
MARKS = ' "“”„«»'
NEAR = 50  # characters before and after a quotation in which its paragraph is looked for


def own_words(draft: Draft) -> Part:
    """Look for words in a row that are an article's or ours, and at how words are quoted."""
    marks = [fingerprint(shingle) for shingle in shingles([one.what for one in draft.tokens])]
    problems = (*copied(draft, marks), *quoted(draft, marks))
    return Part(draft, problems, " ".join(["Own words: yes.", *bare(draft, marks)]))


def copied(draft: Draft, marks: list[str]) -> list[str]:
    """Show the longest runs that are too long to be quoted, wherever they come from."""
    taken = [
        (size(draft, run), whose, run)
        for guide in guided().values()
        for source, whose in (
            (guide.original, f"the {guide.label}"),
            (guide.ours, "our paraphrase or key points"),
        )
        for run in runs(draft.tokens, marks, source)
    ]
    taken = sorted((each for each in taken if each[0] > QUOTE), key=lambda each: -each[0])
    return [
        f"{number} words in a row are as in {whose}: {shown(draft, run)} Say it in your own words."
        for number, whose, run in taken[:MANY]
    ]


def quoted(draft: Draft, marks: list[str]) -> list[str]:
    """Hold quotations to their length, and those of an article to a paragraph beside them."""
    found = short_runs(draft, marks)
    problems = []
    for quote in draft.quotations:
        number = size(draft, quote)
        inside = any(quote.start < run.start and run.end < quote.end for run in found)
        if number > QUOTE and not titled(quote):
            told = f"A quotation has at most {QUOTE} words; this one has {number}: "
            problems.append(told + shown(draft, quote))
        elif inside and not placed(draft, quote):
            told = "The number of the paragraph is missing, such as (par. 3), after "
            problems.append(told + shown(draft, quote))
    return problems[:MANY]


def bare(draft: Draft, marks: list[str]) -> list[str]:
    """Advise to mark short runs of an article as quotations; this costs nothing."""
    found = draft.own(short_runs(draft, marks))
    return [
        f"These stand in the article too, so put quotation marks: {shown(draft, run)}"
        for run in found[:MANY]
    ]


def short_runs(draft: Draft, marks: list[str]) -> list[Span]:
    """Find the runs of an article that are short enough to be quoted."""
    found = (
        run for guide in guided().values() for run in runs(draft.tokens, marks, guide.original)
    )
    return [run for run in found if size(draft, run) <= QUOTE]


def size(draft: Draft, span: Span) -> int:
    """Count the words of a place as its writer would: a possessive and a hyphen divide none."""
    return count(draft.text[span.start : span.end])


def titled(quote: Span) -> bool:
    """Tell whether a quotation is an article's title, or a part of it."""
    told = f" {' '.join(words(quote.what))} "
    return any(told in f" {' '.join(words(title))} " for title in known("articles")["title"])


def placed(draft: Draft, quote: Span) -> bool:
    """Tell whether a paragraph's number stands close before or after a quotation."""
    around = draft.text[max(0, quote.start - NEAR) : quote.end + NEAR]
    return PARAGRAPH.search(around) is not None


def shown(draft: Draft, span: Span) -> str:
    """Repeat a place as the student writes it, closed by a full stop."""
    return f"“{draft.shown([span])[0].strip(MARKS)}”."
