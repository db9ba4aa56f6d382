"""Asks an index with whatever Whoosh this Python has: PYTHON tests/whoosh_answers.py FOLDER

Needs nothing but Whoosh, so that it runs in an environment of any continuation of it. Prints the number of documents
and, for each query, the documents that match (in order of number) and the best ones (in order of score) as JSON.
"""

import json
import sys

from whoosh.index import open_dir
from whoosh.query import And, AndNot, Or, Phrase, Prefix, Term

QUERIES = {
    "a stem": Term("body", "inspect"),
    "a stem of the title": Term("title", "namibia"),
    "a stem of a heading": Term("heading", "toolkit"),
    "the name of a tag": Term("context", "colombia"),
    "a word as written": Term("exact", "inspectors"),
    "a phrase": Phrase("exact", ["freedom", "of", "association"]),
    "the beginning of words": Prefix("exact", "certif"),
    "all of several": And([Term("body", "inspect"), Term("context", "namibia")]),
    "any of several": Or([Term("body", "coffe"), Term("body", "vessel")]),
    "one without the other": AndNot(Term("body", "inspect"), Phrase("exact", ["labour", "inspection"])),
}

with open_dir(sys.argv[1], readonly=True).searcher() as searcher:
    answers = {
        name: {
            "matching": list(query.docs(searcher)),
            "best": [[hit.docnum, round(hit.score, 6)] for hit in searcher.search(query, limit=10)],
        }
        for name, query in QUERIES.items()
    }
    print(json.dumps({"documents": searcher.doc_count(), "answers": answers}))  # noqa: T201 - what it is for
