"""The picture of what countries' statements say."""

from pathlib import Path

import pytest

from indexer.index.folders import live_folder
from indexer.index.generation import open_generation
from service.pages.overview import OverviewView, overview_view
from service.registers.register_labels import RegisterLabels
from service.registers.request import RegisterRequest
from service.registers.store import RegisterStore
from service.web.facet_labels import FacetLabels
from service.web.urls import Urls


@pytest.fixture(scope="module")
def names(small_index: Path) -> RegisterLabels:
    """The names of the register of statements of the small index."""
    generation = open_generation(live_folder(small_index))
    store = RegisterStore(generation)
    corpus = FacetLabels(generation.taxonomy, dict(generation.documents), generation.languages)
    return RegisterLabels(corpus, store, store.commitment_register)


def picture(names: RegisterLabels, **filters: tuple[str, ...]) -> OverviewView:
    found = names.register.find(RegisterRequest(filters=filters))
    return overview_view(found, names, Urls())


def test_numbers_add_up(names: RegisterLabels) -> None:
    """A country's cells add up to its total, and the countries with most statements come first."""
    countries = picture(names).countries
    named = [country.total for country in countries if country.address]
    assert named == sorted(named, reverse=True)
    for country in countries:
        assert sum(cell.count for cell in country.cells) == country.total


def test_bars_are_to_scale(names: RegisterLabels) -> None:
    """The longest bar is a hundred, the others in proportion; stretches follow on each other."""
    drawn = [country for country in picture(names).countries if country.bar]
    longest = max(country.total for country in drawn)
    for country in drawn:
        assert sum(stretch.width for stretch in country.bar) == pytest.approx(100 * country.total / longest, abs=0.1)
        ends = [stretch.start + stretch.width for stretch in country.bar]
        assert [stretch.start for stretch in country.bar[1:]] == pytest.approx(ends[:-1], abs=0.02)


def test_it_follows_the_choice(names: RegisterLabels) -> None:
    """With a country chosen, the picture shows that one; its numbers lead to the statements within the choice."""
    view = picture(names, country=("NAM",), status=("achieved",))
    (country,) = view.countries
    assert country.label == "Namibia"
    assert {cell.status for cell in country.cells if cell.count} <= {"achieved"}
    assert country.cells[0].address == "/commitments?country=NAM&status=decided"
