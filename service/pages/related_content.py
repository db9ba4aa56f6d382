"""Content related to a passage or a document, as links with their evidence."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from service.schemas.citation import page_words
from service.search.protocol import SearchRequest
from service.search.related_content import Mention, MentionedBy, RelatedContent, Translation, TranslationEvidence
from service.translations.messages import N_, gettext
from service.web.facet_labels import FacetLabels
from service.web.urls import Urls

MENTIONED_BY: dict[MentionedBy, str] = {
    "title": N_("names its title"),
    "symbol": N_("names its symbol"),
    "link": N_("links to it"),
}

EVIDENCE: dict[TranslationEvidence, str] = {
    "symbol": N_("the same symbol"),
    "isbn": N_("the same ISBN"),
    "title": N_("the corpus names both titles"),
    "address": N_("the same address but for the language"),
    "file": N_("the same file name but for the language"),
}


@dataclass(frozen=True, slots=True)
class OnwardLink:
    """A link to a passage, page or document, with the title, language and kind of its document, and the evidence.

    `words` are shared words, `pages` are in words, `more` is the URL of a search for the words in that document.
    """

    url: str
    title: str
    language: str
    official: bool
    kind: str
    pages: str
    evidence: str
    words: tuple[str, ...] = ()
    more: str = ""


@dataclass(frozen=True, slots=True)
class RelatedContentView:
    """Passages on the same subject, documents that name this one, and this one in other languages."""

    related: tuple[OnwardLink, ...]
    mentions: tuple[OnwardLink, ...]
    translations: tuple[OnwardLink, ...]


def related_content_view(related_content: RelatedContent, labels: FacetLabels, urls: Urls) -> RelatedContentView:
    """Return the view of the content related to a passage."""
    return RelatedContentView(
        related=tuple(_related(related_content, labels, urls)),
        mentions=mention_links(related_content.mentions, labels, urls),
        translations=translation_links(related_content.translations, labels, urls),
    )


def _related(related_content: RelatedContent, labels: FacetLabels, urls: Urls) -> Iterable[OnwardLink]:
    for each in related_content.related:
        passage, document = each.passage, each.document
        search = SearchRequest(text=" ".join(each.words), match="any", filters={"document": (document.id,)})
        yield OnwardLink(
            url=urls.passage(passage.id),
            title=document.source.title,
            language=passage.language,
            official=document.source.official,
            kind=labels.value("kind", document.source.kind),
            pages=page_words(passage, document, first=True),
            evidence=gettext("The documents are linked.") if each.is_linked else "",
            words=each.words,
            more=urls.search(search),
        )


def mention_links(mentions: Sequence[Mention], labels: FacetLabels, urls: Urls) -> tuple[OnwardLink, ...]:
    """Return links to the passages and pages that name a document."""
    return tuple(
        OnwardLink(
            url=urls.passage(each.passage.id) if each.passage else urls.page(each.document, each.page),
            title=each.document.source.title,
            language=each.document.source.languages[0] if each.document.source.languages else "",
            official=each.document.source.official,
            kind=labels.value("kind", each.document.source.kind),
            pages=page_words(each.passage, each.document, first=True) if each.passage else "",
            evidence=gettext(MENTIONED_BY[each.by]),
        )
        for each in mentions
    )


def translation_links(translations: Sequence[Translation], labels: FacetLabels, urls: Urls) -> tuple[OnwardLink, ...]:
    """Return links to a document in other languages, at the page of the same number where there is one."""
    return tuple(
        OnwardLink(
            url=urls.page(each.document, each.page) if each.page else urls.document(each.document.id),
            title=each.document.source.title,
            language=each.language,
            official=each.document.source.official,
            kind=labels.value("kind", each.document.source.kind),
            pages=gettext("the page of the same number") if each.page > 1 else "",
            evidence=gettext(EVIDENCE[each.evidence]),
        )
        for each in translations
    )
