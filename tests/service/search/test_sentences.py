"""The sentences of passages, from the image and analysed now."""

from pathlib import Path

import numpy as np

from indexer.index.generation import Generation
from indexer.records.passage import Passage, Tags
from service.answers.answer import Answerer
from service.search.image_index import ImageIndex
from service.search.local_engine import LocalEngine
from service.search.protocol import SearchRequest
from service.search.searcher import Searcher
from service.search.sentences import Above, Sentences, analysed

QUESTIONS = (
    "How many labour inspections did the harbour office carry out in 2031?",
    "When was the Convention ratified by Namibia?",
    "¿Qué porcentaje de las fincas visitadas corrigió sus faltas?",
    "Who is the king of Norway?",
    "labour inspection in Madagascar",
)


def same(some: Sentences, others: Sentences) -> bool:
    """Whether all arrays are equal."""
    return all(np.array_equal(one, other) for one, other in zip(some, others, strict=True))


def test_the_image_holds_what_is_analysed(generation: Generation, image_index: ImageIndex, served: Searcher) -> None:
    """For every passage the image gives what an analysis of its text gives now."""
    for ordinal in range(generation.count):
        passage = generation.passage(ordinal)
        assert same(image_index.sentences([ordinal]), analysed([passage], [served.above(passage)])), passage.id


def test_passages_follow_each_other(generation: Generation, image_index: ImageIndex, served: Searcher) -> None:
    """Several passages, in any order, are one after the other."""
    ordinals = [5, 0, generation.count - 1, 2]
    passages = [generation.passage(ordinal) for ordinal in ordinals]
    found = image_index.sentences(ordinals)
    assert same(found, analysed(passages, [served.above(passage) for passage in passages]))
    starts = found.starts.tolist()
    assert [starts[first] for first in found.bounds[:-1].tolist()] == [0, 0, 0, 0]


def test_what_a_sentence_holds() -> None:
    """Units and signs are given by their characters in the passage, and a unit of two words as one."""
    text = "It rained. Viet Nam has 14 ports."
    passage = Passage("p", 0, "d", "en", (), text, (), Tags())
    found = analysed([passage], [Above("Ports", ["asia"])])
    assert [text[start:end] for start, end in zip(found.starts.tolist(), found.ends.tolist(), strict=True)] == [
        "It rained.",
        "Viet Nam has 14 ports.",
    ]
    units = zip(found.unit_starts.tolist(), found.unit_ends.tolist(), strict=True)
    assert [text[start:end] for start, end in units] == ["It", "rained", "Viet Nam", "has", "14", "ports"]
    signs = zip(found.sign_starts.tolist(), found.sign_ends.tolist(), strict=True)
    assert [text[start:end] for start, end in signs] == ["Viet", "Nam", "14"]
    assert (found.unit_bounds.tolist(), found.sign_bounds.tolist()) == ([0, 2, 6], [0, 0, 3])
    assert found.telling.tolist() == [0, 1, 1, 0, 1, 1]
    assert len(found.above) == 2


def test_a_passage_of_another_generation_is_analysed(engine: LocalEngine, generation: Generation) -> None:
    """A passage that the live index has not, or has with other words, is looked at for itself."""
    there = generation.passage(0)
    elsewhere = Passage("x", generation.count + 7, "x", "en", (), "A boat. A net.", (), Tags(country=("XXX",)))
    changed = Passage(there.id, 0, there.document, "en", (), "A boat. A net.", (), there.tags)
    for passage in (elsewhere, changed):
        assert engine.sentences([passage]).starts.tolist() == [0, 8]


def test_both_indexes_answer_alike(engine: LocalEngine, small_index: Path) -> None:
    """Without an image the same is answered, from the same sentences, with the same confidence."""
    plain = LocalEngine(small_index, image=False)
    for question in QUESTIONS:
        ours, theirs = (Answerer(each).ask(SearchRequest(question)) for each in (engine, plain))
        assert ours.kind == theirs.kind
        assert abs(ours.confidence - theirs.confidence) < 1e-6
        assert [(each.text, each.marked) for each in ours.quotations] == [
            (each.text, each.marked) for each in theirs.quotations
        ]
