"""What the grader tells the warm process at its start."""

import json
from dataclasses import asdict, dataclass

from twoviews.grading.sandbox.limits import Limits

INTERRUPT = b"i"  # what a keeper is sent when a cell takes too long


@dataclass(frozen=True)
class Spec:
    """How notebooks' processes are made.

    Parameters
    ----------
    isolated : bool
        Whether each gets namespaces, no privileges and a filter of system calls.
    uid : int or None
        The ordinary user to become before anything else, where the grader is root.
    limits : Limits
        What a notebook may use.
    imports : tuple of str
        The modules that every notebook finds imported.

    Examples
    --------
    >>> spec = Spec(isolated=False, uid=None, limits=Limits(), imports=("json",))
    >>> Spec.read(spec.text()) == spec
    True
    """

    isolated: bool
    uid: int | None
    limits: Limits
    imports: tuple[str, ...]

    def text(self) -> str:
        """Write it as one word of a command line."""
        return json.dumps(asdict(self))

    @classmethod
    def read(cls, text: str) -> "Spec":
        """Read what `text` wrote."""
        given = json.loads(text)
        given |= {"limits": Limits(**given["limits"]), "imports": tuple(given["imports"])}
        return cls(**given)
