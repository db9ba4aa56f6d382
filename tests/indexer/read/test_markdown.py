"""Markdown."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.errors import ReadingError
from indexer.read import markdown
from indexer.read.sandbox.limits import Limits
from indexer.records.reading import Link, PageLabel, Reading
from tests.indexer.read.readings import assert_sound

BRIEFING = """\
# Harbours

The *new* pier cost **US\\$2.6 million**, says [the port](https://example.org/port
"its page"). See <u>also</u> `nets`.

## Crews

- First
  point
- Second, with [a second
  link](https://example.org/crews)

1. Count
2. Weigh

> We mend our nets.

| Port | Boats |
|------|-------|
| Vung | 31    |

---

![picture](boat.png) Last words, [not kept](#here).
"""

CONVERTED = """\
Harbours of the south

The pier was rebuilt by its own workers.



Boats

01. Nets and ropes

- The crews employ about
 two thousand people.
 - O During the storm, nobody went out.
 - Three sheds were built. Other new

 \n- things, including a slip, came later.

44

We mend our nets together now, and nobody has to do it at

night.

Marta Ruiz, Harbour Master

31 boats repaired

Read more about the harbours of Chile here.
"""


def read(tmp_path: Path, text: str) -> Reading:
    path = tmp_path / "document.md"
    path.write_text(text, encoding="utf-8")
    return markdown.read(path, Limits())


def test_briefing(tmp_path: Path) -> None:
    """Headings, paragraphs, lists, quotations and tables become blocks of their kinds, without marks and tags."""
    reading = read(tmp_path, BRIEFING)
    assert [(block.kind, block.level, block.text) for block in reading.blocks] == [
        ("heading", 1, "Harbours"),
        ("paragraph", 0, "The new pier cost US$2.6 million, says the port. See also nets."),
        ("heading", 2, "Crews"),
        ("item", 0, "First point"),
        ("item", 0, "Second, with a second link"),
        ("item", 0, "1. Count"),
        ("item", 0, "2. Weigh"),
        ("quotation", 0, "We mend our nets."),
        ("row", 0, "Port | Boats"),
        ("row", 0, "Vung | 31"),
        ("paragraph", 0, "Last words, not kept."),
    ]
    assert reading.title == "Harbours"
    assert reading.pages == (PageLabel(1, "1"),)
    assert [block.text for block in reading.blocks if block.gap_before] == ["Last words, not kept."]


def test_links(tmp_path: Path) -> None:
    """Links keep their words, over line breaks too; what leads nowhere outside is left out."""
    assert read(tmp_path, BRIEFING).links == (
        Link(1, "https://example.org/port", "the port"),
        Link(1, "https://example.org/crews", "a second link"),
    )


def test_converted(tmp_path: Path) -> None:
    """Where nothing marks headings, short lines over text are headings, and what the layout cut is joined."""
    reading = read(tmp_path, CONVERTED)
    assert [(block.kind, block.level, block.text) for block in reading.blocks] == [
        ("heading", 1, "Harbours of the south"),
        ("paragraph", 0, "The pier was rebuilt by its own workers."),
        ("heading", 2, "Boats"),
        ("heading", 3, "01. Nets and ropes"),
        ("item", 0, "The crews employ about two thousand people."),
        ("item", 0, "During the storm, nobody went out."),
        ("item", 0, "Three sheds were built. Other new things, including a slip, came later."),
        ("quotation", 0, "We mend our nets together now, and nobody has to do it at night."),
        ("quotation", 0, "Marta Ruiz, Harbour Master"),
        ("paragraph", 0, "31 boats repaired"),
        ("paragraph", 0, "Read more about the harbours of Chile here."),
    ]
    assert [block.text for block in reading.blocks if block.gap_before] == ["Boats"]


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("Pay is 20 ~~crowns~~ florins.", [("paragraph", "Pay is 20 florins.")]),
        ("Pay is <del>four</del> six <span hidden>secret</span>pence.", [("paragraph", "Pay is six pence.")]),
        ("<div style='display:none'>\n\nSecret.\n\n</div>\n\nSeen.", [("paragraph", "Seen.")]),
        ("1,250<sup>3</sup> boats[^1] on 10^4^ acres, CO<sub>2</sub>, 30 m<sup>2</sup>.\n\n[^1]: Ibid.\n[^b]: As *b*.",
         [("paragraph", "1,250 boats on 10⁴ acres, CO2, 30 m²."), ("note", "1 Ibid."), ("note", "b As b.")]),
        ("H~2~O and 3 m^2^", [("paragraph", "H2O and 3 m²")]),
        ("- [ ] rope\n- [x] ladder", [("item", "☐ rope"), ("item", "☑ ladder")]),
        ("<details><summary>At night</summary>On Fridays alone.</details>",
         [("paragraph", "At night"), ("paragraph", "On Fridays alone.")]),
        ("Rope\n: What ties a boat.", [("paragraph", "Rope"), ("paragraph", "What ties a boat.")]),
        ("They met:\na) one\nb) two", [("paragraph", "They met:"), ("item", "a) one"), ("item", "b) two")]),
        ("4. four\n5. five", [("item", "4. four"), ("item", "5. five")]),
        ("1. one\n1. two\n1. three", [("item", "1. one"), ("item", "2. two"), ("item", "3. three")]),
        ("1. one\n3. three", [("item", "1. one"), ("item", "3. three")]),
        ("<table><tr><td rowspan=2>Upper<td>**11**<tr><td>12</table>", [("row", "Upper | 11"), ("row", "Upper | 12")]),
        ("Seen. <!-- not this -->", [("paragraph", "Seen.")]),
    ],
)  # fmt: skip
def test_text_is_what_is_seen(tmp_path: Path, text: str, blocks: list[tuple[str, str]]) -> None:
    """Struck and hidden words go, and marks of notes; exponents, lists, definitions and tables keep their sense."""
    found = [(block.kind, block.text) for block in read(tmp_path, f"# Boats\n\n{text}").blocks]
    assert found == [("heading", "Boats"), *blocks]


def test_what_is_left_out_is_told(tmp_path: Path) -> None:
    """Struck and hidden words are counted in the reading's warnings."""
    reading = read(tmp_path, "Pay is ~~four crowns~~ six <span hidden>secret</span> pence.")
    assert reading.warnings == ("2 struck-out words left out", "1 hidden word left out")


def test_data_at_the_head_are_metadata(tmp_path: Path) -> None:
    """They say title, language, date and author, and are no text."""
    reading = read(tmp_path, "---\ntitle: On boats\nlang: fr\ndate: 2031\nauthor: A. Ruiz\n---\n# Bateaux\n\nTexte.")
    assert (reading.title, reading.language, reading.date, reading.author) == ("On boats", "fr", "2031", "A. Ruiz")
    assert [block.text for block in reading.blocks] == ["Bateaux", "Texte."]
    assert not reading.blocks[0].gap_before


@pytest.mark.parametrize("text", ["", " \n\n", "44", "![picture](boat.png)", "<br>"])
def test_no_text(tmp_path: Path, text: str) -> None:
    """A file without words is refused with a reason."""
    with pytest.raises(ReadingError, match="holds no text"):
        read(tmp_path, text)


@given(st.lists(st.sampled_from(list("#->*_`[](|)\\<u> \t\n\u00ad\ufb01é44.,aB1-")) | st.characters(), max_size=80))
def test_any_text(tmp_path_factory: pytest.TempPathFactory, characters: list[str]) -> None:
    """Whatever a file holds, its blocks are sound or there is a reason why there are none."""
    path = tmp_path_factory.getbasetemp() / "any.md"
    path.write_text("".join(characters), encoding="utf-8", errors="replace")
    try:
        reading = markdown.read(path, Limits())
    except ReadingError:
        return
    assert_sound(reading)
