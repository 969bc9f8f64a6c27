"""Divide a text into sentences, and long sentences into windows: pure functions on strings."""

import re
from collections.abc import Iterator

from twoviews.text.spans import count

WINDOW = 60  # words of a sentence from which on it is divided
EARLY, TAIL = 41, 15  # words that a window has at least, and those that are left for the last one
SAID = 4  # words of a line from which on it may be a sentence
NARROW, FULL = 50, 0.9  # characters of a wrapped line, and the share of its width that is used
CLOSING = "[\"'”’)\\]]*"
STOP = re.compile(
    rf"(?<=[.!?…؟]){CLOSING}\s+|(?<=[。！？；｡])\s*"
    rf"|(?:(?<=[a-z]{{2}}[.!?…])|(?<=\d{{3}}[.!?])|(?<=[a-z\d][)”][.!?])){CLOSING}"
    r"(?=[“‘(]?[A-Z](?:[a-z’']| ))"
    r"|<\s?/?\s?(?:br|p|li|ul|ol|div)\b[^<>\n]{0,40}>"
)
SHORT = re.compile(r"\b([A-Z]|\d\d?|Mr|Mrs|Ms|Dr|Jr|St|vs|e\.g|i\.e|pars?|No)\.$")
MARK = re.compile(
    r"\s*(?:[-*•+·–—‣◦]\s|\||\d+[.)]\s|\((?:\d{1,2}|[a-z]|[ivx]{1,4})\)\s|(?:[a-z]|[ivx]{1,4})\)\s)",
    re.IGNORECASE,
)
DASH = re.compile(r"\s*[–—]")
ENDED = re.compile(rf"[.!?…:;。！？；]{CLOSING}$")
HANGING = re.compile(
    r"(?:[,(–-]|\b(?:a|an|and|are|as|at|but|by|for|from|has|have|her|his|in|is|its|of|on|or|that|"
    r"the|their|this|to|was|were|which|who|will|with|would))$"
)
BREAKS = (re.compile(r"[;:]$"), re.compile(r",$"))  # where a window may end, best first


def sentences(text: str, longest: int | None = WINDOW) -> list[str]:
    """Split a text at full stops, blank lines and items of lists, not after initials or "Mr.".

    A line without a full stop is a sentence of its own where its writer broke it on purpose; the
    lines of a paragraph that a program broke at a width stay together.

    Parameters
    ----------
    text : str
        The text, as `twoviews.text.clean` gives it.
    longest : int, optional
        Words from which on a sentence is divided at a semicolon, colon or comma, or else between
        two words; None leaves every sentence whole.

    Examples
    --------
    >>> sentences("Mr. Lee met J. Doe. (They talked.) Why?")
    ['Mr. Lee met J. Doe.', '(They talked.)', 'Why?']
    >>> sentences("One, two, three, four.", longest=3)
    ['One, two,', 'three, four.']
    """
    found = [
        part.strip()
        for block in blocks(text)
        for whole in stopped(block)
        for part in (windows(whole, longest) if longest else [whole])
    ]
    return [part for part in found if count(part)]


def stopped(block: str) -> Iterator[str]:
    """Split a text at its full stops and at tags of HTML, which belong to no sentence."""
    start = 0
    for stop in STOP.finditer(block):
        tag = stop[0].startswith("<")
        if tag or not SHORT.search(block, max(start, stop.start() - 6), stop.start()):
            yield block[start : stop.start() if tag else stop.end()]
            start = stop.end()
    yield block[start:]


def blocks(text: str) -> Iterator[str]:
    """Split a text at blank lines, items of lists, and lines that are sentences."""
    held: list[str] = []
    for line in [*text.split("\n"), ""]:
        if held and (not line.strip() or item(line, held[-1])):
            yield from paragraph(held)
            held = []
        if line.strip():
            held.append(line)


def item(line: str, before: str) -> bool:
    """Tell whether a line begins an item of a list, and does not go on after the line before.

    Examples
    --------
    >>> item("- two", "- one"), item("3) and so on", "as told (par."), item("– or so", "he does")
    (True, False, False)
    """
    if not MARK.match(line) or before.rfind("(") > before.rfind(")"):
        return False
    return not DASH.match(line) or bool(ENDED.search(before.strip()[-8:]) or DASH.match(before))


def paragraph(lines: list[str]) -> list[str]:
    """Split lines where each was broken on purpose and is long enough to be a sentence.

    Examples
    --------
    >>> paragraph(["Kim wants to keep power", "Trump wants to win votes"])
    ['Kim wants to keep power', 'Trump wants to win votes']
    >>> paragraph(["Kim wants to keep power and", "Trump wants to win votes"])
    ['Kim wants to keep power and\\nTrump wants to win votes']
    """
    said = [count(line) >= SAID for line in lines]
    if not any(said) or wrapped(lines):
        return ["\n".join(lines)]
    found = [lines[0]]
    for place in range(1, len(lines)):
        if said[place - 1] and said[place]:
            found.append(lines[place])
        else:
            found[-1] += "\n" + lines[place]
    return found


def wrapped(lines: list[str]) -> bool:
    """Tell whether lines were broken at a width, and not where a sentence ends.

    A line that ends in a comma or in a word such as "the" goes on. So do lines of which one begins
    in lower case when none of them had room for the next word.
    """
    pairs = [
        (line.strip(), after.split()[0])
        for line, after in zip(lines, lines[1:], strict=False)
        if not ENDED.search(line.strip()[-8:])
    ]
    if any(HANGING.search(line[-8:].casefold()) for line, _ in pairs):
        return True
    width = max(map(len, lines))
    room = any(len(line) + len(word) < FULL * width for line, word in pairs)
    return width >= NARROW and not room and any(word[0].islower() for _, word in pairs)


def windows(sentence: str, longest: int) -> Iterator[str]:
    """Divide a sentence that is too long to be read at once, at a mark where there is one."""
    parts = list(re.finditer(r"\S+", sentence))
    start = 0
    while len(parts) - start > longest:
        early = min(EARLY, 2 * longest // 3)
        ahead = parts[start : start + min(longest, max(early, len(parts) - start - TAIL))]
        size = end(ahead, early)
        yield sentence[ahead[0].start() : ahead[size - 1].end()]
        start += size
    yield sentence[parts[start].start() :] if parts else sentence


def end(ahead: list[re.Match[str]], early: int) -> int:
    """Give how many words a window has: up to its last good mark, or all of them."""
    for mark in BREAKS:
        for size in range(len(ahead), early - 1, -1):
            if mark.search(ahead[size - 1][0]):
                return size
    return len(ahead)
