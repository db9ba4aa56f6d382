"""The JSON of the record of a search: what was searched for, where, what was tried, and what was found or not."""

import hashlib
from typing import Self

from pydantic import Field

from service.schemas.comparison import SentenceSchema
from service.schemas.parts import Schema
from service.schemas.search import QuerySchema
from service.search.protocol import IndexInfo, ResultPage
from service.search.word_counts import WordCounts
from service.translations.reading_notes import reading_note

DIGEST_LENGTH = 16
"""Hexadecimal digits of a record's digest."""


class WordCountSchema(Schema):
    """Words of the query with the number of passages that have them, or their known synonyms."""

    words: list[str]
    passages: int


class ScopeSchema(Schema):
    """What was searched. `fingerprint` is the digest of everything that the index was made from."""

    generation: str
    built: str = Field(description="When the index was built (ISO 8601, UTC).")
    fingerprint: str
    documents: int
    pages: int
    passages: int
    languages: list[str]

    @classmethod
    def of(cls, info: IndexInfo) -> Self:
        return cls(
            generation=info.generation,
            built=info.built,
            fingerprint=info.fingerprint,
            documents=len(info.documents),
            pages=sum(len(document.page_labels) for document in info.documents),
            passages=info.passages,
            languages=list(info.languages),
        )


class GapSchema(Schema):
    """A document that was not searched, or not in full, and why."""

    title: str
    id: str = Field(description="The id of the document; empty for a file that no document was made of.")
    reasons: list[str]


class SearchRecordResponse(Schema):
    """The record of a search."""

    query: QuerySchema
    total: int = Field(description="Passages with every word of the query.")
    others: int = Field(description="Passages with some of the words.")
    words: list[WordCountSchema] = Field(description="Each word, phrase or alternative by itself.")
    pairs: list[WordCountSchema] = Field(description="Each two of them, where there are more than two.")
    left_out: int = Field(description="The number of further words, which were not counted.")
    spellings: list[str] = Field(description="Other spellings, from the documents' own words.")
    nearest: list[SentenceSchema] = Field(description="The best sentences of the first results.")
    scope: ScopeSchema
    gaps: list[GapSchema] = Field(description="Documents that were read in part, and files that could not be read.")
    not_searched: list[GapSchema] = Field(description="Documents that the corpus lists, but whose text is not here.")
    digest: str = Field(description="The digest of all the above: the same search of the same index has the same.")

    @classmethod
    def of(
        cls,
        page: ResultPage,
        counts: WordCounts,
        spellings: tuple[str, ...],
        nearest: list[SentenceSchema],
        info: IndexInfo,
    ) -> Self:
        indexed = {document.id for document in info.documents}
        incomplete = [document for document in info.documents if document.warnings]
        record = cls(
            query=QuerySchema.of(page),
            total=page.asked_total,
            others=page.total - page.asked_total + page.others,
            words=[WordCountSchema(words=[text], passages=count) for text, count in counts.words],
            pairs=[
                WordCountSchema(words=[counts.words[first][0], counts.words[second][0]], passages=count)
                for (first, second), count in counts.pairs
            ],
            left_out=counts.left_out,
            spellings=list(spellings),
            nearest=nearest,
            scope=ScopeSchema.of(info),
            gaps=[
                *(
                    GapSchema(title=each.source.title, id=each.id, reasons=list(map(reading_note, each.warnings)))
                    for each in incomplete
                ),
                *(GapSchema(title=each.file, id="", reasons=[reading_note(each.reason)]) for each in info.skipped),
            ],
            not_searched=[
                GapSchema(title=source.title, id=source.id, reasons=[])
                for source in info.sources
                if source.official and source.id not in indexed
            ],
            digest="",
        )
        digest = hashlib.sha256(record.model_dump_json(exclude={"digest"}).encode()).hexdigest()[:DIGEST_LENGTH]
        return record.model_copy(update={"digest": digest})
