"""What browsers print without its being text."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from indexer.read.html.rendered_text import write_rendered_text
from indexer.read.html.whole_page import extract_whole_page

FRACTION = "<mfrac><mrow><mi>a</mi><mo>+</mo><mn>1</mn></mrow><msup><mi>b</mi><mn>2</mn></msup></mfrac>"  # (a+1)/b²


def printed(body: str, limit: int = 1_000) -> list[str]:
    page = LexborHTMLParser(f"<body>{body}</body>")
    write_rendered_text(page, limit)
    assert page.body is not None
    return [block.text for block in extract_whole_page(page.body)]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>1,250<sup>3</sup> boats<sup><a href='#n4'>4</a></sup>", "1,250 boats"),
        ("<p>on 10<sup>4</sup> acres, 30 m<sup>2</sup>", "on 10⁴ acres, 30 m²"),
        ("<p>The 19<sup>th</sup> of CO<sub>2</sub>", "The 19th of CO2"),
        ("<p>1250<a href='#fn3'>3</a> boats, see <a href='#p3'>3</a>", "1250 boats, see 3"),
        ("<p>the end.<a href='#fn3'>3</a>", "the end."),
        ("<p>30 m<a role=doc-noteref href='#x'>2</a> wide", "30 m wide"),
        ("<p>1,250<span style='vertical-align: super'>7</span> boats", "1,250 boats"),
        (f"<p><math><mi>x</mi><mo>=</mo>{FRACTION}</math> holds", "x=(a+1)/b² holds"),
        ("<math><msqrt><mi>n</mi></msqrt><msub><mi>T</mi><mi>w</mi></msub><annotation>x</annotation></math>", "√nTw"),
    ],
)  # fmt: skip
def test_raised_figures_and_formulas(body: str, text: str) -> None:
    """Marks of notes go, whatever marks them; exponents and fractions keep their sense."""
    assert printed(body) == [text]


@pytest.mark.parametrize(
    ("body", "items"),
    [
        ("<ol start=4><li>x<li>y</ol>", ["4. x", "5. y"]),
        ("<ol><li>x<li value=9>y<li><p>z</p></ol>", ["1. x", "9. y", "10. z"]),
        ("<ol reversed><li>x<li>y</ol>", ["2. x", "1. y"]),
        ("<ol type=I><li>x<ol style='list-style-type: lower-alpha'><li>y</ol><li>z</ol>", ["I. x", "a. y", "II. z"]),
        ("<ol style='list-style:none'><li>x</ol>", ["x"]),
        ("<ol><li>1. x<li></ol>", ["1. x"]),
        ("<p>Do:<br>1. x<br>2. y</p>", ["Do:", "1. x", "2. y"]),
    ],
)
def test_lists_have_their_numbers(body: str, items: list[str]) -> None:
    """By start, value, direction and form; those that are typed are not written twice, and begin items."""
    assert printed(body) == items


def test_cells_are_repeated_in_the_rows_that_they_cover() -> None:
    """At their column, and not beyond their part of the table; rows inside of cells are left alone."""
    table = """<table><thead><tr><th rowspan=9>Valley<th colspan=2>Wage<tr><th>2029<th>2030</thead>
    <tr><td rowspan=2>Upper<td>11<td rowspan=0>13<tr><td>12<td>14<tr><td>Lower<td>9</table>"""
    assert printed(table) == [
        "Valley | Wage",
        "Valley | 2029 | 2030",
        "Upper | 11 | 13",
        "Upper | 12 | 14",
        "Lower | 9",
    ]


def test_repeated_cells_are_bounded() -> None:
    """A cell that claims thousands of rows adds no more than the limit."""
    rows = "<tr><td>x</td></tr>" * 100
    table = f"<table><tr><td rowspan=60000>{'long ' * 10}</td><td>y</td></tr>{rows}</table>"
    assert sum("long" in row for row in printed(table, limit=500)) < 12
