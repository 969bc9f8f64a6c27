"""Say which key ideas the judge finds in a summary: advice beside the text, never a mark."""

from typing import Any

from twoviews.checks.draft.guide import Guide
from twoviews.checks.draft.remark import FINE, LATER, LOOK, Draft, Remark, shorten
from twoviews.checks.plain import of
from twoviews.checks.tasks.written import TOO_LONG
from twoviews.summary import Assessment
from twoviews.summary.assessment import SENT
from twoviews.summary.feedback import ADVICE
from twoviews.summary.judges import parameters
from twoviews.text import clean, count, sentences

START = 30  # words from which on there is something to judge
BY_PROGRAM = (
    "Key ideas: what a program finds in your summary, sentence by sentence. It is sometimes wrong, "
    "and it neither gives nor takes a point."
)
UNSURE = "The program is unsure here: a person decides."
DECIDES = "A person decides."
FOUND = {
    "stated": "found",
    "partly": "a part",
    "reversed": "perhaps turned round",
    "absent": "not found yet",
}
SEEN = ("copied",)  # a flag that another remark looks at more closely
ENDS, CLOSING = (".", "!", "?", "…"), "\"'”’»)] "


def advice(answer: Any, guide: Guide) -> tuple[str, ...]:
    """List the key ideas that are found and not found in an answer, and what stands out."""
    if not of(answer, str) or len(answer) > TOO_LONG or count(answer) < START:
        return ()
    found = guide.assess(answer)
    if len(found.feedback) < len(found.points):  # it was not read, for a reason
        return (BY_PROGRAM, *found.feedback)
    lines = [
        line if surely(row.confidence) else f"{line} {UNSURE}"
        for line, row in zip(found.feedback, found.points.itertuples(), strict=False)
    ]
    flags = [
        f"{words}: {ADVICE[name]}" + (f" {DECIDES}" if name in SENT else "")
        for name, words in raised(found).items()
    ]
    return (BY_PROGRAM, *lines, *flags)


def judged(typed: str, guide: Guide) -> Assessment | None:
    """Judge the sentences of a draft that have ended; nothing where it is too short or too long."""
    if len(typed) > TOO_LONG or count(text := clean(typed)) < START:
        return None
    return guide.assess(finished(text))


def finished(text: str) -> str:
    """Leave out the sentence that is still being written, unless it is the only one.

    Examples
    --------
    >>> finished("They met. They talk ab"), finished("They met. They talk."), finished("They me")
    ('They met.', 'They met. They talk.', 'They me')
    """
    *before, last = sentences(text) or [""]
    if not before or text.endswith("\n") or last.rstrip(CLOSING).endswith(ENDS):
        return text.rstrip()
    return text[: text.rindex(last)].rstrip()


def ideas(draft: Draft, guide: Guide) -> Remark:
    """Sum up which key ideas are found in a draft, and what else stands out."""
    found = guide.assess(finished(draft.text))
    ids = found.points.groupby("verdict")["point_id"].agg(list)
    told = [f"{FOUND[name].capitalize()}: {', '.join(ids[name])}." for name in FOUND if name in ids]
    flags = raised(found)
    told += [ADVICE[name] for name in flags]
    if flags or {"partly", "reversed"} & set(ids.index):
        return Remark("key ideas", LOOK, " ".join(told), tuple(flags.values()))
    return Remark("key ideas", LATER if "absent" in ids else FINE, " ".join(told))


def raised(found: Assessment) -> dict[str, str]:
    """Give the draft's words that raise a flag, unless another remark looks at it."""
    return {
        name: f"“{shorten(words)}”"
        for name, words in found.flags.items()
        if words and name not in SEEN
    }


def surely(confidence: float) -> bool:
    """Tell whether the judge is sure enough to do without a person."""
    return confidence >= parameters()["limits"]["sure"]
