"""See which words of a draft stand in a row in the article, or in our paraphrase of it."""

import re

from twoviews.checks.draft.guide import Guide
from twoviews.checks.draft.remark import FINE, LOOK, Draft, Remark
from twoviews.text import QUOTE, RUN, Span, fingerprint, runs, shingles

PARAGRAPH = re.compile(r"\s*[(\[,]?\s*(par|para|pars|paragraph|¶)\.?\s*\d", re.IGNORECASE)
ORIGINAL, OURS = "the article", "our paraphrase or key points"


def copied(draft: Draft, guide: Guide) -> Remark:
    """Look for words in a row as in the article or in our words, and for how they are quoted."""
    spoken = [fingerprint(shingle) for shingle in shingles([one.what for one in draft.tokens])]
    theirs = list(runs(draft.tokens, spoken, guide.original))
    ours = [run for run in runs(draft.tokens, spoken, guide.ours) if long(run)]
    bare = [run for run in theirs if long(run) or not quoted(run, draft)]
    if not bare and not ours:
        return Remark("copied words", FINE, faithful(theirs), draft.shown(theirs))
    longest = max(bare + ours, key=length)
    source, found = (ORIGINAL, bare) if longest in bare else (OURS, ours)
    how = mend(longest, draft) if longest in bare else "Say it in your own words."
    told = f"{length(longest)} words in a row are as in {source}. {how}{total(found)}"
    ordered = sorted(found, key=length, reverse=True)
    return Remark("copied words", LOOK, told, draft.shown(ordered))


def length(run: Span) -> int:
    """Count the words of a run."""
    return len(run.what.split())


def long(run: Span) -> bool:
    """Tell whether a run has more words than may be quoted."""
    return length(run) > QUOTE


def quoted(run: Span, draft: Draft) -> bool:
    """Tell whether a run stands between quotation marks, with a paragraph after them."""
    return any(
        quote.start < run.start and run.end < quote.end and PARAGRAPH.match(draft.text, quote.end)
        for quote in draft.quotations
    )


def mend(run: Span, draft: Draft) -> str:
    """Say what to do about a run."""
    if long(run):
        return f"Say it in your own words, or quote at most {QUOTE} words with the paragraph."
    if draft.own([run]) == []:
        return "Put the number of the paragraph after the quotation, such as (par. 3)."
    return "Put them between quotation marks, with the paragraph; or say it in your own words."


def total(found: list[Span]) -> str:
    """Say how much of the draft stands in several runs."""
    if len(found) < 2:
        return ""
    return f" In all, {len(found)} such runs have {sum(map(length, found))} words."


def faithful(theirs: list[Span]) -> str:
    """Praise a quotation, or say that nothing was found, and what cannot be found."""
    if theirs:
        return "You quote in few words and name the paragraph."
    return (
        f"No {RUN} words in a row are as in {ORIGINAL}. A sentence copied with every third word "
        "changed would not be seen here."
    )
