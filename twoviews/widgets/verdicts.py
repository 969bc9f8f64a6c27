"""Put claims, the verdicts on them and the evidence into words: tables in, tables out."""

import pandas as pd

VERDICTS = {
    "borne_out": "borne out",
    "mixed": "mixed",
    "not_borne_out": "not borne out",
    "untested": "untested (its condition never came)",
    "not_checkable": "not checkable (no record could decide)",
}
CHECKABLE = {
    True: "yes: dated events can speak for it or against it",
    False: "no: no dated event could show it right or wrong",
}


def features(claims: pd.DataFrame, actors: pd.DataFrame) -> pd.DataFrame:
    """Say in words what a reader can tell of each claim without the record.

    Parameters
    ----------
    claims : DataFrame
        The claims table; its key (accepted_verdicts, why) is not used.
    actors : DataFrame
        With the columns actor_id and name.

    Returns
    -------
    DataFrame
        One row per claim, index kept: claim, statement, type, voice, hedge, condition,
        horizon, can_be_checked.

    Examples
    --------
    >>> from twoviews import data
    >>> features(data.load("claims"), data.load("actors")).loc[0, ["claim", "hedge"]].tolist()
    ['CT01, par. 1', 'could']
    """
    people = dict(zip(actors["actor_id"], actors["name"], strict=True))
    rows = [
        {
            "claim": f"{row.claim_id}, par. {row.paragraph}",
            "statement": row.statement,
            "type": row.type,
            "voice": voice(row, people),
            "hedge": row.hedge if pd.notna(row.hedge) else "none: it is stated flatly",
            "condition": row.condition if pd.notna(row.condition) else "none",
            "horizon": horizon(row),
            "can_be_checked": CHECKABLE[row.checkable],
        }
        for row in claims.itertuples()
    ]
    return pd.DataFrame(rows, index=claims.index)


def voice(row, people: dict[str, str]) -> str:
    """Say whose view a claim is."""
    return {"author": "the author's own", "reported": f"reported: {people[row.speaker]}"}[row.voice]


def horizon(row) -> str:
    """Say from when to when a claim looks."""
    if pd.isna(row.horizon_from):
        return "none stated"
    return f"{row.horizon_from:%Y-%m-%d} to {row.horizon_to:%Y-%m-%d}"


def allowed(claim: pd.Series) -> str:
    """Name the verdicts that the record can carry."""
    return " or ".join(VERDICTS[key] for key in claim["accepted_verdicts"])


def answer(claim: pd.Series, verdict: str) -> str:
    """Say how a reader's verdict stands to those that the record can carry."""
    others = [VERDICTS[key] for key in claim["accepted_verdicts"] if key != verdict]
    if verdict not in claim["accepted_verdicts"]:
        return (
            f"You said {VERDICTS[verdict]}. Our key does not find that the record can carry this; "
            f"it accepts {allowed(claim)}. Read why, then keep or revise."
        )
    more = f"It can carry {' and '.join(others)} too" if others else "Our key accepts no other"
    return f"You said {VERDICTS[verdict]}. The record can carry this. {more}."


def found(evidence: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """Put the dated event, its source and how it bears beside each piece of evidence.

    Parameters
    ----------
    evidence : DataFrame
        With the columns claim_id, event_id, bears and note.
    events : DataFrame
        With the columns event_id, date, date_precision, title, source_id and second_source.

    Returns
    -------
    DataFrame
        One row per piece of evidence, by date: claim_id, event, date, bears, note, source.
    """
    joined = evidence.merge(events, on="event_id").sort_values("date", kind="stable")
    month = joined["date_precision"] == "month"
    day = joined["date"].dt.strftime("%Y-%m-%d")
    first, second = joined["source_id"], joined["second_source"]
    return joined.assign(
        event=joined["event_id"] + " " + joined["title"],
        date=day.mask(month, joined["date"].dt.strftime("%Y-%m") + " (day not known)"),
        source=first + (", " + second).fillna(" alone"),
    )[["claim_id", "event", "date", "bears", "note", "source"]]
