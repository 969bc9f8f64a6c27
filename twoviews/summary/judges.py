"""Make the judge of a text's summaries: out of the tables, or of what is given."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from twoviews import data
from twoviews.summary.encoder import Encoder
from twoviews.summary.error import SummaryError
from twoviews.summary.fields import listed
from twoviews.summary.judge import Judge
from twoviews.summary.matching import Matched
from twoviews.summary.points import KeyPoint, key_points, of_article
from twoviews.summary.source import Source, source_of
from twoviews.summary.tuned import Tuned

HEADS = ("points", "kinds")
MARK = re.compile(r"[0-9a-f]{16}")  # a fingerprint


def make(
    points: list[KeyPoint], source: Source, authors: Sequence[str] = (), article: str = ""
) -> Judge:
    """Make a judge: one that was tuned on the key points where there is one.

    Parameters
    ----------
    points : list of KeyPoint
        What a summary should state.
    source : Source
        What is known of the text.
    authors : sequence of str
        Who wrote it.
    article : str
        Its id, where it is one of the articles.
    """
    known, heads = parameters(), weights()[1]
    ids = [point.point_id for point in points]
    if article in heads["kinds.names"] and set(ids) <= set(heads["points.names"]):
        encoder, heads = tuned()
        reader = Tuned(encoder, heads, known["verdicts"], article, ids)
        return Judge(points, source, authors, reader, known["limits"])
    matched = Matched(points, general(), source.vocabulary, known["matching"], authors)
    return Judge(points, source, authors, matched, known["other_limits"])


@lru_cache(maxsize=8)
def article_judge(article: str, folder: str | Path | None = None) -> Judge:
    """Make the judge of an article's summaries out of the tables; later calls find it made."""
    points = article_points(article, folder)
    articles, actors, marks, passages = (
        data.load(name, folder=folder)
        for name in ("articles", "actors", "fingerprints", "passages")
    )
    about = next(row for row in articles.itertuples() if row.article_id == article)
    told = passages.loc[passages["article_id"] == article, "paraphrase"]
    original = marks.loc[marks["article_id"] == article, "hash"]
    source = article_source(about, points, told, original, actors)
    return make(points, source, list(about.authors), article)


def article_source(
    about: Any,
    points: Sequence[KeyPoint],
    told: Iterable[str],
    marks: Iterable[str],
    actors: pd.DataFrame,
) -> Source:
    """Gather what is known of an article: its words, names and numbers.

    Parameters
    ----------
    about : named tuple
        Its row of the table articles.
    points : sequence of KeyPoint
        Its key points; names and numbers of their phrasings count as known.
    told : iterable of str
        Paraphrases of its paragraphs.
    marks : iterable of str
        Its fingerprints.
    actors : DataFrame
        The table actors, whole.
    """
    ways = (text for point in points for label, text in point.phrasings if label != "reverses")
    called = [*actors["name"], *actors["aliases"].explode().dropna()]
    offices = actors["office"].dropna() if "office" in actors else []
    days = (about.published_from, about.published_to)
    months = [day.month_name() for day in days]
    heading = [about.label, about.title, about.outlet, *about.authors, *map(str, days), *months]
    texts = [*told, *(point.statement for point in points)]
    return source_of(texts, marks, [*ways, *called, *offices, *heading])


def article_points(article: str, folder: str | Path | None = None) -> list[KeyPoint]:
    """Take an article's key points out of the tables."""
    tables = (data.load(name, folder=folder) for name in ("key_points", "phrasings"))
    return of_article(article, *tables)


def other_judge(
    points: Iterable, source: str | Iterable[str] | None, authors: Iterable[str] = ()
) -> Judge:
    """Make a judge of summaries of another text: it, or its fingerprints, may be known."""
    return make(key_points(points), other_source(source), names(authors))


def other_source(source: Any) -> Source:
    """Read what is given of another text: it, its fingerprints, or nothing."""
    if source is None:
        return Source()
    if isinstance(source, str):
        return source_of([source])
    marks = list(source) if listed(source) else [source]
    if not all(isinstance(mark, str) and MARK.fullmatch(mark) for mark in marks):
        raise SummaryError(
            "The source is neither text nor fingerprints: give the text itself in one piece, "
            "or twoviews.text.fingerprints(text)."
        )
    return Source(frozenset(marks))


def names(authors: Any) -> list[str]:
    """Read the names of authors."""
    found = list(authors) if listed(authors) else []
    if not listed(authors) or not all(isinstance(each, str) and each.strip() for each in found):
        raise SummaryError(f'The authors are {authors!r}: give a list of names, ["Ann Lee"].')
    return found


@lru_cache(maxsize=1)
def weights() -> tuple[dict, dict, list[str]]:
    """Load the weights once."""
    return data.weights()


@lru_cache(maxsize=1)
def tuned() -> tuple[Encoder, dict[str, np.ndarray]]:
    """Make the encoder that was tuned on the phrasings, with its heads."""
    encoder, changed, vocabulary = weights()
    heads = {name for name in changed if name.split(".")[0] in HEADS}
    layers = {name: changed[name] for name in changed.keys() - heads}
    return Encoder(encoder | layers, vocabulary), {name: changed[name] for name in heads}


@lru_cache(maxsize=1)
def general() -> Encoder:
    """Make the encoder as it was before: it knows likeness of any sentences better."""
    encoder, _, vocabulary = weights()
    return Encoder(encoder, vocabulary)


@lru_cache(maxsize=1)
def parameters() -> dict:
    """Load the judge's own parameters."""
    return data.parameters()
