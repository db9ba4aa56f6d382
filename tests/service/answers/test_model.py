"""The model as its file holds it."""

from pathlib import Path

import pytest

from indexer.errors import SettingsError
from service.answers.columns import names
from service.answers.model import FILE, Model, load_model
from service.answers.ranking_sentences import confidence_signs
from service.query.questions import QUESTION_TYPES
from tests.service.answers.questions import asked


def test_weights() -> None:
    """Scores are weighted sums, confidence is their logistic function; what has no weight counts nothing."""
    model = Model(sentence={"a": 2.0}, confidence={"b": 1.0}, constant=-1.0, threshold=0.5)
    assert model.score({"a": 0.5, "unknown": 9.0}) == 1.0
    assert model.probability({"b": 1.0}) == 0.5
    assert model.probability({"b": 1000.0}) == pytest.approx(1.0)
    assert model.probability({"b": -1000.0}) == pytest.approx(0.0)


def test_the_model_is_whole() -> None:
    """Every sign and every feature that a weight is for exists, and every sign has its weight."""
    model = load_model()
    row = dict.fromkeys(names("number"), 0.0)
    assert set(confidence_signs(asked("How many boats were painted?"), row, 1.0)) == set(model.confidence)
    assert set(model.sentence) == {name for kind in QUESTION_TYPES for name in names(kind)}
    assert 0 < model.threshold < 1


@pytest.mark.parametrize("text", ["", "[sentence]\na = 1", "[sentence", '[sentence]\na = "x"\n[signs]\n[confidence]\n'])
def test_a_broken_model_is_refused(tmp_path: Path, text: str) -> None:
    """A file that is no model is named in the error."""
    path = tmp_path / "model.toml"
    path.write_text(text)
    with pytest.raises(SettingsError, match=r"model\.toml"):
        load_model(path)
    assert FILE.is_file()
