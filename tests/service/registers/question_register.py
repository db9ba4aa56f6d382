"""A third register, declared as a test: the passages that are one question."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from indexer.records.passage import Span
from service.registers.context import RegisterContext
from service.registers.export import LOCATION_COLUMNS, ExportColumn
from service.registers.register import Row
from service.registers.request import RegisterFields
from service.registers.store import GenerationRegisters, Located, RegisterType
from service.schemas.parts import Schema
from service.schemas.register import LocatedSchema


@dataclass(frozen=True, slots=True)
class Question:
    """A passage that asks something."""

    id: str
    document: str
    passage: str
    language: str
    sentence: str
    spans: tuple[Span, ...]


class _QuestionFields(Schema):
    id: str
    sentence: str
    asks: str


class QuestionSchema(LocatedSchema, _QuestionFields):
    """A question."""


class QuestionRegister(RegisterType[Located[Question]]):
    """The questions that documents ask."""

    name = "questions"
    title = "Questions"
    nouns = ("question", "questions")
    summary = "What the documents ask."
    api_description = "Every question."
    template = "registers/questions.html"
    template_folder = Path(__file__).parent / "templates"
    fields = RegisterFields(
        facets=("asks", "country", "document", "language"), orders=("document", "length"), groups=("asks",)
    )
    order_labels: ClassVar[Mapping[str, str]] = {"document": "Order in the documents", "length": "The shortest first"}
    facet_labels: ClassVar[Mapping[str, str]] = {"asks": "Asks"}
    columns = (ExportColumn("sentence", 70), ExportColumn("asks"), *LOCATION_COLUMNS)
    record_schema = QuestionSchema

    def load(self, store: GenerationRegisters) -> Sequence[Located[Question]]:
        passages = [store.generation.passage(ordinal) for ordinal in range(store.generation.count)]
        questions = [
            Question(each.id, each.document, each.id, each.language, each.text, each.spans)
            for each in passages
            if each.text.endswith("?")
        ]
        return list(store.locate(questions))

    def row(self, row_id: int, located: Located[Question]) -> Row:
        question = located.record
        return Row(
            text=question.sentence,
            language=question.language,
            facets={**located.corpus_facets, "asks": (_asks(question),)},
            keys={"document": row_id, "length": len(question.sentence)},
        )

    def to_schema(self, located: Located[Question], context: RegisterContext) -> QuestionSchema:
        question = located.record
        return QuestionSchema(
            id=question.id, sentence=question.sentence, asks=_asks(question), **context.location(located)
        )


def _asks(question: Question) -> str:
    return question.sentence.split()[0].lower()


QUESTIONS = QuestionRegister()
