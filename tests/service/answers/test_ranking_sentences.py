"""The order of candidates and the confidence in them."""

from collections.abc import Sequence

from service.answers.candidates import Source
from service.answers.model import Model, load_model
from service.answers.question import Question
from service.answers.ranking_sentences import Judgement, confidence_signs
from tests.service.answers.questions import asked, sentences_of, source

PASSAGES = (
    source("It rained. Anna Bell painted twelve boats in May. Boats are painted often.", rank=0),
    source("Nothing of the kind was seen.", rank=1),
)


def judge(question: Question, sources: Sequence[Source], model: Model) -> Judgement:
    """The sentences of these passages, the best first."""
    return Judgement(question, sources, sentences_of(sources), model)


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


def test_what_answers() -> None:
    """What is marked in a sentence is what is asked for, else the question's own words."""
    judged = judge(asked("How many boats did Anna Bell paint?"), PASSAGES, load_model())
    best = judged[0].candidate
    text = best.source.passage.text
    assert [text[start:end] for start, end in judged.answering(judged[0])] == ["twelve"]
    judged = judge(asked("Why were boats painted?"), PASSAGES, load_model())
    last = next(each for each in judged if each.candidate.place == 2)
    assert [text[start:end] for start, end in judged.answering(last)] == ["Boats", "painted"]


def test_slices() -> None:
    """The best few are those that come first."""
    judged = judge(asked("How many boats?"), PASSAGES, load_model())
    assert judged[:2] == [judged[0], judged[1]]
    assert len(judged) == 4
