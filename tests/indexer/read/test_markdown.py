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
