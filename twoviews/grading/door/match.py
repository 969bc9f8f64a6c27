"""Tell which submitted cell is which cell of the exercise."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from twoviews.grading.door.pieces import Piece
from twoviews.grading.names import public
from twoviews.grading.record import Cell, Record

LOST = "Its label for nbgrader is lost: it is put back."
MANY = 3  # cells without their label: more of them are told in one sentence


@dataclass(frozen=True)
class Match:
    """The submitted cells, and which of them is known.

    Parameters
    ----------
    pieces : tuple of Piece
        Every submitted cell that is kept, in the submission's order.
    place : dict
        The index in `pieces` of each known cell, by its grade id.
    notes : tuple of (str, str)
        What was found, as grade id and sentence.
    """

    pieces: tuple[Piece, ...]
    place: dict[str, int]
    notes: tuple[tuple[str | None, str], ...] = ()


def match(pieces: Sequence[Piece], record: Record) -> Match:
    """Find the exercise's cells among the submitted ones.

    A cell is known by nbgrader's grade id; where that was lost, by the notebook's
    own id of the cell, which is the same in this course.

    Examples
    --------
    >>> record = Record("sums", "sums", (Cell("q1", "code", "q1 = None", solution=True),))
    >>> match([Piece("code", "q1 = 2", cell_id="q1")], record).place
    {'q1': 0}
    """
    pieces, lost = relabelled(pieces, record)
    claims = defaultdict(list)
    for place, piece in enumerate(pieces):
        claims[piece.grade_id].append(place)
    strange = [
        (name, "The exercise has no cell of this name: it is not graded.")
        for name in claims
        if name is not None and name not in record.by_id
    ]
    place, spare, doubled = settle(claims, pieces, record)
    kept = [at for at in range(len(pieces)) if at not in spare]
    moved = {old: new for new, old in enumerate(kept)}
    place = {name: moved[at] for name, at in place.items()}
    return Match(tuple(pieces[at] for at in kept), place, (*lost, *strange, *doubled))


def relabelled(
    pieces: Sequence[Piece], record: Record
) -> tuple[list[Piece], list[tuple[str | None, str]]]:
    """Give back the grade id of cells that lost it."""
    missing = record.by_id.keys() - {piece.grade_id for piece in pieces}
    strange = {at: piece for at, piece in enumerate(pieces) if piece.grade_id not in record.by_id}
    lost = {}
    for place, piece in strange.items():
        if piece.cell_id in missing:
            missing.discard(piece.cell_id)
            lost[place] = piece.cell_id
    rest = {at: piece for at, piece in strange.items() if at not in lost and not piece.grade_id}
    lost |= by_text(rest, [cell for cell in record.cells if cell.grade_id in missing])
    result = list(pieces)
    for place, name in lost.items():
        result[place] = replace(pieces[place], grade_id=name, checksum=None)
    notes = [(name, LOST) for _, name in sorted(lost.items())]
    if len(notes) > MANY:
        notes = [(None, f"{len(notes)} cells lost their labels for nbgrader: they are put back.")]
    return result, notes


def by_text(pieces: Mapping[int, Piece], cells: Iterable[Cell]) -> dict[int, str]:
    """Know locked cells by the text that students see, where as many have it as should."""
    wanted, found = defaultdict(list), defaultdict(list)
    for cell in cells:
        if cell.locked:
            wanted[words(cell)].append(cell.grade_id)
    for place, piece in pieces.items():
        found[words(piece)].append(place)
    sure = [text for text in wanted if text and len(wanted[text]) == len(found[text])]
    return {at: name for text in sure for at, name in zip(found[text], wanted[text], strict=True)}


def words(cell: Cell | Piece) -> tuple[str, ...]:
    """Give what students see of a text, however it is spaced."""
    return tuple(public(cell.source).split())


def settle(
    claims: dict[str | None, list[int]], pieces: Sequence[Piece], record: Record
) -> tuple[dict[str, int], set[int], list[tuple[str, str]]]:
    """Choose one submitted cell for each known one; say which copies hold nothing."""
    place, spare, notes = {}, set(), []
    for cell in record.cells:
        found = claims.get(cell.grade_id, [])
        worked = [at for at in found if worked_in(pieces[at], cell)]
        if not found:
            continue
        place[cell.grade_id] = worked[-1] if worked else found[0]
        if cell.answer:  # a stub that is run later would wipe out the answer
            spare |= set(found) - set(worked) - {place[cell.grade_id]}
        if len(worked) > 1:
            notes.append((cell.grade_id, "There are several: the last one counts."))
        elif len(found) > 1:
            notes.append((cell.grade_id, "There is a copy of it: it counts once."))
    return place, spare, notes


def worked_in(piece: Piece, cell: Cell) -> bool:
    """Tell whether a student has written into an answer cell."""
    return cell.answer and piece.source.strip() != cell.source.strip()


def in_place(order: Sequence[int], heavy: Iterable[int]) -> set[int]:
    """Find which cells kept their order, moving as few as possible, and answers last of all.

    Parameters
    ----------
    order : sequence of int
        The known cells' numbers in the exercise, each once, in the submission's order.
    heavy : iterable of int
        The numbers of the answer cells.

    Returns
    -------
    set of int
        The numbers that stand in ascending order: the others were moved.

    Examples
    --------
    >>> sorted(in_place([0, 2, 1, 3], heavy=[1]))
    [0, 1, 3]
    """
    heavy, best = set(heavy), []  # best: the weight of the best run that ends here, and the run
    for number in order:
        before = [run for run in best if run[1][-1] < number]
        weight, run = max(before, default=(0, ()), key=lambda run: run[0])
        best.append((weight + (len(order) if number in heavy else 1), (*run, number)))
    return set(max(best, default=(0, ()))[1])
