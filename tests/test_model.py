"""Model answers for who learns alone: shown where solutions/ is at hand, else a sentence."""

import pytest

from twoviews.checks import content, model
from twoviews.data import DataError, load, solution, solutions


@pytest.mark.parametrize("question", load("questions")["question_id"])
def test_every_question_has_a_model_answer(question):
    said = model(question)
    assert len(str(said)) > 20
    assert "SOLUTION" not in str(said)
    assert str(said) in said._repr_markdown_()


def test_a_model_answer_is_right():
    scope = {}
    exec(str(model("ex2.q2")), scope)
    assert content("ex2.q2", scope["q2_roles"]).state == "right"


def test_without_solutions_the_instructor_is_named(monkeypatch, tmp_path):
    monkeypatch.setattr(solutions, "SOLUTIONS", tmp_path)
    assert "your instructor has them" in str(model("ex2.q1"))


def test_an_unknown_question_names_the_known_ones():
    with pytest.raises(DataError, match="ex2.q1"):
        model("ex2.q9")


def test_a_spoilt_solution_is_named(monkeypatch, tmp_path):
    monkeypatch.setattr(solutions, "SOLUTIONS", tmp_path)
    (tmp_path / "ex2_actors").mkdir()
    (tmp_path / "ex2_actors" / "ex2_actors.ipynb").write_text("{")
    with pytest.raises(DataError, match="holds no readable cell q1_answer"):
        solution("ex2_actors", "q1_answer")
