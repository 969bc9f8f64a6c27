"""See how sure a draft sounds, whose view it gives, and where its writer speaks up."""

import re

from twoviews.checks.draft.guide import Guide
from twoviews.checks.draft.remark import FINE, LOOK, Draft, Remark
from twoviews.text import Span

SAY = (
    "(?:advise|argue|assert|assume|believe|call for|claim|conclude|doubt|expect|hold|insist|"
    "maintain|note|predict|propose|recommend|report|say|suggest|think|urge|warn|write)"
)
AUTHOR = re.compile(rf"\b{SAY}(?:s|d|ed)?\b|\baccording to\b|\bin (?:his|her|their) view\b", re.I)
OTHERS = re.compile(
    rf"\b(?:some|many|others)(?: people| observers| analysts| experts)? (?:{SAY}|fear|hope)\b|"
    r"\b(?:some people|observers|analysts|experts|critics|commentators|pundits)\b|"
    r"\bit is said\b|\breportedly\b|\balleged(?:ly)?\b",
    re.I,
)
OPINION = re.compile(
    r"\b(?:I|[Mm]y|[Mm]ine|[Ww]e|[Oo]ur)\b|\b(?i:in my opinion|brilliant|foolish|fortunately|"
    r"luckily|naive(?:ly)?|nonsense|obviously|of course|rightly|ridiculous|sadly|stupid|terrible|"
    r"unfortunately|wonderful|wrongly)\b"
)
CERTAIN = re.compile(
    r"(?<!almost )(?<!nearly )\bcertainly\b|\b(?:definitely|inevitably|surely|undoubtedly|"
    r"without (?:a )?doubt)\b",
    re.I,
)


def spans(pattern: re.Pattern, draft: Draft) -> list[Span]:
    """List the places of a pattern."""
    return [Span(hit[0], *hit.span()) for hit in pattern.finditer(draft.text)]


def doubt(draft: Draft, guide: Guide) -> Remark:
    """Look for the words that leave a matter open, and for those that leave hardly any doubt."""
    kept = draft.own(guide.doubt.find(draft.text, draft.tokens))
    sure = draft.own(guide.sure.find(draft.text, draft.tokens) + spans(CERTAIN, draft))
    lost = [
        word for word, sense in guide.doubted.items() if sense not in {hit.what for hit in kept}
    ]
    told = ["These leave a matter open: does each stand where the author's does?"]
    if not kept:
        told = ["No word leaves a matter open."]
    if lost:
        told.append(f"In the article, but nothing like it here: {', '.join(lost)}.")
    if sure:
        told.append(
            f"Hardly any doubt is left by {', '.join(draft.shown(sure))}: is it so in the article?"
        )
    state = LOOK if guide.doubted and not kept else FINE
    return Remark("words of doubt", state, " ".join(told), draft.shown(kept))


def view(draft: Draft, guide: Guide) -> Remark:
    """Look for the words that say whose view a sentence gives."""
    others = spans(OTHERS, draft)
    ends = {hit.end for hit in others}
    author = [hit for hit in spans(AUTHOR, draft) if hit.end not in ends]
    handed = f"The article hands on views of {' and '.join(guide.voices)}" if guide.voices else ""
    if not author:
        state, told = LOOK, "No word gives a view to the author, such as argues, thinks or warns."
    elif guide.reports and not others:
        state = LOOK
        told = f"{handed}, and one is a key point: no word of yours, such as some expect, does so."
    else:
        state, told = FINE, "These words say whose view it is: is each given to the right one?"
        told += f" {handed}." if handed else ""
    return Remark("whose view", state, told, draft.shown(others + author))


def opinion(draft: Draft, _guide: Guide) -> Remark:
    """Look for words with which the writer of the draft speaks up."""
    found = draft.own(spans(OPINION, draft))
    if not found:
        return Remark(
            "your own opinion", FINE, "None of the usual words gives an opinion of yours."
        )
    told = "Do these words give your opinion? A summary has room for the author's alone."
    return Remark("your own opinion", LOOK, told, draft.shown(found))
