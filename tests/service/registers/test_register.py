"""Records are filtered, searched, counted, ordered, grouped and paged as plain loops over them would do it."""

import random
from collections import Counter
from collections.abc import Mapping

import numpy as np
import pytest

from service.query.grammar import parse
from service.query.limits import MAX_TERMS
from service.registers.register import FacetColumn, Register, Row, TextIndex
from service.registers.request import NO_VALUE, PageRow, RegisterFields, RegisterRequest

SHAPE = RegisterFields(facets=("country", "status"), orders=("document", "year"), groups=("country", "status"))


def entry(text: str, place: int, year: int = 0, **facets: tuple[str, ...]) -> Row:
    """A record in English."""
    return Row(text, "en", facets, {"document": place, "year": -year})


ENTRIES = (
    entry("The council adopted the plan for the harbour.", 0, 2020, country=("XAA",), status=("decided",)),
    entry("Inspectors will be trained in both harbours.", 1, 2022, country=("XAA", "XBB"), status=("planned",)),
    entry("The plan is expected to help.", 2, 2021, status=("expected",)),
    entry("Ministries of the islands decided to inspect.", 3, 2022, country=("XBB",), status=("decided",)),
)
REGISTER = Register(ENTRIES, SHAPE)


def places(request: RegisterRequest, register: Register = REGISTER) -> list[int]:
    return [row.row_id for row in register.find(request).rows]


def counted(request: RegisterRequest, facet: str) -> dict[str, int]:
    return {count.value: count.count for count in REGISTER.find(request).facets[facet]}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [0, 1, 2, 3]),
        ("harbour", [0, 1]),
        ("harbour plan", [0]),
        ("inspector", [1]),
        ("inspect*", [1, 3]),
        ('"the plan"', [0, 2]),
        ('"plan the"', []),
        ("plan -harbour", [2]),
        ("council OR ministries", [0, 3]),
        ("will", [1]),
        ("zeppelin", []),
        ("?!", [0, 1, 2, 3]),
    ],
)
def test_words(text: str, expected: list[int]) -> None:
    """Searching a register uses the query grammar; the record must have all words."""
    assert places(RegisterRequest(text=text)) == expected


def test_too_many_terms() -> None:
    """A query has as many terms as a search may have; what is left out is said."""
    found = REGISTER.find(RegisterRequest(text=" OR ".join(f"harb{number}*" for number in range(100))))
    ((words, reason),) = found.ignored
    assert len(words.split()) == 100 - MAX_TERMS
    assert str(MAX_TERMS) in reason


def test_filters_combine() -> None:
    """Values of a facet are alternatives, facets combine, and a value that no record has finds none."""
    assert places(RegisterRequest(filters={"country": ("XAA", "XBB"), "status": ("decided",)})) == [0, 3]
    assert places(RegisterRequest(filters={"country": ("XCC",)})) == []


def test_counts_leave_their_own_facet_out() -> None:
    """A facet counts what choosing another of its values would add; a chosen value is always named."""
    request = RegisterRequest(filters={"country": ("XAA",)})
    assert counted(request, "country") == {"XAA": 2, "XBB": 2}
    assert counted(request, "status") == {"decided": 1, "planned": 1}
    assert counted(RegisterRequest(text="zeppelin", filters={"country": ("XAA",)}), "country") == {"XAA": 0}


def test_orders() -> None:
    """Records come in the order asked for; equal ones keep their own."""
    assert places(RegisterRequest(order="year")) == [1, 3, 2, 0]


def test_pages() -> None:
    """Pages follow on each other, end where the rows end, and may be one."""
    assert [places(RegisterRequest(page=page, page_size=3)) for page in (1, 2, 3)] == [[0, 1, 2], [3], []]
    assert places(RegisterRequest(page_size=0)) == [0, 1, 2, 3]


def test_groups() -> None:
    """A record is listed under each of its values; the largest group comes first, that of no value last."""
    found = REGISTER.find(RegisterRequest(group="country"))
    assert found.rows == (
        PageRow(0, "XAA"),
        PageRow(1, "XAA"),
        PageRow(1, "XBB"),
        PageRow(3, "XBB"),
        PageRow(2, NO_VALUE),
    )
    assert [(group.value, group.count) for group in found.groups] == [("XAA", 2), ("XBB", 2), (NO_VALUE, 1)]
    assert (found.total, found.listed) == (4, 5)


def test_groups_are_those_chosen() -> None:
    """With selected values, there are groups only of these."""
    found = REGISTER.find(RegisterRequest(group="country", filters={"country": ("XBB",)}))
    assert found.rows == (PageRow(1, "XBB"), PageRow(3, "XBB"))


def test_crossed_counts() -> None:
    """Two facets are counted against each other, over what is chosen."""
    assert REGISTER.crosstab(RegisterRequest(text="-inspectors"), "country", "status") == {
        ("XAA", "decided"): 1,
        ("XBB", "decided"): 1,
        (NO_VALUE, "expected"): 1,
    }


def test_an_empty_register() -> None:
    """Without records there is nothing to find, and no fault."""
    empty = Register((), SHAPE)
    found = empty.find(RegisterRequest(text="plan", filters={"country": ("XAA",)}, group="status"))
    assert (found.total, found.rows, found.groups) == (0, (), ())
    assert empty.crosstab(RegisterRequest(), "country", "status") == {}


def some_entries(chance: random.Random, count: int) -> list[Row]:
    """Records with random values."""
    words = "plan harbour inspector council training wage contract boat".split()
    return [
        entry(
            " ".join(chance.choices(words, k=4)),
            place,
            chance.randint(2018, 2024),
            country=tuple(sorted(chance.sample(["XAA", "XBB", "XCC"], chance.randint(0, 2)))),
            status=(chance.choice(["decided", "planned", "expected"]),),
        )
        for place in range(count)
    ]


def plainly(entries: list[Row], text: str, filters: Mapping[str, tuple[str, ...]]) -> list[int]:
    """Return the records that a loop over all of them finds, newest first."""
    found = [
        place
        for place, each in enumerate(entries)
        if (not text or text in each.text.split())
        and all(set(values) & set(each.facets.get(name, ())) for name, values in filters.items())
    ]
    return sorted(found, key=lambda place: entries[place].keys["year"])


@pytest.mark.parametrize("seed", range(20))
def test_agrees_with_plain_loops(seed: int) -> None:
    """Over random records and requests, a loop finds the same in the same order, and counts the same."""
    chance = random.Random(seed)
    entries = some_entries(chance, 80)
    register = Register(entries, SHAPE)
    filters = {"country": ("XAA", "XCC")} if seed % 2 else {"status": ("planned",), "country": ("XBB",)}
    text = chance.choice(["", "boat", "plan"])
    found = register.find(RegisterRequest(text=text, filters=filters, order="year", page_size=0))
    assert [row.row_id for row in found.rows] == plainly(entries, text, filters)
    others = {name: values for name, values in filters.items() if name != "country"}
    tally = Counter(name for place in plainly(entries, text, others) for name in entries[place].facets["country"])
    assert {count.value: count.count for count in found.facets["country"] if count.count} == tally


COLUMN = FacetColumn([("a",), ("a", "b"), (), ("c",)])


def test_facet_values() -> None:
    """Every value is listed once, in order."""
    assert COLUMN.names == ["a", "b", "c"]


def test_records_by_value() -> None:
    """Values are alternatives; one that no record has adds none."""
    assert COLUMN.with_any(["a", "c"]).tolist() == [True, True, False, True]
    assert COLUMN.with_any(["zzz"]).tolist() == [False] * 4
    assert COLUMN.missing().tolist() == [False, False, True, False]


def test_facet_counts() -> None:
    """Only the chosen records are counted, and values of none left out."""
    assert COLUMN.counts(np.array([False, True, True, False])) == {"a": 1, "b": 1}


def test_a_facet_without_values() -> None:
    """A facet that no record has is a table without rows."""
    empty = FacetColumn([(), ()])
    assert empty.names == []
    assert empty.missing().tolist() == [True, True]
    assert empty.with_any(["a"]).tolist() == [False, False]


TEXTS = (
    ("Inspectors were trained in Viet Nam.", "en"),
    ("Las inspectoras fueron capacitadas.", "es"),
    ("The événement was in Vietnam under Convention No. 188.", "en"),
    ("Inspectors were trained in Viet Nam.", "en"),
)


@pytest.mark.parametrize(
    ("query", "places"),
    [
        ("inspector", [0, 1, 3]),
        ("capacitadas", [1]),
        ("Vietnam", [0, 2, 3]),
        ("evenement", [2]),
        ("C188", [2]),
        ('"were trained in"', [0, 3]),
        ("inspec*", [0, 1, 3]),
        ("the", [2]),
        ("-inspectors", [2]),
    ],
)
def test_each_language_in_its_own_stems(query: str, places: list[int]) -> None:
    """A word meets its forms, however names, accents and conventions are written; equal texts are found together."""
    assert TextIndex(TEXTS).find(parse(query)).nonzero()[0].tolist() == places
