"""What a query makes marked."""

from indexer.analysis.terms import query_terms
from service.query.grammar import parse
from service.search.highlight_terms import highlight_terms


def test_each_kind_of_item_is_wanted_in_its_own_form() -> None:
    """Words as stems of every language, phrases and beginnings as written, all by the place of their clause."""
    wanted = highlight_terms(parse('inspections "of labour" audit* coffee OR cocoa -toolkit'), ("en", "es"))
    places = {"inspections": 0, "coffee": 3, "cocoa": 3}
    assert wanted.terms == {term: place for word, place in places.items() for term in query_terms(word, ("en", "es"))}
    assert wanted.phrases == {("of", "labour"): 1}
    assert wanted.prefixes == {"audit": 2}
    assert wanted.words == {}


def test_stop_words_are_wanted_as_written() -> None:
    """A query of stop words marks those very words."""
    assert highlight_terms(parse("of the"), ("en",)).words == {"of": 0, "the": 1}
