"""Quotations in a text: which is meant by a permalink, and whether it is what is cited."""

import pytest

from service.quotations.citations import cited_quotations, compare
from service.quotations.cited_file import CitedText

LINK = "https://search.example.org/q/boats/3/10-30?h=0123456789abcdef"
OTHER = "/q/boats/4/0-90/5/0-12?h=fedcba9876543210"
ORIGINAL = "The boats – all of them – are inspected before they sail, and “every crew” has a contract."


@pytest.mark.parametrize(
    ("quoted", "expected"),
    [
        (ORIGINAL, "same"),
        ('The boats - all of them - are inspected  before they\nsail, and "every crew" has a contract.', "same"),
        ("are inspected before they sail", "same"),
        ("The boats […] are inspected … and “every crew” has a contract.", "same"),
        ("The boats, all of them, are inspected before they sail", "letters"),
        ("are in-\nspected before they sail", "same"),
        ("are in\ufffespected before they sail", "same"),
        ("The boats are inspected before they sail", "altered"),
        ("and “every crew” has a contract … The boats", "altered"),
        ("The boats – all of them – are not inspected before they sail", "altered"),
        ("whatever", "none"),
    ],
)
def test_comparing(quoted: str, expected: str) -> None:
    """The same words are the same however they are typeset; parts may be left out where an ellipsis says it."""
    assert compare((quoted,), ORIGINAL)[0] == expected


def test_the_quotation_that_matches_is_meant() -> None:
    """Of several quotations before a permalink one that is right is enough; emphasis is none."""
    assert compare(("so-called", "are inspected before they sail"), ORIGINAL)[0] == "same"
    assert compare((), ORIGINAL) == ("none", "")


def test_each_permalink_has_the_quotations_before_it() -> None:
    """They are those after the permalink before it, the nearest first, in any kind of quotation marks."""
    text = f"“One is here” ({LINK}) and «two», 'three' and \"four\" ({OTHER})."
    first, second = cited_quotations(CitedText(text))
    assert (first.address.document, first.quoted) == ("boats", ("One is here",))
    assert second.quoted == ("four", "two")
    assert [span.page for span in second.address.spans] == [4, 5]


def test_links_and_their_words() -> None:
    """A link that is text, too, or that is cut into several, is one citation; the same link again is another."""
    text = f"“One” {LINK} and “two” here."
    cited = CitedText(text, [(6, LINK), (len(text) - 1, LINK)])
    assert [each.quoted for each in cited_quotations(cited)] == [("One",), ("two",)]


def test_a_permalink_over_several_lines() -> None:
    """A permalink that is broken at the end of a line is found."""
    (found,) = cited_quotations(CitedText(f"“One”\n{LINK[:40]}\n{LINK[40:]}\nMore text."))
    assert found.address.digest == "0123456789abcdef"


def test_nested_quotation_marks() -> None:
    """Quotation marks inside a quotation do not end it."""
    (found,) = cited_quotations(CitedText(f"He said “a “b” c” {LINK}"))
    assert "a “b” c" in found.quoted
