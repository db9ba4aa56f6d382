"""The Whoosh schema. Every field holds terms that our own analysis made; Whoosh adds nothing to them.

    title    stems of the document's title
    heading  stems of the section path, with their positions
    context  names of the countries and sectors that the passage is tagged with, in every language
    body     stems of the passage without stop words, each at the position of its first word
    exact    every folded word of the passage with its position, for exact phrases and prefixes

A position is the number of a word in the passage (in `heading`, in the section path), from 0: stop words count, and a
term of two words has the position of the first. A passage's document number in Whoosh is its ordinal.
Nothing is stored in Whoosh.
"""

from whoosh.analysis import KeywordAnalyzer
from whoosh.fields import TEXT, Schema

SCHEMA_VERSION = 11
"""Incremented when the layout of a generation changes; a service refuses a generation of another version."""

INDEX_NAME = "MAIN"
"""Whoosh's name of the index in a folder, with which the names of its segments start."""

STEMMED_FIELDS = ("title", "heading", "context", "body")
EXACT_FIELD = "exact"
FIELDS = (*STEMMED_FIELDS, EXACT_FIELD)
POSITION_FIELDS = ("heading", "body", EXACT_FIELD)
"""The fields that hold the positions of their terms."""


def schema() -> Schema:
    """Return a new schema. The analyzer only splits at white space, for those who open the index with Whoosh alone."""
    return Schema(**{name: TEXT(analyzer=KeywordAnalyzer(), phrase=name in POSITION_FIELDS) for name in FIELDS})
