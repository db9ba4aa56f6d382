"""The order of sentences as answers, the model behind it, and the confidence in them."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from indexer.analysis.language import QuestionType
from indexer.errors import SettingsError
from service.answers.candidates import CUES, RetrievedPassage
from service.answers.ranked_sentences import (
    FILE,
    Model,
    ScoredSentence,
    confidence_features,
    load_model,
    rank_sentences,
)
from service.query.questions import QUESTION_TYPES
from tests.service.answers.questions import asked, source

PASSAGES = (
    source("It rained. Anna Bell painted twelve boats in May. Boats are painted often.", rank=0),
    source("Nothing of the kind was seen.", rank=1),
)


def rank(text: str, sources: Sequence[RetrievedPassage] = PASSAGES, model: Model | None = None) -> list[ScoredSentence]:
    """Return the sentences of these passages, the best first."""
    return rank_sentences(asked(text), sources, model or load_model())


def highlighted(scored: ScoredSentence) -> list[str]:
    """Return the words that are highlighted."""
    return [scored.source.passage.text[start:end] for start, end in scored.highlights]


def test_weights() -> None:
    """Scores are weighted sums, confidence is their logistic function; what has no weight counts nothing."""
    model = Model(sentence={"a": 2.0}, confidence={"b": 1.0}, constant=-1.0, threshold=0.5)
    assert model.score({"a": 0.5, "unknown": 9.0}) == 1.0
    assert model.probability({"b": 1.0}) == 0.5
    assert model.probability({"b": 1000.0}) == pytest.approx(1.0)
    assert model.probability({"b": -1000.0}) == pytest.approx(0.0)


def names(kind: QuestionType) -> set[str]:
    """Return the names of the features of a question of this kind that the model may weigh."""
    features = rank("How many boats were painted?")[0].features
    common = {name for name in features if not name.startswith("number_")} | {"focus_near"}
    return common | ({f"{kind}_{sign}" for sign in ("absent", "near", "many")} if kind in CUES else set())


def test_the_model_is_whole() -> None:
    """Every feature that a weight is for exists, and every confidence feature has its weight."""
    model = load_model()
    best = rank("How many boats were painted?")[0]
    assert set(confidence_features(best.question, best.features, 1.0)) == set(model.confidence)
    assert set(model.sentence) == {name for kind in QUESTION_TYPES for name in names(kind)}
    assert 0 < model.threshold < 1


@pytest.mark.parametrize(
    "text", ["", "[sentence]\na = 1", "[sentence", '[sentence]\na = "x"\n[confidence_features]\n[confidence]\n']
)
def test_a_broken_model_is_refused(tmp_path: Path, text: str) -> None:
    """A file that is no model is named in the error."""
    path = tmp_path / "model.toml"
    path.write_text(text)
    with pytest.raises(SettingsError, match=r"model\.toml"):
        load_model(path)
    assert FILE.is_file()


def test_the_best_sentence_is_first() -> None:
    """The sentence that holds the words and a number comes before the others."""
    ranked = rank("How many boats did Anna Bell paint?")
    assert ranked[0].text == "Anna Bell painted twelve boats in May."
    assert [each.score for each in ranked] == sorted((each.score for each in ranked), reverse=True)
    assert [each.text for each in ranked if not each.ruled_out] == ["Anna Bell painted twelve boats in May."]


def test_what_grammar_rules_out_may_be_closest_at_most() -> None:
    """A sentence without a number keeps its rank, but its confidence makes it no answer to a question for one."""
    model = Model({}, {}, 3.0, 0.5, closest=0.2)
    confidences = {each.text: each.confidence for each in rank("How many boats did Anna Bell paint?", model=model)}
    assert confidences["Anna Bell painted twelve boats in May."] > model.threshold
    assert confidences["Boats are painted often."] == model.closest


def test_equal_sentences_stand_in_order() -> None:
    """Without weights the sentences stay where they are."""
    ranked = rank("How many boats?", model=Model({}, {}, 0.0, 0.5))
    places = [(each.source.rank, each.candidate.position) for each in ranked]
    assert places == sorted(places)
    assert {each.confidence for each in ranked if not each.ruled_out} == {0.5}


def test_nothing_to_look_for() -> None:
    """A question of stop words alone, or of no passage, has no answers."""
    assert rank("What is it?") == []
    assert rank("How many boats?", []) == []


def test_a_strange_name_takes_confidence() -> None:
    """The same words with a name that is not in the passage give less confidence."""
    known = rank("How many boats did Anna Bell paint?")[0]
    strange = rank("How many boats did Zoe Hart paint?")[0]
    assert strange.confidence < known.confidence / 2


def test_confidence_features() -> None:
    """Words above a sentence count for it, a name that its document hardly has against it."""
    text, question = "Twelve boats were painted.", asked("How many boats were painted in Tulear?")

    def features(**known: Any) -> dict[str, float]:
        best = rank_sentences(question, [source(text, **known)], load_model())[0]
        return confidence_features(question, best.features, best.score)

    tulear = len(question.words) - 1
    above, mentioned, strange = features(above=["tulear"]), features(mentions={tulear: 0.75}), features()
    assert above["only_in_heading"] == pytest.approx(1 / 3)
    assert above["name_missing"] == 0.0
    assert (mentioned["only_in_heading"], mentioned["name_missing"]) == (0.0, 0.25)
    assert (strange["only_in_heading"], strange["name_missing"]) == (0.0, 1.0)
    assert mentioned["names_missing"] < strange["names_missing"]


def test_highlights() -> None:
    """The answer's words are highlighted, or else the words of the question."""
    assert highlighted(rank("How many boats did Anna Bell paint?")[0]) == ["twelve"]
    last = next(each for each in rank("Why were boats painted?") if each.candidate.position == 2)
    assert highlighted(last) == ["Boats", "painted"]
