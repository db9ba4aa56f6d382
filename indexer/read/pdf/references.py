"""Lists of references: their entries are kept to be found, as notes."""

import re
from collections.abc import Sequence
from dataclasses import replace

from indexer.records.reading import Block

TITLE = re.compile(
    r"^(?:[\dIVX]{1,4}[.)]?\s+)?(?:list of )?(?:references|bibliography|works cited|sources and references"
    r"|références(?: bibliographiques)?|bibliographie|referencias(?: bibliográficas)?|bibliografía"
    r"|tài liệu tham khảo|thư mục)$",
    re.IGNORECASE,
)


def mark_references(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, with what a list of references holds, up to the next heading of its rank, as demoted notes."""
    marked = []
    level = 0
    for block in blocks:
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
