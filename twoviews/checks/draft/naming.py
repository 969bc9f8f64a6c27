"""See whether a draft names its article, credits the author, and names the actors and no others."""

import re

from twoviews.checks.draft.guide import Guide
from twoviews.checks.draft.remark import FINE, LOOK, Draft, Remark
from twoviews.text import Phrases, words

OFTEN = 3  # paragraphs from which on an actor is worth a mention
WRITER = re.compile(r"\b(?:author|writer)s?\b", re.IGNORECASE)


def credit(draft: Draft, guide: Guide) -> Remark:
    """Ask that the article be named and its author credited, and nobody else."""
    found = [hit.what for hit in surnames(guide).find(draft.text, draft.tokens)]
    missing = [name for name in guide.authors if name not in found and name not in draft.text]
    wrong = [name for name in guide.strangers if name in found]
    told = []
    if not guide.called.find(draft.text, draft.tokens):
        told.append(f"Name the article, such as the {guide.label}.")
    if missing:
        told.append(f"Not named as author: {' and '.join(missing)}.")
    if not guide.authors and not WRITER.search(draft.text):
        told.append("Say the author; the name is not known to us, so do not guess one.")
    if wrong:
        told.append(f"Not an author of this article: {' and '.join(wrong)}.")
    if told:
        return Remark("article and author", LOOK, " ".join(told))
    known = "credited to its author" if guide.authors else "and the author, whose name is not known"
    return Remark("article and author", FINE, f"You name the article, {known}.")


def surnames(guide: Guide) -> Phrases:
    """Know the authors by their last names; one in another script has no Latin word, and none."""
    names = (*guide.strangers, *guide.authors)
    return Phrases({words(name)[-1]: name for name in names if words(name)})


def cast(draft: Draft, guide: Guide) -> Remark:
    """List the article's actors that are named, and those who are not in the article."""
    called = {hit.start for hit in guide.called.find(draft.text, draft.tokens)}
    hits = guide.actors.find(draft.text, draft.tokens)
    hits = [hit for hit in hits if hit.start not in called]
    found = {hit.what for hit in hits}
    foreign = [hit for hit in hits if hit.what not in guide.cast]
    named = [name for name in guide.cast if name in found]
    missing = [name for name, often in guide.cast.items() if often >= OFTEN and name not in found]
    told = f"You name {len(named)} of the article's {len(guide.cast)} actors."
    if missing:
        told += f" In {OFTEN} or more paragraphs there, and not here: {', '.join(missing)}."
    if not foreign:
        state = FINE if named else LOOK
        return Remark("actors", state, told, draft.shown(hits))
    strange = ", ".join(dict.fromkeys(hit.what for hit in foreign))
    told += f" Not in the article: {strange}. Do you add something?"
    return Remark("actors", LOOK, told, draft.shown(foreign))
