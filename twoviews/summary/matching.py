"""Judge key points that the encoder was not tuned on: by likeness to what is known of them."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np

from twoviews.summary.encoder import Encoder
from twoviews.summary.flags import VOICE
from twoviews.summary.likeness import Likeness, likeness, signs, unit, ways
from twoviews.summary.points import LABELS, KeyPoint
from twoviews.summary.surface import listed, negated, recall, stems
from twoviews.summary.verdicts import ABSENT, PARTLY, REVERSED, Reading, Verdict, decided, softmax

ENOUGH = 10  # phrasings of each label from which on `phrased`, fitted with 20 of each, judges
CLEARLY = 0.15  # by so much is a sentence more like another label's ways than like those that state
UNSURE = 0.6  # below the limit `sure`: a person decides
SHOWN = {"partly": PARTLY, "reverses": REVERSED, "near_miss": ABSENT}


class Matched:
    """Reads summaries of any text, by the statements of its key points and their phrasings.

    Parameters
    ----------
    points : sequence of KeyPoint
        What is looked for.
    encoder : Encoder
        What turns sentences into vectors.
    vocabulary : frozenset of str
        The words of the text that is summarized, as far as they are known.
    weights : mapping
        `plain` and `phrased`, each with `coefficients`, shape (4, number of signs), and `shifts`,
        shape (4,): the second is for key points with ENOUGH phrasings.
    authors : sequence of str
        Who wrote the text.
    """

    def __init__(
        self,
        points: Sequence[KeyPoint],
        encoder: Encoder,
        vocabulary: frozenset[str],
        weights: Mapping[str, Mapping],
        authors: Sequence[str] = (),
    ) -> None:
        self._points, self._encoder, self._weights = points, encoder, weights
        self._voices = re.compile("|".join([VOICE.pattern, *map(re.escape, authors)]), re.I)
        known = " ".join([*vocabulary, *(point.statement for point in points)])
        self._known = stems(known)
        self._ways = [ways(point, encoder) for point in points]

    def read(self, text: str, sentences: Sequence[str]) -> Reading:
        """Read a text."""
        found, all_ = [], self._likeness(sentences)
        for point, own, seen in zip(
            self._points, all_, self._signs(all_, text, sentences), strict=True
        ):
            weights = self._weights["phrased" if rich(point) else "plain"]
            scores = np.array(weights["coefficients"]) @ seen[0] + np.array(weights["shifts"])
            verdict = decided(softmax(scores), seen[1], seen[1])
            found.append(self._weighed(verdict, point, own.at(seen[1]), sentences[seen[1]]))
        stuffing = np.array([float(listed(sentence)) for sentence in sentences])
        on_topic = np.array([recall(stems(each), self._known) for each in sentences])
        return Reading(found, stuffing, on_topic)

    def signs(self, text: str, sentences: Sequence[str]) -> list[tuple[np.ndarray, int]]:
        """Sum up for each key point how a text is like it; see `signs`."""
        return self._signs(self._likeness(sentences), text, sentences)

    def _likeness(self, sentences: Sequence[str]) -> list[Likeness]:
        """Compare the sentences with each key point."""
        vectors = unit(self._encoder.vectors(sentences))
        pairs = zip(self._points, self._ways, strict=True)
        return [likeness(point.statement, ways, sentences, vectors) for point, ways in pairs]

    def _signs(
        self, all_: Sequence[Likeness], text: str, sentences: Sequence[str]
    ) -> list[tuple[np.ndarray, int]]:
        """Sum up for each key point, held against those that say something else."""
        pairs = list(zip((point.statement for point in self._points), all_, strict=True))
        return [
            signs(said, own, [each for name, each in pairs if name != said], text, sentences)
            for said, own in pairs
        ]

    def _weighed(
        self, found: Verdict, point: KeyPoint, near: Mapping[str, float], sentence: str
    ) -> Verdict:
        """Let a person decide where what likeness tells is doubtful; see `other_way`.

        Likeness sees neither a negation nor who holds a view that the text only reports.
        """
        if found.verdict == ABSENT:
            return found
        other = None if rich(point) else other_way(near)
        turned = negated(point.statement) != negated(sentence)
        given = point.who == "reported" and self._voices.search(sentence)
        if not (other or turned or given):
            return found
        verdict = other or found.verdict
        place = None if verdict == ABSENT else found.sentence
        return Verdict(verdict, min(found.confidence, UNSURE), place)


def rich(point: KeyPoint) -> bool:
    """Tell whether a key point has ENOUGH phrasings of each label."""
    often = Counter(label for label, _ in point.phrasings)
    return all(often[label] >= ENOUGH for label in LABELS)


def other_way(near: Mapping[str, float]) -> str | None:
    """Give the verdict of the known ways that a sentence is clearly nearer to than to stating it.

    Examples
    --------
    >>> other_way({"states": 0.7, "reverses": 0.9}), other_way({"states": 0.7, "partly": 0.8})
    ('reversed', None)
    """
    label = max(near, key=lambda label: near[label])
    return SHOWN[label] if near[label] - near["states"] > CLEARLY else None
