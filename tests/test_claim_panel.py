"""The claim panel without a browser: a verdict first, the record after it."""

import json
from html import escape as escaped
from pathlib import Path

import ipywidgets as widgets
import pytest

from twoviews import compare, data
from twoviews.widgets import ClaimPanel, claim_twin, verdicts

ROOT = Path(__file__).resolve().parents[1]
NAMES = ["claims", "evidence", "events", "articles", "actors"]
LOADED = {name: data.load(name) for name in NAMES}
CLAIMS = LOADED["claims"].set_index("claim_id", drop=False)
EVIDENCE = LOADED["evidence"]


@pytest.fixture
def panel():
    return ClaimPanel(**LOADED)


def page(panel):
    """All that the page gets: the controls' words, the status and the result."""
    rows = [child for child in panel._box.children if isinstance(child, widgets.HBox)]
    controls = [json.dumps(c.get_state(), default=str) for c in rows[0].children]
    return " ".join([*controls, panel._status.value, panel._result.value])


def control(panel, description):
    """A control, found as its reader finds it: by its description."""
    row = next(child for child in panel._box.children if isinstance(child, widgets.HBox))
    return next(child for child in row.children if child.description == description)


def press(panel):
    control(panel, "Commit").click()


# before and after


def test_it_opens_on_the_first_claim_without_a_verdict(panel):
    first = {"article": "trump2018", "claim": "CT01", "verdict": None, "committed": None}
    assert panel.value == first
    assert panel._status.value.startswith("CT01: read the claim, pick a verdict, then commit")


def test_the_reader_sees_what_can_be_told_without_the_record(panel):
    panel.choose(claim="CB14")
    for told in (
        escaped(CLAIMS.at["CB14", "statement"]),
        "prediction",
        "reported: Joe Biden",
        "will",
        "2021-01-20 to 2025-01-20",
        "yes: dated events",
    ):
        assert told in panel._result.value
    panel.choose(claim="CT04")
    for told in ("the author&#x27;s own", "none: it is stated flatly", "none stated", "no: no dat"):
        assert told in panel._result.value


@pytest.mark.parametrize("claim", list(CLAIMS.index))
@pytest.mark.parametrize("picked", [None, "mixed"])
def test_nothing_of_the_key_is_in_the_page_before_a_verdict(panel, claim, picked):
    panel.choose(claim=claim, verdict=picked)
    shown = page(panel)
    assert CLAIMS.at[claim, "why"][:30] not in shown
    assert "The record can carry" not in shown and "The record on" not in shown
    for row in EVIDENCE[EVIDENCE["claim_id"] == claim].itertuples():
        assert row.event_id not in shown and escaped(row.note) not in shown


@pytest.mark.parametrize("claim", list(CLAIMS.index))
def test_after_a_verdict_the_whole_record_is_shown(panel, claim):
    panel.choose(claim=claim, verdict="mixed", commit=True)
    shown = page(panel)
    assert escaped(CLAIMS.at[claim, "why"]) in shown
    for key in CLAIMS.at[claim, "accepted_verdicts"]:
        assert verdicts.VERDICTS[key] in shown
    own = EVIDENCE[EVIDENCE["claim_id"] == claim]
    for row in own.merge(LOADED["events"], on="event_id").itertuples():
        for told in (row.event_id, escaped(row.title), row.bears, escaped(row.note), row.source_id):
            assert told in shown
    assert ("No dated event" in shown) == own.empty


@pytest.mark.parametrize(
    ("claim", "verdict", "said"),
    [
        ("CB07", "borne_out", "The record can carry this. Our key accepts no other."),
        ("CT12", "mixed", "The record can carry this. It can carry not borne out too."),
        ("CB08", "borne_out", "does not find that the record can carry this; it accepts not borne"),
        ("CT01", "mixed", "it accepts not checkable (no record could decide)."),
    ],
)
def test_the_panel_says_how_the_verdict_stands_to_the_key(panel, claim, verdict, said):
    panel.choose(claim=claim, verdict=verdict, commit=True)
    assert said in panel._status.value
    assert f"You said {verdicts.VERDICTS[verdict]}." in panel._status.value


def test_the_button_commits_and_without_a_verdict_says_what_to_do(panel):
    press(panel)
    assert panel._status.value == "No verdict is picked yet: pick one in the list, then commit."
    assert panel.value["committed"] is None
    control(panel, "Your verdict").value = "borne_out"
    assert "Commit to see the record" in panel._status.value
    press(panel)
    assert panel.value["committed"] == "borne_out" and "Why:" in panel._result.value


def test_another_claim_hides_the_record_again_and_forgets_the_verdict(panel):
    panel.choose(claim="CT02", verdict="borne_out", commit=True)
    control(panel, "Claim").value = "CT03"
    assert panel.value["verdict"] is None and panel.value["committed"] is None
    assert "Why:" not in panel._result.value
    control(panel, "Claim").value = "CT02"
    assert "Why:" not in panel._result.value


def test_another_article_offers_its_claims_and_hides_the_record(panel):
    panel.choose(claim="CT02", verdict="borne_out", commit=True)
    control(panel, "Article").value = "biden2020"
    assert panel.value["claim"] == "CB01" and panel.value["committed"] is None
    assert all(key.startswith("CB") for _, key in control(panel, "Claim").options)


def test_a_reader_may_revise_with_the_record_in_view(panel):
    panel.choose(claim="CT12", verdict="borne_out", commit=True)
    control(panel, "Your verdict").value = "mixed"
    assert panel.value["committed"] == "borne_out" and "Why:" in panel._result.value
    assert "you said borne out and now pick mixed. Commit to revise." in panel._status.value
    press(panel)
    assert panel.value["committed"] == "mixed"
    assert "The record can carry this" in panel._status.value


def test_a_change_draws_once(panel):
    drawn = []
    panel._result.observe(lambda change: drawn.append(change["new"]), "value")
    control(panel, "Article").value = "biden2020"
    control(panel, "Claim").value = "CB02"
    control(panel, "Your verdict").value = "mixed"  # the status alone changes
    press(panel)
    control(panel, "Claim").value = "CB03"
    assert len(drawn) == 4


def test_evidence_is_in_the_order_of_time_with_its_sources(panel):
    panel.choose(claim="CT12", verdict="mixed", commit=True)
    shown = panel._result.value
    assert shown.index("2012-02-29") < shown.index("2012-04-13") < shown.index("2019-12")
    assert "2019-12 (day not known)" in shown and "S06, S90" in shown
    assert "S35" in panel.choose(claim="CB18", verdict="mixed", commit=True)._result.value
    assert "S35 alone" in panel._result.value


# from code


def test_choose_sets_the_controls_and_gives_the_panel_back(panel):
    assert panel.choose(article="biden2020") is panel
    assert panel.value["claim"] == "CB01"
    panel.choose(claim="CT05")  # a claim brings its article
    assert panel.value["article"] == "trump2018"
    assert control(panel, "Article").value == "trump2018"


@pytest.mark.parametrize(
    ("choice", "sentence"),
    [
        ({"article": "obama2010"}, "no article 'obama2010'. Known are: trump2018, biden2020."),
        ({"claim": "CT99"}, "There is no claim 'CT99'. "),
        ({"claim": ""}, "There is no claim ''. Known are: CT01, CT02,"),
        ({"article": "biden2020", "claim": "CT01"}, "There is no claim 'CT01'. "),
        ({"verdict": "right"}, f"no verdict 'right'. Known are: {', '.join(verdicts.VERDICTS)}."),
        ({"claim": "CT02", "commit": True}, "No verdict is named: give one of borne_out, mixed,"),
    ],
)
def test_an_unknown_choice_names_the_known_ones_and_changes_nothing(panel, choice, sentence):
    before = panel.value
    with pytest.raises(compare.ChoiceError) as caught:
        panel.choose(**choice)
    assert sentence in str(caught.value) and str(caught.value).endswith(".")
    assert panel.value == before


def test_an_article_without_claims_says_so():
    own = CLAIMS[CLAIMS["article_id"] == "trump2018"]
    panel = ClaimPanel(own, **{name: LOADED[name] for name in NAMES[1:]})
    panel.choose(article="biden2020")
    assert panel._status.value == "There is no claim of the BIDEN article to judge."
    assert panel._result.value == ""
    press(panel)
    assert panel.value["committed"] is None


def test_nothing_from_the_tables_is_run_as_markup():
    markup = "<script>x</script>"
    claims = CLAIMS.assign(statement=markup, why=markup, hedge=markup, condition=markup)
    tables = LOADED | {
        "claims": claims,
        "evidence": EVIDENCE.assign(note=markup),
        "events": LOADED["events"].assign(title=markup),
        "actors": LOADED["actors"].assign(name=markup),
    }
    panel = ClaimPanel(**tables).choose(claim="CB14", verdict="mixed", commit=True)
    assert markup not in panel._result.value + panel._status.value + claim_twin(**tables)


def test_value_cannot_be_set(panel):
    with pytest.raises(AttributeError):
        panel.value = {}


# vocabulary and twin


def test_the_five_verdicts_are_those_of_the_data_package():
    package = json.loads((ROOT / "data" / "datapackage.json").read_text(encoding="utf-8"))
    table = next(table for table in package["resources"] if table["name"] == "claims")
    fields = {field["name"]: field for field in table["schema"]["fields"]}
    assert list(verdicts.VERDICTS) == fields["accepted_verdicts"]["itemEnum"]


def test_the_twin_holds_every_claim_and_keeps_the_record_folded_apart():
    twin = claim_twin(**LOADED)
    assert "\n" not in twin and "<details open" not in twin
    claims, record = twin.split("<summary>The record on", 1)
    for claim in CLAIMS.itertuples():
        assert escaped(claim.statement) in claims and escaped(claim.why) not in claims
        assert escaped(claim.why) in record
    for row in EVIDENCE.itertuples():
        assert escaped(row.note) in record and escaped(row.note) not in claims
