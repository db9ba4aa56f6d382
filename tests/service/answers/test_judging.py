"""The order of candidates and the confidence in them."""

from service.answers.judging import confidence_signs, judge
from service.answers.model import Model, load_model
from tests.service.answers.questions import asked, source

PASSAGES = (
    source("It rained. Anna Bell painted twelve boats in May. Boats are painted often.", rank=0),
    source("Nothing of the kind was seen.", rank=1),
)


def test_the_best_sentence_is_first() -> None:
    """The sentence that holds the words and a number comes before the others."""
    judged = judge(asked("How many boats did Anna Bell paint?"), PASSAGES, load_model())
    assert judged[0].candidate.text == "Anna Bell painted twelve boats in May."
    assert [each.score for each in judged] == sorted((each.score for each in judged), reverse=True)


def test_equal_sentences_stand_in_order() -> None:
    """Without weights the sentences stay where they are."""
    judged = judge(asked("How many boats?"), PASSAGES, Model({}, {}, 0.0, 0.5))
    places = [(each.candidate.source.rank, each.candidate.place) for each in judged]
    assert places == sorted(places)
    assert {each.confidence for each in judged} == {0.5}


def test_a_strange_name_takes_confidence() -> None:
    """The same words about somebody of whom the passage says nothing are trusted less."""
    known = judge(asked("How many boats did Anna Bell paint?"), PASSAGES, load_model())[0]
    strange = judge(asked("How many boats did Zoe Hart paint?"), PASSAGES, load_model())[0]
    assert strange.confidence < known.confidence / 2


def test_signs() -> None:
    """Where a figure is asked for and the sentence has none, a sign says so."""
    question = asked("How many boats were painted?")
    judged = judge(question, [source("Boats were painted.")], load_model())[0]
    assert confidence_signs(question, judged.features, judged.score)["figure_absent"] == 1.0
