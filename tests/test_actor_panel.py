"""The actor map without a browser: set a control, read value, status, map and table."""

import re

import ipywidgets as widgets
import pandas as pd
import pytest

from twoviews import compare, data
from twoviews.widgets import ActorPanel, actor_twin
from twoviews.widgets.actormap import draw

ARTICLES = pd.DataFrame({"article_id": ["old", "new"], "label": ["OLD", "<NEW>"]})
ACTORS = pd.DataFrame(
    {"actor_id": ["ann", "bo", "unseen"], "name": ["Ann", "<b>Bo</b> & Co", "Unseen"]}
)
MENTIONS = pd.DataFrame(
    [
        ("old", 1, "bo", "author", "none"),
        ("old", 1, "ann", "broker", "for"),
        ("old", 2, "ann", "broker", "mixed"),
        ("old", 3, "ann", "broker", "for"),
        ("new", 1, "ann", "author", "none"),
        ("new", 2, "bo", "broker", "for"),
    ],
    columns=["article_id", "paragraph", "actor_id", "role", "stance"],
)
PASSAGES = pd.DataFrame(
    {
        "article_id": ["old", "old", "old", "new", "new"],
        "paragraph": [1, 2, 3, 1, 2],
        "paraphrase": [
            "It began.",
            "She <i>may</i> help.",
            "She will.",
            "She writes.",
            "He helps.",
        ],
    }
)
ROLES = pd.DataFrame(
    {"role": ["broker", "pressure", "author"], "part": ["acts", "acts", "writes & signs"]}
)


@pytest.fixture
def panel():
    return ActorPanel(ARTICLES, ACTORS, MENTIONS, PASSAGES, ROLES)


def result(panel: ActorPanel) -> str:
    """The HTML that the panel shows."""
    return panel._result.value


def control(panel: ActorPanel, description: str) -> widgets.Widget:
    """A control, found as its reader finds it: by its description."""
    row = next(child for child in panel._box.children if isinstance(child, widgets.HBox))
    return next(child for child in row.children if child.description == description)


def marks(panel: ActorPanel) -> list[str]:
    """The numbers in the marks of the map, in the order in which they are drawn."""
    return re.findall(r'text-anchor="middle">(\d+)<', result(panel))


# picking and casting


def test_mentions_are_picked_by_article_role_and_actor():
    assert len(compare.pick_mentions(MENTIONS)) == 6
    picked = compare.pick_mentions(MENTIONS, article="old", role="broker", actor="ann")
    assert list(picked["paragraph"]) == [1, 2, 3]
    assert compare.pick_mentions(MENTIONS, article="new", role="author", actor="bo").empty


def test_the_cast_has_a_row_per_role_actor_and_stance_in_the_order_of_the_roles():
    listed = compare.cast(ARTICLES, ACTORS, MENTIONS, ["broker", "author"])
    assert listed[["actor", "role", "stance", "OLD", "<NEW>"]].to_numpy().tolist() == [
        ["<b>Bo</b> & Co", "broker", "for", [], [2]],
        ["Ann", "broker", "for", [1, 3], []],
        ["Ann", "broker", "mixed", [2], []],
        ["<b>Bo</b> & Co", "author", "none", [1], []],
        ["Ann", "author", "none", [], [1]],
    ]


def test_a_cast_of_nobody_still_has_its_columns():
    listed = compare.cast(ARTICLES, ACTORS, MENTIONS.iloc[:0])
    assert list(listed.columns) == ["actor", "role", "stance", "OLD", "<NEW>"] and listed.empty


def test_the_cast_of_the_articles_holds_every_mention_once():
    mentions = data.load("mentions")
    listed = compare.cast(data.load("articles"), data.load("actors"), mentions)
    numbers = sum(listed[label].map(len).sum() for label in data.load("articles")["label"])
    assert numbers == len(mentions)


def test_the_roles_are_those_of_the_mentions():
    assert set(data.load("roles")["role"]) == set(data.load("mentions")["role"])


# the panel


def test_the_panel_opens_on_everything(panel):
    assert panel.value == {
        "article": "all",
        "role": "all",
        "actor": "all",
        "actors": ["bo", "ann"],
        "mentions": 6,
    }
    assert marks(panel) == ["2", "1", "2", "3", "1", "1"]


def test_each_control_offers_what_occurs_and_everything(panel):
    assert list(control(panel, "Article").options) == [
        ("all articles", "all"),
        ("OLD", "old"),
        ("<NEW>", "new"),
    ]
    assert [key for _, key in control(panel, "Role").options] == ["all", "broker", "author"]
    assert [key for _, key in control(panel, "Actor").options] == ["all", "ann", "bo"]


def test_moving_a_control_changes_value_status_map_and_table(panel):
    control(panel, "Role").value = "broker"
    assert panel.value["mentions"] == 4
    assert panel._status.value == (
        "all articles, broker, all actors: 2 actors in 4 mentions, 3 in the OLD and 1 in the "
        "&lt;NEW&gt;."
    )
    assert "broker: acts" in result(panel) and "writes &amp; signs" not in result(panel)
    assert "<td>2 (par.\xa01, 3)</td><td>0</td>" in result(panel)


def test_one_article_is_drawn_alone_and_keeps_its_shape(panel):
    assert result(panel).count("<circle") == 5 and result(panel).count("<rect") == 3
    panel.choose(article="new")
    assert "<circle" not in result(panel) and result(panel).count("<rect") == 3
    assert '<th scope="col">OLD</th>' not in result(panel)
    assert panel._status.value.endswith("2 actors in 2 mentions, 2 in the &lt;NEW&gt;.")


def test_one_actor_picked_is_told_paragraph_by_paragraph(panel):
    assert "paragraph by paragraph" not in result(panel)
    panel.choose(actor="ann")
    assert "<caption>Ann, paragraph by paragraph</caption>" in result(panel)
    told = '<th scope="row">OLD, par. 2</th><td>broker</td><td>mixed</td>'
    assert f"{told}<td>She &lt;i&gt;may&lt;/i&gt; help.</td>" in result(panel)
    assert panel._status.value.startswith("all articles, all roles, Ann: 1 actor in 4 mentions")


def test_a_choice_that_leaves_nothing_says_so_in_words(panel):
    panel.choose(article="new", role="author", actor="bo")
    assert panel._status.value == (
        "&lt;NEW&gt;, author, &lt;b&gt;Bo&lt;/b&gt; &amp; Co: no mention; "
        "choose all in one of the lists."
    )
    assert result(panel) == ""
    assert panel.value["actors"] == [] and panel.value["mentions"] == 0


def test_nothing_from_the_tables_is_run_as_markup(panel):
    for html in (result(panel.choose(actor="bo")), actor_twin(ARTICLES, ACTORS, MENTIONS)):
        for markup in ("<b>Bo", "<NEW>", "<i>may"):
            assert markup not in html


@pytest.mark.parametrize(
    ("choice", "sentence"),
    [
        ({"article": "x"}, "There is no article 'x'. Known are: all, old, new."),
        ({"role": "boss"}, "There is no role 'boss'. Known are: all, broker, author."),
        ({"role": "pressure"}, "There is no role 'pressure'. Known are: all, broker, author."),
        ({"actor": "unseen"}, "There is no actor 'unseen'. Known are: all, ann, bo."),
        (
            {"actor": ["ann"]},
            "There is no actor ['ann']. Did you mean 'ann'? Known are: all, ann, bo.",
        ),
        ({"actor": 5}, "There is no actor 5. Known are: all, ann, bo."),
    ],
)
def test_an_unknown_choice_names_the_known_ones_and_changes_nothing(panel, choice, sentence):
    before = panel.value
    with pytest.raises(compare.ChoiceError) as caught:
        panel.choose(**({"article": "old"} | choice))
    assert str(caught.value) == sentence
    assert panel.value == before


def test_unknown_names_are_refused_without_a_panel_too():
    with pytest.raises(compare.ChoiceError) as caught:
        compare.pick_mentions(MENTIONS, role="boss")
    assert str(caught.value) == "There is no role 'boss'. Known are: all, author, broker."


def test_choose_gives_the_panel_back_and_value_cannot_be_set(panel):
    assert panel.choose(role="author") is panel
    panel.value["actors"].append("x")
    assert panel.value["actors"] == ["bo", "ann"]
    with pytest.raises(AttributeError):
        panel.value = {}


def test_the_panel_draws_once_per_change(panel):
    drawn = []
    panel._result.observe(lambda change: drawn.append(change["new"]), "value")
    control(panel, "Actor").value = "ann"
    assert len(drawn) == 1


def test_without_roles_the_lanes_come_by_first_mention():
    panel = ActorPanel(ARTICLES, ACTORS, MENTIONS, PASSAGES)
    lanes = re.findall(r'class="tv-strong" x="0"[^>]*>([^<]+)<', result(panel))
    assert lanes == ["author", "broker"]


# the map and the twin


def test_the_map_is_an_image_with_title_and_description(panel):
    drawn = result(panel)
    assert '<svg class="tv-map" role="img"' in drawn
    assert "<title>Actors by role and paragraph</title>" in drawn
    described = re.search("<desc>(.+?)</desc>", drawn)[1]
    assert "the OLD (circle) and the &lt;NEW&gt; (square)" in described
    assert "broker: 2, author: 2" in described
    assert "http" not in drawn


def test_an_actor_with_several_stances_in_a_role_has_one_row(panel):
    panel.choose(role="broker", actor="ann")
    assert result(panel).count(">Ann</text>") == 1
    assert marks(panel) == ["1", "2", "3"]


def test_a_long_name_takes_two_lines_and_more_height():
    one = {"actor": "Ann", "role": "broker", "stance": "for", "A": [1]}
    tall = {"actor": "a delegation of many parties from afar", "role": "broker", "stance": "for"}
    low, high = (draw(pd.DataFrame([row | {"A": [1]}]), {"A": 2}, {}) for row in (one, tall))
    height = [int(re.search(r'viewBox="0 0 \d+ (\d+)"', drawn)[1]) for drawn in (low, high)]
    assert height[1] - height[0] == 14
    assert high.count('x="8"') == 2


def test_the_twin_holds_every_row_and_no_blank_line():
    twin = actor_twin(ARTICLES, ACTORS, MENTIONS, ROLES)
    assert "\n" not in twin and twin.startswith("<details><summary>")
    listed = compare.cast(ARTICLES, ACTORS, MENTIONS)
    assert twin.count('<th scope="row">') == len(listed)
    assert "<td>2 (par.\xa01, 3)</td>" in twin
