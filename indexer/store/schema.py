"""The Whoosh schema. Every field holds terms that our own analysis made; Whoosh adds nothing to them.

    title    stems of the document's title
    heading  stems of the section path
    context  names of the countries and sectors that the passage is tagged with, in every language
    body     stems of the passage without stop words
    exact    every folded word of the passage with its position, for exact phrases and prefixes

A passage's number in the index is its ordinal in the generation. Nothing is stored in Whoosh.
"""

from whoosh.analysis import KeywordAnalyzer
from whoosh.fields import TEXT, Schema

SCHEMA_VERSION = 1
"""Rises when the layout of a generation changes; a service refuses a generation of another version."""

STEMMED_FIELDS = ("title", "heading", "context", "body")
EXACT_FIELD = "exact"


def schema() -> Schema:
    """A new schema. The analyzer only splits at white space, for those who open the index with Whoosh alone."""
    fields = {name: TEXT(analyzer=KeywordAnalyzer(), phrase=name == EXACT_FIELD) for name in STEMMED_FIELDS}
    return Schema(**fields, exact=TEXT(analyzer=KeywordAnalyzer(), phrase=True))
