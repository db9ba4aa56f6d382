"""Pages have the numbers printed on them in their URLs."""

import pytest

from service.web.page_names import page_name, page_number

LABELS = ("i", "ii", "1", "2", "3", "2", "", "A/5")


@pytest.mark.parametrize(("number", "name"), [(1, "i"), (3, "1"), (4, "2"), (5, "3"), (6, "6"), (7, "7"), (8, "A/5")])
def test_names(number: int, name: str) -> None:
    """A page is named by its label; by its number in the file where another has the label, or it has none."""
    assert page_name(LABELS, number) == name
    assert page_number(LABELS, name) == number


def test_a_number_that_is_the_label_of_another_page() -> None:
    """The page with the label comes first; the other says that it is counted in the file."""
    labels = ("3", "1", "1")
    assert page_name(labels, 3) == "page-3"
    assert page_number(labels, "page-3") == 3
    assert page_number(labels, "3") == 1


@pytest.mark.parametrize("name", ["", "0", "9", "page-0", "page-9", "-1", "١", "x", "9" * 30])
def test_no_such_page(name: str) -> None:
    """There is no page with any of these."""
    assert page_number(("i", "ii"), name) is None


def test_every_page_has_a_name_of_its_own() -> None:
    """Whatever is printed on pages, each has a URL that leads to it."""
    labels = ("1", "1", "page-1", "page-2", "4", "", "2", "5")
    names = [page_name(labels, number) for number in range(1, len(labels) + 1)]
    assert [page_number(labels, name) for name in names] == list(range(1, len(labels) + 1))
