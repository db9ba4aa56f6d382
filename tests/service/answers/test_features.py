"""The features by which sentences are ranked as answers."""

import pytest
from hypothesis import given, settings

from indexer.analysis.language import QuestionType
from service.answers.candidates import Candidate, has_cues, match_sentences
from service.answers.features import Features, measure
from service.answers.question import Question
from tests.service.answers.questions import asked, source
from tests.service.search.texts import queries, texts


def found(text: str, *passages: str) -> list[Features]:
    """Return the features of the sentences of some English passages."""
    question = asked(text)
    sources = [source(passage, rank=rank) for rank, passage in enumerate(passages)]
    return measure(question, match_sentences(question, sources))


def matched(question: str, text: str, language: str = "en", above: tuple[str, ...] = ()) -> Candidate:
    """Return the one sentence of a text as a candidate for an answer."""
    [[candidate]] = match_sentences(asked(question), [source(text, language, above=above)])
    return candidate


def cues(question: Question, text: str, language: str = "en") -> list[tuple[str, int]]:
    """Return the cues that count for a question, with how often they do."""
    [candidates] = match_sentences(question, [source(text, language)])
    return [
        (text[start:end], each.cues.count(start)) for each in candidates for start, end in each.cue_spans
    ]  # fmt: skip


def of_kind(kind: QuestionType, text: str = "x") -> Question:
    """Return a question of this kind."""
    return Question(text, "en", kind, asked(text).words)


def test_matches() -> None:
    """Other forms of a word match; a word with the same beginning is a prefix match."""
    candidate = matched("How were boats inspected and migrated?", "One boat had a migrant.")
    assert candidate.matches == ((1, 0),)
    assert candidate.prefix_matches == {0, 2}


def test_words_as_they_are_written() -> None:
    """A word in another form matches, but does not count as written."""
    [row] = found("How were boats inspected?", "Boats were inspecting")
    assert (row["term_match"], row["surface"]) == (1.0, 0.5)


def test_runs() -> None:
    """Neighbours in the question that are neighbours in the sentence count, including stop words."""
    [row] = found("Who was the first woman at sea?", "She was the first woman there.")
    assert 0 < row["bigrams"] < 0.5
    assert row["trigrams"] == 2 / 5


def test_above() -> None:
    """Words of the headings count as words of the passage; a name that is in neither is missing."""
    question = asked("boats in Tulear")
    known, unknown = (
        measure(question, match_sentences(question, [source("A boat.", above=above)]))[0] for above in (["tulear"], [])
    )
    assert (known["passage"], known["names_missing"], known["not_in_heading"]) == (1.0, 0.0, 1.0)
    assert (unknown["passage"], unknown["not_in_heading"]) == (0.5, 0.5)
    assert unknown["names_missing"] > 0


def test_vietnamese_accents_part_words() -> None:
    """Where the question has accents, a word with other accents is another word."""
    assert not matched("Ai là người lão luyện ở đây?", "Lào.", "vi").matches
    assert matched("Ai là người lão luyện ở đây?", "Lão.", "vi").matches


def test_shared_words() -> None:
    """A sentence with all words of the question shares all of their weight, one with none nothing."""
    first, second = found("How many boats were painted?", "Twelve boats were painted. It rained.")
    assert (first["term_match"], second["term_match"]) == (1.0, 0.0)
    assert first["term_match_of_best"] == 1.0
    assert (second["before_adds"], first["before_adds"]) == (1.0, 0.0)


def test_neighbouring_words() -> None:
    """Words that are neighbours in the question count more where they are close together in the sentence."""
    close, far = found("Who painted boats?", "She painted boats. She painted all night long with her boats.")
    assert close["pairs"] == 1.0 > far["pairs"] == 0.0
    assert close["proximity"] == 1.0 > far["proximity"] > 0.0


def test_kind_of_answer() -> None:
    """A sentence without a number does not say how many; one that has it beside the word that is counted does."""
    with_number, without = found("How many boats were painted?", "Twelve boats were painted. Some boats were painted.")
    assert "number_absent" not in with_number
    assert with_number["number_near"] > 0.7
    assert with_number["focus_near"] > 0.7
    assert without["number_absent"] == 1.0


def test_cues_of_the_kind_count() -> None:
    """Of all cues those count that are of the kind asked for."""
    text = "In 1911 Anna Bell built two boats, because it rained."
    assert cues(of_kind("number"), text) == [("two", 1)]
    assert cues(of_kind("date"), text) == [("1911", 1)]
    assert cues(of_kind("reason"), text) == [("because", 1)]
    assert cues(of_kind("list"), text) == [(",", 1)]
    assert cues(of_kind("yes_no"), text) == []


def test_organisations_count_twice() -> None:
    """For a question about an organisation, a name that looks like one counts more than another."""
    assert cues(of_kind("organisation"), "It was the Ministry of Bell.") == [("Ministry", 2), ("Bell", 1)]


def test_who_speaks_of_themselves_is_not_who() -> None:
    """A sentence in the first person does not say who is meant."""
    text = "Today I, Anna Bell, am proud. Zoe Hart is."
    assert cues(of_kind("person"), text) == [("Zoe", 1), ("Hart", 1)]
    assert ("Anna", 1) in cues(of_kind("place"), text)


def test_what_the_question_names_is_not_new() -> None:
    """A sentence that only repeats the question's own numbers and names, folded, has nothing of what is asked for."""
    text = "In 1911 the pier of Anna Bell opened."
    assert cues(of_kind("date", "What opened in 1911?"), text) == []
    assert cues(of_kind("person", "Did Anna Bell open it?"), text) == []
    assert cues(of_kind("place", "Qui vit à Tulear ?"), "Il vit à Tuléar et à Séez.", "fr") == [("Séez", 1)]


def test_kinds_without_cues() -> None:
    """A yes or a no leaves no cue; a number does."""
    assert has_cues("number")
    assert not has_cues("yes_no")
    assert not has_cues("other")


def test_missing_names() -> None:
    """A name that is neither in the passage nor above it is missing; one in another sentence of the passage is not."""
    here, elsewhere = found("How many boats were painted in Tulear?", "Twelve boats were painted. This was in Tulear.")
    assert here["names_missing"] == elsewhere["names_missing"] == 0.0
    (missing,) = found("How many boats were painted in Tulear?", "Twelve boats were painted.")
    assert missing["names_missing"] > 0


def test_rank() -> None:
    """The passage found first counts more than the second."""
    first, second = found("boats", "A boat.", "A boat.")
    assert first["rank"] > second["rank"]
    assert first["score"] > second["score"]


@pytest.mark.parametrize("language", ["en", "fr", "vi"])
@settings(max_examples=50)
@given(question=queries, text=texts)
def test_features_stay_within_bounds(question: str, text: str, language: str) -> None:
    """For any question and text, every feature is from 0 to 1."""
    read = asked(f"How many {question}?")
    if read.words:
        for row in measure(read, match_sentences(read, [source(text, language)])):
            assert all(-1e-9 <= value <= 1 + 1e-9 for value in row.values()), row
