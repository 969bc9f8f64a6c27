"""Tell how claims of two articles stand to each other: tables in, tables out."""

import pandas as pd


def pairs(relations: pd.DataFrame, claims: pd.DataFrame) -> pd.DataFrame:
    """List the compared pairs of which both claims are among those given.

    Parameters
    ----------
    relations : DataFrame
        With the columns claim_id, other_id, relation and note.
    claims : DataFrame
        With the columns claim_id, theme, paragraph, voice and statement.

    Returns
    -------
    DataFrame
        One row per pair, in the order of `relations`: question, claim_id, claim, other_id,
        other, relation (in words) and note; a claim is told with its id and paragraph,
        and with the word "reported" where its article only hands it on.

    Examples
    --------
    >>> from twoviews import data
    >>> claims = data.load("claims")
    >>> found = pairs(data.load("relations"), claims[claims["theme"] == "how did we get here"])
    >>> list(found["claim_id"] + " " + found["other_id"])
    ['CT03 CB03', 'CT12 CB07']
    """
    told = claims.set_index("claim_id")
    known = relations["claim_id"].isin(told.index) & relations["other_id"].isin(told.index)
    found = relations[known].reset_index(drop=True)
    said = told.apply(tell, axis=1) if len(told) else told["statement"]
    return pd.DataFrame(
        {
            "question": found["claim_id"].map(told["theme"]),
            "claim_id": found["claim_id"],
            "claim": found["claim_id"].map(said),
            "other_id": found["other_id"],
            "other": found["other_id"].map(said),
            "relation": found["relation"].str.replace("_", " "),
            "note": found["note"],
        }
    )


def tell(claim: pd.Series) -> str:
    """Write one claim with its id and paragraph, and say so where it is only handed on."""
    handed_on = ", reported" if claim["voice"] == "reported" else ""
    return f"{claim.name}, par. {claim['paragraph']}{handed_on}: {claim['statement']}"


def tallied(relations: pd.DataFrame, claims: pd.DataFrame) -> pd.DataFrame:
    """Count the compared pairs of each question by how they stand to each other.

    Parameters
    ----------
    relations, claims : DataFrame
        As for `pairs`.

    Returns
    -------
    DataFrame
        One row per question of which a pair is compared, in the order of the claims, and a
        last one for all questions: question, then the number of pairs for each relation.

    Examples
    --------
    >>> from twoviews import data
    >>> tally = tallied(data.load("relations"), data.load("claims"))
    >>> tally["question"].iloc[-1], int(tally["contradict"].iloc[-1])
    ('all questions', 2)
    """
    found = pairs(relations, claims)
    kinds = sorted(relations["relation"].str.replace("_", " ").unique())
    order = [theme for theme in claims["theme"].unique() if theme in set(found["question"])]
    counts = pd.crosstab(found["question"], found["relation"])
    counts = counts.reindex(index=order, columns=kinds, fill_value=0)
    counts.loc["all questions"] = counts.sum()
    return counts.rename_axis(columns=None, index="question").reset_index()
