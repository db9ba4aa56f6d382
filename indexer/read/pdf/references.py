"""Lists of references: their entries are kept to be found, as notes."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from indexer.records.reading import Block

TITLE = re.compile(
    r"^(?:[\dIVX]{1,4}[.)]?\s+)?(?:list of )?(?:references|bibliography|works cited|sources and references"
    r"|références(?: bibliographiques)?|bibliographie|referencias(?: bibliográficas)?|bibliografía"
    r"|tài liệu tham khảo|thư mục)$",
    re.IGNORECASE,
)


YEAR = re.compile(r"\b(?:19|20)\d\d\b")
DATED = 0.4
"""The share of a page's texts that name a year on a page of references."""


def mark_references(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, with what a list of references holds, up to the next heading of its rank, as demoted notes."""
    dated = _dated_pages(blocks)
    marked = []
    level = 0
    for block in blocks:
        if level and block.parts[0].page not in dated:
            level = 0
        if block.kind == "heading":
            if TITLE.match(block.text):
                level = block.level
            elif block.level <= level:
                level = 0
        elif level and block.kind in ("paragraph", "item"):
            marked.append(replace(block, kind="note", demoted=True))
            continue
        marked.append(block)
    return marked


def _dated_pages(blocks: Sequence[Block]) -> set[int]:
    """The pages on which, after their last heading, texts often name a year: where a list of references can be."""
    found = set()
    for page, group in groupby(blocks, key=lambda block: block.parts[0].page):
        texts = [block.text for block in group if block.kind != "heading"]
        if sum(YEAR.search(text) is not None for text in texts) >= DATED * len(texts):
            found.add(page)
    return found
