"""Ranks texts with Xapian: run by a Python that has its module, which is seldom that of this repository.

Reads {"texts", "queries", "depth"} as JSON from stdin and writes the indexes of the best texts of each query. Texts and
queries are stemmed as English, as one stemmer must do for an index; any word of a query may match.
"""

import importlib
import json
import sys
from collections.abc import Sequence
from typing import Any


def main() -> None:
    """Rank the texts on stdin."""
    given = json.load(sys.stdin)
    json.dump(rank(given["texts"], given["queries"], given["depth"]), sys.stdout)


def rank(texts: Sequence[str], queries: Sequence[str], depth: int) -> list[list[int]]:
    """Return the indexes of the best texts for each query, the best first."""
    xapian: Any = importlib.import_module("xapian")
    stemmer = xapian.Stem("english")
    database = xapian.WritableDatabase("", xapian.DB_BACKEND_INMEMORY)
    generator = xapian.TermGenerator()
    generator.set_stemmer(stemmer)
    for text in texts:
        document = xapian.Document()
        generator.set_document(document)
        generator.index_text(text)
        database.add_document(document)
    parser = xapian.QueryParser()
    parser.set_stemmer(stemmer)
    parser.set_stemming_strategy(xapian.QueryParser.STEM_SOME)
    parser.set_database(database)
    enquire = xapian.Enquire(database)
    found = []
    for query in queries:
        enquire.set_query(parser.parse_query(query, 0))
        found.append([match.docid - 1 for match in enquire.get_mset(0, depth)])
    return found


if __name__ == "__main__":
    main()
