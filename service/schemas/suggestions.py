"""The JSON of suggestions while a query is typed."""

from collections.abc import Iterable, Sequence
from typing import Self

from pydantic import Field

from service.schemas.parts import Schema
from service.search.protocol import SearchRequest, Suggestion, SuggestionKind
from service.web.urls import Urls

Completions = tuple[str, Sequence[str], Sequence[str], Sequence[str]]
"""What was typed; the suggestions; a description of each, empty here; their addresses."""


class SuggestionSchema(Schema):
    """A name in the index that begins with what was typed, or has words that do."""

    text: str
    kind: SuggestionKind = Field(
        description="A document's title, a term of the thesaurus, a name of who acts, or a heading."
    )
    language: str = Field(description="The language of the text (ISO 639-1), empty where unknown.")
    passages: int = Field(description="About how many passages it leads to.")
    url: str = Field(description="The document's page, or the search for the text.")

    @classmethod
    def of(cls, suggestion: Suggestion, urls: Urls) -> Self:
        return cls(
            text=suggestion.text,
            kind=suggestion.kind,
            language=suggestion.language,
            passages=suggestion.passages,
            url=url_of(suggestion, urls),
        )


class SuggestResponse(Schema):
    """Suggestions for what was typed, best first."""

    query: str
    suggestions: list[SuggestionSchema]

    @classmethod
    def of(cls, text: str, suggestions: Iterable[Suggestion], urls: Urls) -> Self:
        return cls(query=text, suggestions=[SuggestionSchema.of(each, urls) for each in suggestions])


def url_of(suggestion: Suggestion, urls: Urls) -> str:
    """Return the URL of the document that a suggestion is the title of, or of the search for its text."""
    return urls.document(suggestion.document) if suggestion.document else urls.search(SearchRequest(suggestion.text))


def completions(text: str, suggestions: Sequence[Suggestion], urls: Urls, root: str) -> Completions:
    """Return suggestions in the form of the OpenSearch Suggestions extension; `root` is before each address."""
    texts = [each.text for each in suggestions]
    return text, texts, [""] * len(texts), [f"{root}{url_of(each, urls)}" for each in suggestions]
