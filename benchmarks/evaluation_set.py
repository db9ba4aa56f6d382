"""Evaluation sets: passages, and questions with the passages that answer them.

A set is a folder. Each line of its `passages.jsonl` is one passage (id, doc, title, lang, text) and each line of its
`questions.jsonl` one question (id, lang, question, relevant, answer_text; optional grades, and doc where only one
document is to be searched). A set's name is its folder's.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class SetPassage:
    """A passage of a set. `doc` names its document, whose title is `title`; `lang` is an ISO 639-1 code."""

    id: str
    doc: str
    title: str
    lang: str
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question of a set.

    `grades` gives how relevant each passage is: 0 not at all, 1 or more the better the higher. `answers` are strings
    of which the right answer holds one; `doc` is the document to search in, or empty for all.
    """

    id: str
    lang: str
    text: str
    grades: Mapping[str, int]
    answers: tuple[str, ...] = ()
    doc: str = ""
    relevant: frozenset[str] = field(default=frozenset())


@dataclass(frozen=True, slots=True)
class EvaluationSet:
    """A set's passages and questions, in the order of their files."""

    name: str
    passages: tuple[SetPassage, ...]
    questions: tuple[Question, ...]


def load_set(folder: Path) -> EvaluationSet:
    """Read the set in a folder. Raise ValueError where a question names a passage that is not there."""
    passages = tuple(
        SetPassage(str(row["id"]), str(row.get("doc") or row["id"]), row.get("title") or "", row["lang"], row["text"])
        for row in _rows(folder / "passages.jsonl")
    )
    questions = tuple(_question(row) for row in _rows(folder / "questions.jsonl"))
    known = {passage.id for passage in passages}
    for question in questions:
        if missing := question.relevant - known:
            raise ValueError(f"{folder}: question {question.id} names passages that are not there: {sorted(missing)}")
    return EvaluationSet(folder.name, passages, questions)


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _question(row: dict[str, Any]) -> Question:
    grades = {str(passage_id): int(grade) for passage_id, grade in (row.get("grades") or {}).items()}
    relevant = frozenset(str(passage_id) for passage_id in row["relevant"])
    return Question(
        id=str(row["id"]),
        lang=row["lang"],
        text=row["question"],
        grades=grades or dict.fromkeys(relevant, 1),
        answers=tuple(row.get("answer_text") or ()),
        doc=str(row.get("doc") or ""),
        relevant=relevant,
    )
