"""What rules a sentence out as an answer."""

from collections.abc import Sequence

import pytest

from service.answers.ranked_sentences import load_model, rank_sentences
from tests.service.answers.questions import asked, source


def left(question: str, text: str, language: str = "en", other_places: Sequence[str] = ()) -> list[str]:
    """Return the sentences of a text that are not ruled out as answers, in their order."""
    found = rank_sentences(asked(question), [source(text, language, other_places=other_places)], load_model())
    return [each.text for each in sorted(found, key=lambda each: each.start) if not each.ruled_out]


@pytest.mark.parametrize(
    ("question", "answers", "others"),
    [
        ("How many boats sank in the harbour?", "Twelve boats sank in the harbour.", "Boats sank in the harbour."),
        ("How many boats sank?", "In that year 12 boats sank.", "Of all boats 12 per cent sank."),
        ("How many boats sank?", "In that year 12 boats sank.", "Boats sank in phase 2."),
        ("How many sawyers are there?", "There are 40 sawyers.", "Sawyers wait from 3 to 4 months for boats."),
        ("How many sawyers are there?", "There are 6.5 thousand sawyers.", "Sawyers own 6.5 boats on average."),
        (
            "How many sawyers have a boat?",
            "There are 12 sawyers with a boat.",
            "Two thirds of sawyers have a boat.",
        ),
        ("How many sawyers have a boat?", "There are 12 sawyers with a boat.", "One in eight sawyers have a boat."),
        ("How many hours do sawyers work?", "Sawyers do work 40 hours.", "Sawyers do work."),
        ("How many boats are there?", "There are 77 boats.", "Table 12 has boats."),
        ("What is the number of boats?", "There are 77 boats.", "3. The number of boats is not known."),
        ("What is the number of boats?", "There are 77 boats.", "Action Raft-2.3: count the number of boats."),
        ("When did the boats sink?", "The boats did sink in May 1911.", "The boats did sink in a storm."),
        ("How long do sawyers have to claim?", "Sawyers claim within 14 days.", "Sawyers claim 14 crowns."),
        (
            "Which craft has no inspector?",
            "The craft of charcoal lacks one.",
            "The craft of weaving has one inspector.",
        ),
        ("Where is the head office?", "The head office is in Tulear.", "The head office helps Tulear."),
        ("What is a raft?", "A raft is a flat boat of logs.", "A raft master is a person on a raft."),
        ("What is a raft?", "Raft: a flat boat of logs.", "They went away on a raft."),
        ("What is a raft in Tulear?", "A raft is a flat boat of logs.", "They went away on a raft."),
        ("How does Tulear define rafts?", "Tulear defines rafts as boats of logs.", "Bell defines rafts as boats."),
        ("Who is the minister of woods?", "Anna Bell is the minister of woods.", "The minister of woods pays it."),
        (
            "Who is the minister of woods?",
            "The minister, Anna Bell, was glad.",
            "The minister, who was glad, met Bell.",
        ),
        ("Which company paints boats?", "The Bell Company paints boats.", "People of Tulear paint boats."),
        ("Who paints the boats?", "The boats are painted by Bell.", "Who paints the boats?"),
    ],
)
def test_rules(question: str, answers: str, others: str) -> None:
    """A sentence that has what is asked for stays, one that only has the words does not."""
    assert left(question, f"{answers} {others}") == [answers]


def test_scraps() -> None:
    """Dots, numbers and single words are no sentences."""
    assert left("Which boats sank?", "....... .......\n12 | 13 | 14\nBoats\nThe old boats sank.") == [
        "The old boats sank."
    ]


def test_a_value_is_no_scrap() -> None:
    """A name with its number says how many there are, in two words."""
    assert left("How many boats sank?", "Boats sank: 77\nBoats: no") == ["Boats sank: 77"]


def test_each_its_own_subject() -> None:
    """Where a passage speaks of Harrow and of Tansley, what is said of Tansley does not answer for Harrow."""
    text = "Tansley plans to ratify the Pact on Rafts in 2035. Harrow has ratified the Pact on Rafts."
    assert left("When did Harrow ratify the Pact on Rafts?", text) == []
    assert left("When does Tansley ratify the Pact on Rafts?", text) == [text.split(". ", maxsplit=1)[0] + "."]


def test_other_countries() -> None:
    """A sentence that names other countries and not the one asked about does not answer."""
    text = "Peru painted 12 boats. Some 14 boats were painted."
    assert left("How many boats were painted in Chile?", text, other_places=["peru"]) == ["Some 14 boats were painted."]
    assert left("How many boats were painted in Peru?", text, other_places=["chile"])[0] == "Peru painted 12 boats."


def test_names_have_capitals() -> None:
    """A word in small letters is no country."""
    text = "They drank from china, 14 boats of it."
    assert left("How many boats were there in Chile?", text, other_places=["china"]) == [text]


def test_definitions_by_one_of_whom_the_document_speaks() -> None:
    """Where a document speaks of someone throughout, its definitions are theirs."""
    text, question = "Rafts are defined as boats of logs.", "How does Tulear define rafts?"
    name = [word.token for word in asked(question).words].index("tulear")
    for share, count in ((0.5, 0), (1.0, 1)):
        found = rank_sentences(asked(question), [source(text, mentions={name: share})], load_model())
        assert sum(not each.ruled_out for each in found) == count


def test_a_negative_answer_to_yes_or_no() -> None:
    """A question for yes or no is answered by either."""
    assert left("Is there a fee for boats?", "No fee is charged for boats.") == ["No fee is charged for boats."]
