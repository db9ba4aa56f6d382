"""The JSON of the content related to a passage."""

from typing import Self

from pydantic import Field

from service.schemas.parts import DocumentSchema, PageSchema, Schema
from service.search.related_content import (
    Mention,
    MentionedBy,
    RelatedContent,
    RelatedPassage,
    Translation,
    TranslationEvidence,
)
from service.web.urls import Urls


class RelatedSchema(Schema):
    """A passage of another document on the same subject."""

    passage: str = Field(description="Its id.")
    document: DocumentSchema
    section: list[str]
    pages: list[PageSchema]
    text: str = Field(description="Verbatim.")
    words: list[str] = Field(description="Rare words of it that the other passage has, too, the rarest first.")
    linked: bool = Field(description="Whether one of the two documents links to the other.")
    permalink: str

    @classmethod
    def of(cls, found: RelatedPassage, urls: Urls) -> Self:
        passage = found.passage
        return cls(
            passage=passage.id,
            document=DocumentSchema.of(found.document),
            section=list(passage.section),
            pages=PageSchema.all_of(passage, found.document),
            text=passage.text,
            words=list(found.words),
            linked=found.is_linked,
            permalink=urls.permalink(passage.id),
        )


class MentionSchema(Schema):
    """A document that names this one."""

    document: DocumentSchema
    by: MentionedBy = Field(description="How: by its title or symbol, in `passage`, or by a link, on `page`.")
    passage: str | None
    page: int | None = Field(description="The number of the page with the link in the file, from 1.")

    @classmethod
    def of(cls, mention: Mention) -> Self:
        return cls(
            document=DocumentSchema.of(mention.document),
            by=mention.by,
            passage=mention.passage.id if mention.passage else None,
            page=mention.page or None,
        )


class TranslationSchema(Schema):
    """The same document in another language."""

    document: DocumentSchema
    language: str
    evidence: TranslationEvidence = Field(
        description="What shows it: the same symbol or ISBN, a title that the manifest gives both, or an address or a"
        " file name that differ in the language alone."
    )
    page: int | None = Field(description="The page of the same number, where both have as many pages.")

    @classmethod
    def of(cls, found: Translation) -> Self:
        return cls(
            document=DocumentSchema.of(found.document),
            language=found.language,
            evidence=found.evidence,
            page=found.page or None,
        )


class RelatedContentResponse(Schema):
    """Content related to a passage."""

    related: list[RelatedSchema]
    mentions: list[MentionSchema] = Field(description="Documents that name the passage's document.")
    translations: list[TranslationSchema] = Field(description="The passage's document in other languages.")
    generation: str

    @classmethod
    def of(cls, related_content: RelatedContent, generation: str, urls: Urls) -> Self:
        return cls(
            related=[RelatedSchema.of(each, urls) for each in related_content.related],
            mentions=[MentionSchema.of(each) for each in related_content.mentions],
            translations=[TranslationSchema.of(each) for each in related_content.translations],
            generation=generation,
        )
