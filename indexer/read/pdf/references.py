"""Lists of references and indexes: their entries are kept to be found, as demoted notes."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from indexer.records.reading import Block

TITLE = re.compile(
    r"^(?:[\dIVX]{1,4}[.)]?\s+)?(?:list of )?(?:references|bibliography|works cited|sources and references"
    r"|références(?: bibliographiques)?|bibliographie|referencias(?: bibliográficas)?|bibliografía"
    r"|tài liệu tham khảo|thư mục"
    r"|(?:subject |author |general )?index|index (?:alphabétique|analytique|thématique)"
    r"|índice (?:alfabético|analítico|temático))$",
    re.IGNORECASE,
)

ENTRY = re.compile(r"\b(?:19|20)\d\d\b|,\s*\d{1,4}(?:[-–]\d{1,4})?\.?$")
"""What tells an entry: a year, or pages at the end."""

SHARE = 0.4
"""The share of a later page's texts that must be entries for the list to go on there."""


def demote_references(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, with what a list of references or an index holds, up to the next heading of its rank, demoted."""
    pages = _pages_of_entries(blocks)
    marked = []
    level = start = 0
    for block in blocks:
        page = block.parts[0].page
        if level and page != start and page not in pages:
            level = 0
        if block.kind == "heading":
            if TITLE.match(block.text):
                level, start = block.level, page
            elif block.level <= level:
                level = 0
        elif level and block.kind in ("paragraph", "item"):
            marked.append(replace(block, kind="note", demoted=True))
            continue
        marked.append(block)
    return marked


def _pages_of_entries(blocks: Sequence[Block]) -> set[int]:
    """The pages many of whose texts are entries."""
    found = set()
    for page, group in groupby(blocks, key=lambda block: block.parts[0].page):
        texts = [block.text for block in group if block.kind != "heading"]
        if sum(ENTRY.search(text) is not None for text in texts) >= SHARE * len(texts):
            found.add(page)
    return found
