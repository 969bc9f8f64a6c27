"""Lay claims side by side by presidency, question, voice, kind and actor: tables in, tables out."""

import pandas as pd

from twoviews.compare.choice import ALL, hold

UNNAMED = "none"
FIELDS = {
    "president": ["leader_id"],
    "question": ["theme"],
    "voice": ["voice"],
    "kind": ["type"],
    "actor": ["subject", "speaker"],
}


def presidencies(claims: pd.DataFrame, leaders: pd.DataFrame) -> dict[str, str]:
    """Name the presidencies that claims concern, in the order of their terms.

    Parameters
    ----------
    claims : DataFrame
        With the column leader_id, empty where a claim concerns no presidency.
    leaders : DataFrame
        With the columns leader_id, name and start.

    Returns
    -------
    dict
        Names by leader_id; "none" stands for the claims that concern no presidency.

    Examples
    --------
    >>> claims = pd.DataFrame({"leader_id": ["b", None]})
    >>> leaders = pd.DataFrame({"leader_id": ["a", "b"], "name": ["Ann", "Bo"], "start": [1, 2]})
    >>> presidencies(claims, leaders)
    {'b': 'Bo', 'none': 'no president in particular'}
    """
    concerned = leaders[leaders["leader_id"].isin(claims["leader_id"])].sort_values("start")
    named = dict(zip(concerned["leader_id"], concerned["name"], strict=True))
    return named | {UNNAMED: "no president in particular"}


def pick_claims(
    claims: pd.DataFrame,
    president: str = ALL,
    question: str = ALL,
    voice: str = ALL,
    kind: str = ALL,
    actor: str = ALL,
) -> pd.DataFrame:
    """Pick the claims that meet every choice; "all" leaves a choice open.

    Parameters
    ----------
    claims : DataFrame
        With the columns leader_id, theme, voice, type, subject and speaker.
    president, question, voice, kind : str
        A leader_id ("none": no president in particular), a theme, a voice, a type.
    actor : str
        The id of an actor that the claim is about or that says it.

    Returns
    -------
    DataFrame
        One row per claim, as given; no row when nothing meets the choices.

    Raises
    ------
    ChoiceError
        When no claim at all has the name chosen.

    Examples
    --------
    >>> from twoviews import data
    >>> found = pick_claims(data.load("claims"), question="what could go wrong", voice="author")
    >>> list(found["claim_id"])
    ['CT01', 'CT10', 'CT11', 'CB09', 'CB22']
    """
    chosen = dict(zip(FIELDS, (president, question, voice, kind, actor), strict=True))
    kept = pd.Series(True, index=claims.index)
    for what, name in chosen.items():
        cells = claims[FIELDS[what]].fillna(UNNAMED)
        hold(name, [ALL, *pd.unique(cells.to_numpy().ravel())], what)
        kept &= (cells == name).any(axis=1) | (name == ALL)
    return claims[kept]


def spelled_out(
    claims: pd.DataFrame, leaders: pd.DataFrame, actors: pd.DataFrame, hedges: pd.DataFrame
) -> pd.DataFrame:
    """Write names for ids, and words for probability bands.

    Parameters
    ----------
    claims : DataFrame
        All columns of the claims table.
    leaders, actors : DataFrame
        With leader_id, name and start; with actor_id and name.
    hedges : DataFrame
        With the columns read_as, probability_low and probability_high.

    Returns
    -------
    DataFrame
        One row per claim, index kept: claim_id, article_id, paragraph, president, question,
        voice, speaker, about, kind, statement, hedge, band (words), probability_low and
        probability_high (0 to 1), condition, horizon_from, horizon_to.
    """
    people = dict(zip(actors["actor_id"], actors["name"], strict=True))
    terms = claims["leader_id"].fillna(UNNAMED).map(presidencies(claims, leaders))
    renamed = claims.rename(columns={"type": "kind", "theme": "question", "subject": "about"})
    told = renamed.assign(
        president=terms,
        speaker=claims["speaker"].map(people),
        about=claims["subject"].map(people),
        band=bands(claims, hedges),
    )
    return told[
        ["claim_id", "article_id", "paragraph", "president", "question", "voice", "speaker"]
        + ["about", "kind", "statement", "hedge", "band", "probability_low", "probability_high"]
        + ["condition", "horizon_from", "horizon_to"]
    ]


def bands(claims: pd.DataFrame, hedges: pd.DataFrame) -> pd.Series:
    """Name the band of each claim by the published term that has it; empty without a band."""
    ends = ["probability_low", "probability_high"]
    terms = hedges.dropna(subset=ends).drop_duplicates(ends).set_index(ends)["read_as"].to_dict()
    words = [terms.get(band) for band in claims[ends].itertuples(index=False, name=None)]
    return pd.Series(words, index=claims.index, dtype=object)
