"""Who links to whom: the links of a generation's documents, noted at the sources that they lead to."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from indexer.fetch.urls import url_key
from indexer.records.document import Document
from indexer.records.source import Source


def add_backlinks(
    sources: Iterable[Source], documents: Sequence[Document]
) -> tuple[tuple[Source, ...], tuple[Document, ...]]:
    """The sources and the documents, each `linked_from` every document that has a link to its page.

    Links in texts of our own do not count. A source that is a document is given as the document has it, which knows
    its title and languages better.
    """
    linking: dict[str, list[str]] = defaultdict(list)
    for document in documents:
        if document.source.official:
            for key in dict.fromkeys(url_key(link.address) for link in document.links):
                if key is not None:
                    linking[key].append(document.id)

    def noted(source: Source) -> Source:
        key = url_key(source.page or "")
        ids = dict.fromkeys((*source.linked_from, *(linking.get(key, ()) if key else ())))
        return replace(source, linked_from=tuple(each for each in ids if each != source.id))

    indexed = {document.id: replace(document, source=noted(document.source)) for document in documents}
    known = (indexed[source.id].source if source.id in indexed else noted(source) for source in sources)
    return tuple(known), tuple(indexed.values())
