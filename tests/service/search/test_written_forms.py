"""Spelling variants of a word, number or date are found and highlighted, whichever of them is typed."""

import pytest

from benchmarks.passages import Row, build_generation
from service.search.local_engine import LocalEngine
from service.search.protocol import SearchRequest

FORMS = {
    "US dollars": "US$100|US $100|USD 100|100 US dollars|100 dollars US|100 dólares estadounidenses",
    "euros": "€5 million|EUR 5 million|5m euros|5 millones de euros|5 millions d'euros|€5,000,000",
    "ringgit": "RM 1,500|RM1,500|MYR 1500|1,500 ringgit",
    "Namibia dollars": "N$250|N$ 250|NAD 250|250 Namibia dollars",
    "ariary": "Ar 70,000|MGA 70 000|70 000 ariary",
    "dong": "7 triệu đồng|VND 7 million|7.000.000 đồng",
    "pesos": "COP 900|900 pesos colombianos|COP $900",
    "francs": "3 000 FCFA|3,000 francs CFA",
    "numbers": "1.6 million|1,600,000|1 600 000|1,6 millones",
    "shares": "62 per cent|62%|62 %|62 por ciento|62 pour cent",
    "a day": "12 June 2020|June 12, 2020|12 de junio de 2020|12 juin 2020|2020-06-12|ngày 12 tháng 6 năm 2020",
    "a month": "March 2019|marzo de 2019|mars 2019|tháng 3 năm 2019",
    "a convention": "C188|C.188|Convention No. 188|Convenio núm. 188|convention n° 188|Convention 188|Công ước số 188",
}
"""Ways of writing the same; no two groups share a number."""

SENTENCE = "The parties reported {} in their note to the council."


@pytest.fixture(scope="module", params=[True, False], ids=["image", "whoosh"])
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> LocalEngine:
    """An engine over a passage for each way of writing each of these things."""
    data = tmp_path_factory.mktemp("forms")
    rows = [
        Row("note", "Note", SENTENCE.format(text), (), "trade") for each in FORMS.values() for text in each.split("|")
    ]
    build_generation(rows, data)
    return LocalEngine(data, image=request.param)


def found(engine: LocalEngine, query: str) -> dict[str, str]:
    """Return the highlighted text of each passage found, by the written form in the passage."""
    page = engine.search(SearchRequest(query, page_size=50))
    head, tail = SENTENCE.split("{}")
    return {
        hit.passage.text.removeprefix(head).removesuffix(tail): " … ".join(
            part.text for snippet in hit.snippets for part in snippet if part.match
        )
        for hit in page.hits[: page.total]
    }


@pytest.mark.parametrize("name", FORMS)
def test_each_form_finds_all(engine: LocalEngine, name: str) -> None:
    """Each written form finds all of them and nothing else, and each is highlighted whole."""
    forms = FORMS[name].split("|")
    for asked in forms:
        marked = found(engine, asked)
        assert set(marked) == set(forms)
        if name != "shares":
            assert all(mark == text for text, mark in marked.items())


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("$100", "US dollars"),
        ("100 dollars", "US dollars"),
        ("100", "US dollars"),
        ("5 million", "euros"),
        ("5000000", "euros"),
        ("1500", "ringgit"),
        ("12 June", "a day"),
        ("June 2020", "a day"),
        ("2020", "a day"),
        ("2019", "a month"),
        ("188", "a convention"),
    ],
)
def test_less_exact_questions(engine: LocalEngine, query: str, expected: str) -> None:
    """An amount is found by its number and without its country; a day by its month and by its year."""
    assert set(found(engine, query)) == set(FORMS[expected].split("|"))


def test_other_dollars_are_not_dollars_of_the_united_states(engine: LocalEngine) -> None:
    """A dollar is found as one of any country; one of a country is not found as another's."""
    assert set(found(engine, "$250")) == set(FORMS["Namibia dollars"].split("|"))
    assert not engine.search(SearchRequest("US$250")).total


def test_the_year_alone_is_marked_alone(engine: LocalEngine) -> None:
    """Only the word that was typed is highlighted, not the date or amount around it."""
    assert found(engine, "2020")["12 June 2020"] == "2020"
    assert found(engine, "million")["€5 million"] == "million"


def test_exact_phrases_are_as_written(engine: LocalEngine) -> None:
    """A phrase finds its words, one after the other, and no other way of writing them."""
    assert set(found(engine, '"12 June 2020"')) == {"12 June 2020"}
    assert set(found(engine, '"reported 5 million"')) == {"€5 million"}
    assert set(found(engine, '"reported 100"')) == {
        "100 US dollars",
        "100 dollars US",
        "100 dólares estadounidenses",
    }
