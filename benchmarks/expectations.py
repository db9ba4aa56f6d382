"""Check readings of real reports against what a person saw on their rendered pages (benchmarks/expectations.toml)."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.matching import folded
from indexer.records.reading import Block, Reading

EXPECTATIONS = Path(__file__).with_name("expectations.toml")


@dataclass(frozen=True, slots=True)
class Expectation:
    """One line that must hold on a page, from 1, of the document with this digest."""

    sha256: str
    page: int
    kind: str
    text: str

    def holds(self, blocks: list[Block]) -> bool:
        """Return whether it holds for the blocks of its page, both sides folded."""
        expected = folded(self.text)
        texts = [(block.kind, folded(block.text)) for block in blocks]
        match self.kind:
            case "headings":
                return any(kind == "heading" and text == expected for kind, text in texts)
            case "begin":
                return any(kind not in ("heading", "note") and text.startswith(expected) for kind, text in texts)
            case "notes":
                return any(kind == "note" and text.startswith(expected) for kind, text in texts)
            case _:
                return not any(expected in text for _, text in texts)


def expectations() -> dict[str, list[Expectation]]:
    """Return all lines, by the digest of their document."""
    given = tomllib.loads(EXPECTATIONS.read_text(encoding="utf-8"))
    return {document["sha256"]: list(_lines(document)) for document in given["document"]}


def failing(expected: list[Expectation], reading: Reading) -> list[Expectation]:
    """Return the lines that do not hold. A block over two pages counts on each by its part there."""
    pages: dict[int, list[Block]] = {}
    for block in reading.blocks:
        for part in block.parts:
            pages.setdefault(part.page, []).append(Block(block.kind, (part,)) if part != block.parts[0] else block)
    return [line for line in expected if not line.holds(pages.get(line.page, []))]


def _lines(document: dict[str, Any]) -> Iterator[Expectation]:
    for page in document["page"]:
        for kind in ("headings", "begin", "notes", "absent"):
            for text in page.get(kind, ()):
                yield Expectation(document["sha256"], page["number"], kind, text)
