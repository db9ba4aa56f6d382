"""Links between documents, noted at the sources that they lead to."""

from msgspec.structs import replace

from indexer.documents.document_builder import add_backlinks
from indexer.records.document import Document
from indexer.records.reading import Link
from indexer.records.source import Source

TOOLKIT = Source(id="toolkit", title="Toolkit", kind="toolkit", url="https://a.example/toolkit", linked_from=("old",))
REPORT = Source(id="report", title="Report", kind="report", url="https://a.example/report")


def document(source: Source, *addresses: str) -> Document:
    links = tuple(Link(1, address, "words") for address in addresses)
    return Document(source, "file.pdf", "", (), links, (), 0, 0)


def test_a_link_is_noted_where_it_leads() -> None:
    """Once for each document, after what the manifest says, whatever the way in which the address is written."""
    report = document(REPORT, "http://a.example/toolkit/", "https://a.example/toolkit#page=2", "mailto:a@a.example")
    sources, _ = add_backlinks((TOOLKIT, REPORT), (report,))
    assert [source.linked_from for source in sources] == [("old", "report"), ()]


def test_documents_and_sources_say_the_same() -> None:
    """A source that is a document is given as the document knows it."""
    indexed = document(replace(TOOLKIT, title="Its own title", languages=("es",)))
    sources, documents = add_backlinks((TOOLKIT,), (indexed, document(REPORT, "https://a.example/toolkit")))
    assert sources[0] == documents[0].source
    assert sources[0].title == "Its own title"
    assert sources[0].linked_from == ("old", "report")
    assert len(sources) == 1, "a document that no manifest names is no source of it"


def test_neither_our_own_texts_nor_a_document_itself_count() -> None:
    """The briefing links as we do; a document's link to its own page says nothing."""
    briefing = document(Source(id="card", title="Card", kind="briefing", official=False), "https://a.example/report")
    sources, _ = add_backlinks((REPORT,), (briefing, document(REPORT, "https://a.example/report")))
    assert sources == (REPORT,)
