"""Put a number on a prediction's words before the record is shown: the forecast panel."""

from typing import Self

import ipywidgets as widgets
import pandas as pd

from twoviews import scoring
from twoviews.compare import ChoiceError, hold
from twoviews.widgets.access import Panel
from twoviews.widgets.reading import select
from twoviews.widgets.scores import STYLE, band, offered, predictions, question, status, verdict
from twoviews.widgets.tally import tally

MIDDLE = 50  # per cent, where the slider stands before a number is committed
COMMIT, REVEAL, NEXT = "Commit to this number", "Show what the record says", "Next prediction"


class ForecastPanel(Panel):
    """Ask for a probability, then show the words' band, then the verdict and the scores.

    Parameters
    ----------
    claims, hedges, articles, sources : DataFrame
        The tables of these names, whole; the predictions among the claims are asked.

    Raises
    ------
    ChoiceError
        When there is no prediction among the claims.

    Examples
    --------
    >>> from twoviews import data
    >>> names = ["claims", "hedges", "articles", "sources"]
    >>> panel = ForecastPanel(*(data.load(name) for name in names))
    >>> panel.choose(claim="CB03", probability=90).commit().reveal().value["mean_brier"]
    0.01
    """

    def __init__(
        self,
        claims: pd.DataFrame,
        hedges: pd.DataFrame,
        articles: pd.DataFrame,
        sources: pd.DataFrame,
    ) -> None:
        self._rows = predictions(claims, hedges, articles, sources)
        if self._rows.empty:
            raise ChoiceError("There is no prediction among the claims: give some with that type.")
        self._asked = {row.claim_id: row for row in self._rows.itertuples()}
        self._committed: dict[str, float] = {}
        self._revealed: list[str] = []
        self._tally = ""
        self._claim = select("Prediction", [offered(row) for row in self._asked.values()])
        self._number = widgets.IntSlider(MIDDLE, 0, 100, 5, description="Your number, per cent")
        self._number.style.description_width = "initial"
        self._number.layout.width = "30em"
        self._button = widgets.Button(description=COMMIT, layout={"width": "auto"})
        self._claim.observe(self._recall, "value")
        self._number.observe(self._keep, "value")
        self._button.on_click(self._press)
        controls = self._claim, self._number, self._button
        super().__init__(*controls, style=STYLE)

    def _recall(self, _change: object) -> None:
        """Set the slider to the number committed, or to the middle; lock it in the first case."""
        number = self._committed.get(self._claim.value)
        self._number.value = MIDDLE if number is None else round(100 * number)
        self._number.disabled = number is not None

    def _keep(self, _change: object) -> None:
        """Take back a move of the slider that arrives after its number is committed."""
        number = self._committed.get(self._claim.value)
        self._number.value = self._number.value if number is None else round(100 * number)

    def _press(self, _button: object) -> None:
        {COMMIT: self.commit, REVEAL: self.reveal, NEXT: self._advance}[self._stage()]()

    def _stage(self) -> str:
        """Tell what comes next for the prediction that is chosen."""
        if self._claim.value in self._revealed:
            return NEXT
        return REVEAL if self._claim.value in self._committed else COMMIT

    def _advance(self) -> None:
        """Go to the next prediction, after the last one to the first."""
        ids = list(self._asked)
        self.choose(claim=ids[(ids.index(self._claim.value) + 1) % len(ids)])

    @property
    def value(self) -> dict:
        """What is shown: claim, probability (the slider's, per cent), committed (per cent by
        claim id), revealed (claim ids), mean_brier (None without a score)."""
        scores = scoring.score_each(self._judged(), self._rows)["brier"]
        return {
            "claim": self._claim.value,
            "probability": self._number.value,
            "committed": {key: round(100 * number) for key, number in self._committed.items()},
            "revealed": list(self._revealed),
            "mean_brier": round(float(scores.mean()), 4) if len(scores) else None,
        }

    def choose(self, claim: str | None = None, probability: int | None = None) -> Self:
        """Set the controls from code; what is left out stays as it is.

        Parameters
        ----------
        claim : str, optional
            The claim_id of a prediction.
        probability : int, optional
            Where to set the slider: whole per cent, from 0 to 100.

        Returns
        -------
        ForecastPanel
            The panel itself: a cell that ends with it shows it.

        Raises
        ------
        ChoiceError
            When there is no such prediction, the number is no percentage or the number of
            this prediction is committed already; nothing is changed then.
        """
        claim = self._claim.value if claim is None else claim
        hold(claim, self._asked, "prediction")
        if probability is not None:
            self._hold_open(claim)
            if not isinstance(probability, int) or not 0 <= probability <= 100:
                raise ChoiceError(f"The number is {probability!r}: give whole per cent, 0 to 100.")
        self._claim.value = claim
        self._number.value = self._number.value if probability is None else probability
        return self

    def _hold_open(self, claim: str) -> None:
        if claim in self._committed:
            raise ChoiceError(f"The number for {claim} is committed and stays: choose another.")

    def commit(self) -> Self:
        """Commit to the slider's number for the prediction that is chosen, once and for all."""
        self._hold_open(self._claim.value)
        self._committed[self._claim.value] = self._number.value / 100
        self._number.disabled = True
        self._draw()
        return self

    def reveal(self) -> Self:
        """Show what the record says of the prediction that is chosen."""
        if self._claim.value not in self._committed:
            raise ChoiceError(f"Commit to a number for {self._claim.value} first.")
        if self._claim.value not in self._revealed:
            self._revealed.append(self._claim.value)
            self._tally = tally(self._rows, self._judged())
        self._draw()
        return self

    def _draw(self, _change: object = None) -> None:
        """Let the button say what it does next, then draw."""
        self._button.description = self._stage()
        super()._draw()

    def _render(self) -> tuple[str, str]:
        """Ask, then show the band, then the verdict; below, the scores so far."""
        row, stage = self._asked[self._claim.value], self._stage()
        number, shown = self._committed.get(row.claim_id), question(row)
        if number is not None:
            shown += band(row, number)
        if stage == NEXT:
            shown += verdict(row, number)
        said = status(row, number, stage == NEXT, self._number.value)
        return said, f'<div class="tv-told">{shown}</div>{self._tally}'

    def _judged(self) -> dict[str, float]:
        """Give the numbers of the predictions whose record has been shown."""
        return {key: self._committed[key] for key in self._revealed}
