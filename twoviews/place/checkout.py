"""Find the checkout that a command works on."""

from collections.abc import Collection
from pathlib import Path

HERE = Path(__file__).resolve().parents[2]  # the checkout, when this package is in one


def nearest(place: Path, holding: Collection[Path | str]) -> Path:
    """Find the folder around a place that holds some folders; else the one of this package.

    Examples
    --------
    >>> nearest(Path(__file__), ["place", "data"]).name
    'twoviews'
    """
    for folder in (place, *place.parents):
        if all((folder / name).is_dir() for name in holding):
            return folder
    return HERE
