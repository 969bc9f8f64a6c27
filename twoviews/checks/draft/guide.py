"""Gather from the tables what a reader of a draft must know of the article it summarizes."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain

import pandas as pd

from twoviews import data
from twoviews.summary import Assessment, KeyPoint, Source, make, of_article
from twoviews.summary.judges import article_source
from twoviews.text import Phrases, words
from twoviews.text import fingerprints as marks

KEPT = 8  # summaries that the judge of an article remembers
SURE = 0.9  # a word whose band begins higher leaves hardly any doubt


@dataclass(frozen=True)
class Guide:
    """What is known of one article: its names, words, voices, actors and key points."""

    article_id: str
    label: str
    called: Phrases  # ways of naming the article
    authors: tuple[str, ...]
    strangers: tuple[str, ...]  # the authors of the other articles
    original: frozenset[str]  # fingerprints of the article
    ours: frozenset[str]  # fingerprints of our paraphrases and key points
    doubt: Phrases  # words that leave a matter open, and how they are read
    sure: Phrases  # words that leave hardly any doubt
    doubted: dict[str, str]  # those that the article uses, and how they are read
    voices: tuple[str, ...]  # whose views it hands on, with the paragraphs
    reports: bool  # whether a key point is a view that it hands on
    actors: Phrases  # ways of naming any actor, of this article or another
    cast: dict[str, int]  # names of its actors: number of paragraphs, most first
    points: dict[str, str]  # statements of its key points by id
    ideas: tuple[KeyPoint, ...]  # its key points, as the judge of summaries reads them
    source: Source  # its words, names and numbers, as the judge of summaries knows them

    @cached_property
    def assess(self) -> Callable[[str], Assessment]:
        """Judge summaries of the article; made when first asked for, it remembers the last few."""
        judge = make(list(self.ideas), self.source, self.authors, self.article_id)
        return lru_cache(KEPT)(judge.assess)


def guides(
    articles: pd.DataFrame,
    key_points: pd.DataFrame,
    fingerprints: pd.DataFrame,
    passages: pd.DataFrame,
    actors: pd.DataFrame,
    mentions: pd.DataFrame,
    claims: pd.DataFrame,
    hedges: pd.DataFrame,
    phrasings: pd.DataFrame | None = None,
) -> dict[str, Guide]:
    """Make a guide to each article.

    Parameters
    ----------
    articles, key_points, fingerprints, passages, actors, mentions, claims, hedges : DataFrame
        The tables of these names, whole.
    phrasings : DataFrame, optional
        The table phrasings; this project's own when left out.

    Returns
    -------
    dict
        One `Guide` per article, by article id, in the order of the articles.

    Examples
    --------
    >>> from twoviews import data
    >>> names = ["articles", "key_points", "fingerprints", "passages", "actors", "mentions"]
    >>> made = guides(*map(data.load, [*names, "claims", "hedges"]))
    >>> len(made["biden2020"].points), made["biden2020"].authors
    (8, ())
    """
    named = actors.set_index("actor_id")["name"]
    writers = set(mentions.loc[mentions["role"] == "author", "actor_id"])
    people = spoken(actors[~actors["actor_id"].isin(writers)])
    said = data.load("phrasings") if phrasings is None else phrasings
    read_as = hedges[hedges["probability_low"] < SURE].set_index("hedge")["read_as"].to_dict()
    made = {}
    for article in articles.itertuples():
        key = article.article_id
        points, claimed, acting = (
            table[table["article_id"] == key] for table in (key_points, claims, mentions)
        )
        ideas = tuple(of_article(key, key_points, said))
        told = passages.loc[passages["article_id"] == key, "paraphrase"]
        original = frozenset(fingerprints.loc[fingerprints["article_id"] == key, "hash"])
        acting = acting[~acting["actor_id"].isin(writers)]
        made[key] = Guide(
            article_id=key,
            label=article.label,
            called=Phrases([article.label, article.title, article.outlet.split(" (")[0]]),
            authors=tuple(article.authors),
            strangers=tuple(sorted({*chain(*articles["authors"])} - {*article.authors})),
            original=original,
            ours=frozenset(mark for text in [*told, *points["statement"]] for mark in marks(text)),
            doubt=Phrases(read_as),
            sure=Phrases(hedges[hedges["probability_low"] >= SURE]["hedge"]),
            doubted={word: read_as[word] for word in claimed["hedge"] if word in read_as},
            voices=tuple(voices(claimed[claimed["voice"] == "reported"], named)),
            reports=bool((points["who"] == "reported").any()),
            actors=people,
            cast=acting["actor_id"].map(named).value_counts().to_dict(),
            points=dict(zip(points["point_id"], points["statement"], strict=True)),
            ideas=ideas,
            source=article_source(article, ideas, told, original, actors),
        )
    return made


def voices(reported: pd.DataFrame, named: pd.Series) -> list[str]:
    """Name those whose views an article hands on, each with the paragraphs."""
    told = reported.groupby("speaker", sort=False)["paragraph"].unique()
    return [f"{named[key]} (par. {', '.join(map(str, pars))})" for key, pars in told.items()]


def spoken(actors: pd.DataFrame) -> Phrases:
    """Collect the names of actors that cannot be taken for a plain word, such as "the people"."""
    known = {
        alias: actor.name
        for actor in actors.itertuples(index=False)
        for alias in [actor.name, *actor.aliases]
        if telling(alias.split())
    }
    return Phrases(known)


def telling(name: Iterable[str]) -> bool:
    """Tell whether a name has a capital letter, or two words besides an article.

    Examples
    --------
    >>> telling(["the", "North"]), telling(["the", "people"]), telling(["supreme", "leader"])
    (True, False, True)
    """
    parts = [part for part in name if part.casefold() not in {"the", "a", "his", "its", "some"}]
    return any(not part.islower() for part in parts) or len(words(" ".join(parts))) > 1
