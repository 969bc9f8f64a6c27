"""Read an original article that a reader has put into data/readings/, and know it again."""

from pathlib import Path

from twoviews.data.error import DataError
from twoviews.data.package import find_folder
from twoviews.data.tables import load
from twoviews.errors import unknown
from twoviews.text import fingerprints

ENOUGH = 0.5  # share of an article's fingerprints that a copy with page furniture still has


def reading(article_id: str, folder: str | Path | None = None) -> str | None:
    """Give the original of an article where the reader has put it, else None.

    Parameters
    ----------
    article_id : str
        An id of the articles table; the file is readings/<article_id>.txt.
    folder : path, optional
        Another data folder; this project's own when left out.

    Raises
    ------
    DataError
        When the id is not known, or the file is not UTF-8 or not that article.

    Examples
    --------
    >>> reading("trump2018") is None or len(reading("trump2018")) > 1000
    True
    """
    known = list(load("articles", columns=["article_id"], folder=folder)["article_id"])
    if article_id not in known:
        raise DataError(f"There is no article {article_id!r}. {unknown(article_id, known)}")
    path = find_folder(folder) / "readings" / f"{article_id}.txt"
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return None
    except (UnicodeDecodeError, OSError) as error:
        raise DataError(
            f"{path} cannot be read ({error}): save it as plain text in UTF-8."
        ) from None
    recognise(text, article_id, path, folder)
    return text


def recognise(text: str, article_id: str, path: Path, folder: str | Path | None) -> None:
    """Hold that a text is the article that its file name says."""
    marks = set(fingerprints(text))
    known = load("fingerprints", folder=folder)
    share = known["hash"].isin(marks).groupby(known["article_id"]).mean()
    if share[article_id] >= ENOUGH:
        return
    if share.max() >= ENOUGH:
        raise DataError(f"{path} holds the text of {share.idxmax()}: rename it to match.")
    raise DataError(
        f"{path} is not the article: {share[article_id]:.0%} of its fingerprints are there; "
        "paste the full text from the address in the articles table."
    )
