"""The Whoosh schema. Every field holds terms that our own analysis made; Whoosh adds nothing to them.

    title    stems of the document's title
    heading  stems of the section path, with their places
    context  names of the countries and sectors that the passage is tagged with, in every language
    body     stems of the passage without stop words, each at the place of its first word
    exact    every folded word of the passage with its place, for exact phrases and prefixes

A place is the number of a word in the passage (in `heading`, in the section path), from 0: stop words count, and a
term that stands for two words stands at the first. A passage's number in the index is its ordinal in the generation.
Nothing is stored in Whoosh.
"""

from whoosh.analysis import KeywordAnalyzer
from whoosh.fields import TEXT, Schema

SCHEMA_VERSION = 6
"""Rises when the layout of a generation changes; a service refuses a generation of another version."""

STEMMED_FIELDS = ("title", "heading", "context", "body")
EXACT_FIELD = "exact"
POSITION_FIELDS = ("heading", "body", EXACT_FIELD)
"""The fields that hold the places of their terms."""


def schema() -> Schema:
    """A new schema. The analyzer only splits at white space, for those who open the index with Whoosh alone."""
    names = (*STEMMED_FIELDS, EXACT_FIELD)
    return Schema(**{name: TEXT(analyzer=KeywordAnalyzer(), phrase=name in POSITION_FIELDS) for name in names})
