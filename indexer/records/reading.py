"""The result of reading one file: blocks in reading order, pages and links."""

from dataclasses import dataclass, field
from typing import Literal

from indexer.records.description import NOTHING_STATED, Description

ARE_PICTURES = "are pictures without text"
"""In the warning on such pages; other pages without text are blank."""

PICTURES = "pictures"
"""The stage of the error that a file has no text but in pictures, which OCR could read."""

ASKS_FOR_PASSWORD = "asks for a password"  # noqa: S105  # what it says is no password
"""The warning about a landing page with a form to log in."""

BlockKind = Literal["heading", "paragraph", "item", "row", "note", "quotation"]
TablePart = Literal["", "title", "head", "group", "subtotal"]
"""What a block is for the rows after it: the title of their table, the heads of its columns, the name of a group, or a
row with the figures of a whole group.
"""


@dataclass(frozen=True, slots=True)
class Part:
    """The text of a block on one page. `page` counts from 1 in the file's order."""

    page: int
    text: str


@dataclass(frozen=True, slots=True)
class Block:
    """One heading, paragraph, list item, table row, note or quotation.

    The text is that of its parts, put together as they are: a block that runs over a page break has two or
    more, and the white space between them is at the end of the earlier one. A word broken over pages
    belongs whole to the page where it starts. Inside a block there is no line break and no double space.
    `level` is 1 for the highest heading and 0 for all other kinds. `gap_before` is True where the layout leaves more
    than the usual space above the block: a good place to end a passage. `demoted` is true of lines of contents, indexes
    and lists of references: they name text in other places. `part` is what the block is for the rows of a table.
    """

    kind: BlockKind
    parts: tuple[Part, ...]
    level: int = 0
    gap_before: bool = False
    demoted: bool = False
    part: TablePart = ""

    @property
    def text(self) -> str:
        return "".join(part.text for part in self.parts)


@dataclass(frozen=True, slots=True)
class Link:
    """A URL that the text on `page` links to, and the linked words."""

    page: int
    url: str
    anchor_text: str


LinkRole = Literal["text", "declared", "embedded", "redirect"]
"""How a web page leads to another URL: by a link, by metadata that name its file, by showing it, by going there."""


@dataclass(frozen=True, slots=True)
class PageLink:
    """A link of a web page with what surrounds it, for finding the file of a publication on its landing page.

    `text` are the linked words, `context` those of the largest part of the page that leads nowhere else, if they are
    few, and `heading` is the heading in that part. `language` is the one that the page says the target is in. `in_list`
    is true where the words around the link are mostly links, `outside_main` where it is not in the page's main text.
    """

    url: str
    text: str = ""
    role: LinkRole = "text"
    context: str = ""
    heading: str = ""
    language: str = ""
    in_list: bool = False
    outside_main: bool = False


@dataclass(frozen=True, slots=True)
class PageLabel:
    """A page's number in the file, from 1, and the number printed on it (the same if there is none).

    `confidence` is that of OCR in the page's text, in percent, where that was read from a picture.
    """

    number: int
    label: str
    confidence: int | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A whole file as read.

    `title` is the file's own (metadata, else its first top heading), if it has one. `date` and `author` are what its
    metadata say of its publication, as they are written there. `warnings` say what was left out or could not be done.
    `description` says what the document is, and where that was read. `pictures` are the numbers of pages whose text
    only OCR could read: they are pictures, or their fonts give wrong codes. `page_links` are all links of a landing
    page, which is read for these alone (`indexer.read.html.landing_page`).
    """

    title: str | None
    pages: tuple[PageLabel, ...]
    blocks: tuple[Block, ...]
    links: tuple[Link, ...] = ()
    language: str | None = None
    warnings: tuple[str, ...] = field(default=())
    date: str | None = None
    author: str | None = None
    description: Description = NOTHING_STATED
    pictures: tuple[int, ...] = ()
    page_links: tuple[PageLink, ...] = ()
