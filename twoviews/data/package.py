"""Find the data folder and read its datapackage.json and the cells of its tables as text."""

import csv
import json
from io import StringIO
from pathlib import Path

from twoviews.data.error import DataError
from twoviews.errors import unknown

DESCRIPTOR = "datapackage.json"
HERE = Path(__file__).resolve().parent
PLACES = (HERE.parents[1] / "data", HERE.parent / "tables")  # a checkout, an installed wheel
Cells = dict[str, list[str]]  # the columns of a table as they stand in its file


def find_folder(folder: str | Path | None) -> Path:
    """Choose the folder given, else the checkout's data/, else the tables in the wheel."""
    places = [Path(folder)] if folder is not None else PLACES
    for place in places:
        if (place / DESCRIPTOR).is_file():
            return place
    looked = " or ".join(str(place) for place in places)
    raise DataError(
        f"There is no {DESCRIPTOR} in {looked}: get the data folder again, or name the right one."
    )


def describe(folder: Path) -> dict[str, dict]:
    """Read the descriptor: one entry per table, by its name, in the descriptor's order."""
    try:
        text = (folder / DESCRIPTOR).read_text(encoding="utf-8")
        return {table["name"]: table for table in json.loads(text)["resources"]}
    except (ValueError, KeyError, TypeError) as error:
        raise DataError(
            f"{folder / DESCRIPTOR} is not a readable data package ({error}): get the file again."
        ) from None


def resource(described: dict[str, dict], name: str) -> dict:
    """Pick one table's entry."""
    if name not in described:
        raise DataError(f"There is no table {name!r}. {unknown(name, described)}")
    return described[name]


def read_cells(folder: Path, entry: dict) -> Cells:
    """Read a table's columns as they stand in its file; the first cell is of the file's row 2."""
    path = folder / entry["path"]
    text = read_text(path, entry["name"])
    if not text.endswith("\n"):
        raise DataError(
            f"{path} ends in the middle of a line: it seems cut off; get the file again, "
            "or end it with a line break if it is whole."
        )
    try:
        header, *rows = csv.reader(StringIO(text, newline=""), strict=True)
    except (csv.Error, ValueError) as error:
        raise DataError(
            f"{path} cannot be read as a table ({error}): repair it or get the file again."
        ) from None
    hold_shape(header, rows, path, entry)
    return dict(zip(header, map(list, zip(*rows, strict=True)), strict=True))


def read_text(path: Path, name: str) -> str:
    """Read a table's file as UTF-8."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise DataError(
            f"The table {name} is missing: {path} is not there; get the file again."
        ) from None
    except UnicodeDecodeError as error:
        raise DataError(
            f"{path} is not UTF-8 at byte {error.start}: save it again as CSV in UTF-8."
        ) from None
    except OSError as error:
        raise DataError(f"{path} cannot be read ({error.strerror}): check the file.") from None


def hold_shape(header: list[str], rows: list[list[str]], path: Path, entry: dict) -> None:
    """Hold that the header is the described one and that every row is as long."""
    wanted = [field["name"] for field in entry["schema"]["fields"]]
    if header != wanted:
        raise DataError(
            f"The columns of {path} are {', '.join(header)}; "
            f"they must be {', '.join(wanted)}, in this order."
        )
    if not rows:
        raise DataError(f"{path} holds no rows: it seems cut off; get the file again.")
    for number, row in enumerate(rows, start=2):
        if len(row) != len(header):
            raise DataError(
                f"Row {number} of {path} has {len(row)} cells and not {len(header)}: "
                "repair the row, or get the file again if it is cut off."
            )
