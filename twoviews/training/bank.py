"""Make training examples out of the phrasings: sentences, and what each says of each key point."""

import random
import re
from typing import NamedTuple

import pandas as pd

from twoviews.summary.surface import telling

LABELS = {"none": 0, "near_miss": 0, "partly": 1, "states": 2, "reverses": 3}
NEITHER, SALAD = "neither", "salad"  # a sentence about no article, and words without a sentence
TOKEN = re.compile(r"[\w’'-]+|[^\w\s]")


class Example(NamedTuple):
    """A text, what it says of key points (numbers of LABELS by point id), and its kind."""

    text: str
    says: dict[str, int]
    kind: str  # an article id, NEITHER or SALAD


def examples(phrasings: pd.DataFrame, key_points: pd.DataFrame) -> list[Example]:
    """Gather the rows of a text that concerns several key points into one example.

    Parameters
    ----------
    phrasings : DataFrame
        Columns point_id, label and text.
    key_points : DataFrame
        Columns point_id and article_id.

    Examples
    --------
    >>> points = pd.DataFrame({"point_id": ["P1"], "article_id": ["one"]})
    >>> rows = {"point_id": ["P1", None], "label": ["states", "none"], "text": ["a", "b"]}
    >>> [(each.says, each.kind) for each in examples(pd.DataFrame(rows), points)]
    [({'P1': 2}, 'one'), ({}, 'neither')]
    """
    article = dict(zip(key_points["point_id"], key_points["article_id"], strict=True))
    said: dict[str, dict[str, int]] = {}
    for row in phrasings.itertuples():
        says = said.setdefault(row.text, {})
        if row.point_id in article:
            says[row.point_id] = LABELS[row.label]
    mixed_up = set(phrasings.loc[phrasings["label"] == SALAD, "text"])
    return [
        Example(text, says, kind_of(text, says, article, mixed_up)) for text, says in said.items()
    ]


def kind_of(text: str, says: dict, article: dict[str, str], salads: set[str]) -> str:
    """Tell which article a text is about, or that it is a salad, or about neither."""
    return article[next(iter(says))] if says else SALAD if text in salads else NEITHER


def joined(known: list[Example], number: int, seed: int) -> list[Example]:
    """Join sentences about different key points of one article, as a compressed summary does."""
    chance, made = random.Random(seed), []
    while len(made) < number:
        first, second = chance.sample(known, 2)
        if first.kind == second.kind and first.says and not first.says.keys() & second.says.keys():
            link = chance.choice(["; ", ", and ", " and ", ", while ", ". "])
            start = second.text if link == ". " else second.text[:1].lower() + second.text[1:]
            text = first.text.rstrip(" .!?;") + link + start
            made.append(Example(text, first.says | second.says, first.kind))
    return made


def salads(known: list[Example], number: int, seed: int) -> list[Example]:
    """Mix the telling words of several sentences: lists of words, and grammar without sense."""
    chance, made = random.Random(seed), []
    about = [each for each in known if each.says]
    for turn in range(number):
        picked = chance.sample(about, 3)
        words = [word for each in picked for word in TOKEN.findall(each.text) if telling(word)]
        chance.shuffle(words)
        made.append(
            Example(
                listed(words, chance) if turn % 3 == 0 else mixed(picked[0].text, words), {}, SALAD
            )
        )
    return made


def listed(words: list[str], chance: random.Random) -> str:
    """Write words as a list."""
    mark = chance.choice([", ", ", ", "; ", " – ", " "])
    return mark.join(words[: chance.randint(6, 18)]) + chance.choice([".", ""])


def mixed(frame: str, words: list[str]) -> str:
    """Put other words in the places of a sentence's telling words."""
    other = iter(words)
    tokens = [next(other, word) if telling(word) else word for word in TOKEN.findall(frame)]
    return re.sub(r" ([.,;:!?)])", r"\1", " ".join(tokens))
