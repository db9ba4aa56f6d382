"""The labels of facet values and languages, by every name that people give them."""

from pathlib import Path

import pytest

from service.search.local_engine import LocalEngine
from service.translations.formats import language_name
from service.web.facet_labels import FacetLabels, language_code
from tests.conftest import FACETS


@pytest.fixture(scope="module")
def names(small_index: Path) -> FacetLabels:
    return FacetLabels.of(LocalEngine(small_index).info())


@pytest.mark.parametrize(
    ("facet", "name", "value"),
    [
        ("country", "NAM", "NAM"),
        ("country", "nam", "NAM"),
        ("country", "Namibie", "NAM"),
        ("country", "Vietnam", "VNM"),
        ("country", "Việt Nam", "VNM"),
        ("country", "Malagasy", "MDG"),
        ("sector", "textiles", "textiles"),
        ("chain", "fisheries-namibia", "fisheries-namibia"),
        ("topic", "trabajo forzoso", "forced-labour"),
        ("audience", "Employers", "employers"),
        ("kind", "Toolkit", "toolkit"),
        ("language", "Français", "fr"),
        ("country", "Atlantis", None),
        ("country", "", None),
        ("country", "🙂", None),
        ("document", "nothing", None),
    ],
)
def test_find(names: FacetLabels, facet: str, name: str, value: str | None) -> None:
    """Codes, slugs, labels and aliases in four languages lead to the value; nothing else does."""
    assert names.find(facet, name) == value


def test_documents(names: FacetLabels) -> None:
    """A document is found by its id and shown by its title."""
    for identity, document in names.documents.items():
        assert names.find("document", identity) == identity
        assert names.value("document", identity) == document.source.title


def test_labels(names: FacetLabels) -> None:
    """Every facet has a label, and a value without one is shown as it is."""
    assert all(names.facet(facet) for facet in FACETS)
    assert names.value("country", "VNM") == "Viet Nam"
    assert names.value("language", "es") == "Español"
    assert names.value("topic", "unheard-of") == "unheard-of"


def test_accepted(names: FacetLabels) -> None:
    """Accepted values are listed with labels, and a long list is shortened."""
    assert "NAM (Namibia)" in names.accepted("country")
    assert "es (Español)" in names.accepted("language")
    assert names.accepted("topic").endswith("…")


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("es", "es"),
        ("ES", "es"),
        ("es-CO", "es"),
        ("Español", "es"),
        ("espanol", "es"),
        ("Spanish", "es"),
        ("tiếng việt", "vi"),
        ("Klingon", None),
        ("", None),
        ("-", None),
    ],
)
def test_code(name: str, code: str | None) -> None:
    """Codes with or without a region and both names of a language are understood."""
    assert language_code(name) == code


def test_name() -> None:
    """A language is called what its speakers call it; one that we do not know by its code."""
    assert language_name("fr") == "Français"
    assert language_name("tlh") == "tlh"
