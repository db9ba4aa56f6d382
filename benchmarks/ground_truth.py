"""PDFs whose content is known: set by typst from blocks, and scored by how well those are read back.

The documents have two columns, justified and broken words, boxes, lists, tables, footnotes, links, running titles and
page numbers, in English, Spanish, French and Vietnamese; with an outline, with structure tags alone, or with neither.
"""

import itertools
import tomllib
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import typst

from benchmarks.agreement import folded_words
from indexer.records.reading import Block, BlockKind, Reading

WORDS = Path(__file__).with_name("truth.toml")

RUN = 3  # words, on runs of which order is measured

RUNNING = "Yearly report of the port office"
ADDRESS = "https://example.org/{}/{}"

PREAMBLE = """
#set document(title: {title})
#set page("a4", columns: {columns}, numbering: "1", header: align(right, text(8pt, {running})))
#set text(lang: "{code}", size: 10pt, hyphenate: true)
#set par(justify: true, first-line-indent: 1em, spacing: 0.65em)
#set heading(bookmarked: {bookmarked})
#show heading: set block(above: 1.4em, below: 0.9em)
#show heading.where(level: 1): set text(16pt)
#show heading.where(level: 2): set text(13pt)
#show heading.where(level: 3): set text(10pt)
#show link: underline
"""


@dataclass(frozen=True, slots=True)
class LanguageWords:
    """A language's code, its titles, sentences, items, notes, the words that carry links, and a table's cells."""

    code: str
    title: str
    headings: Sequence[str]
    sentences: Sequence[str]
    items: Sequence[str]
    notes: Sequence[str]
    anchors: Sequence[str]
    cells: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class KnownBlock:
    """A block of a document."""

    kind: BlockKind
    text: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class Truth:
    """What a document holds. `source` is what typst sets; `leaks` must appear in no block."""

    name: str
    source: str
    tagged: bool
    blocks: tuple[KnownBlock, ...]
    links: tuple[tuple[str, str], ...]
    leaks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """How a document was read: shares from 0 to 1, and the number of running titles among its blocks."""

    name: str
    words: float
    order: float
    heading_precision: float
    heading_recall: float
    item_precision: float
    item_recall: float
    links: float
    leaks: int


def truths() -> Iterator[Truth]:
    """Yield all documents: each language in one and two columns, with each of three ways to say what is a heading."""
    languages = [LanguageWords(**given) for given in tomllib.loads(WORDS.read_text(encoding="utf-8"))["language"]]
    for language, columns, marks in itertools.product(languages, (1, 2), ("outline", "tags", "style")):
        yield _truth(language, columns, marks)


def set_truth(truth: Truth, folder: Path) -> Path:
    """Set a document and return its path."""
    path = folder / f"{truth.name}.pdf"
    pdf = typst.compile(truth.source.encode(), format="pdf", ignore_system_fonts=True, pdf_tags=truth.tagged)
    path.write_bytes(pdf if isinstance(pdf, bytes) else b"".join(pdf or ()))
    return path


def score(truth: Truth, reading: Reading) -> Score:
    """Score how well a document was read. Words count over all blocks, order over those that are not notes."""
    both = (truth.blocks, reading.blocks)
    words = [folded_words(_texts(blocks)) for blocks in both]
    runs = [_runs(folded_words(_texts(blocks, notes=False))) for blocks in both]
    headings = [[(block.level, block.text) for block in blocks if block.kind == "heading"] for blocks in both]
    items = [[block.text for block in blocks if block.kind == "item"] for blocks in both]
    links = [(link.url, link.anchor_text) for link in reading.links]
    return Score(
        truth.name,
        _recall(*words),
        _recall(*runs),
        _recall(*reversed(headings)),
        _recall(*headings),
        _recall(*reversed(items)),
        _recall(*items),
        min(_recall(truth.links, links), _recall(links, truth.links)),
        sum(leak in block.text for leak in truth.leaks for block in reading.blocks),
    )


def _recall(expected: Sequence[Hashable], found: Sequence[Hashable]) -> float:
    """Return the share of the expected things, counted, that were found."""
    counted = Counter(expected)
    return (counted & Counter(found)).total() / counted.total() if counted else 1.0


def _texts(blocks: Iterable[KnownBlock] | Iterable[Block], *, notes: bool = True) -> str:
    return " \n ".join(block.text for block in blocks if notes or block.kind not in ("note", "row"))


def _runs(words: Sequence[str]) -> list[tuple[str, ...]]:
    return [tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1)]


class _Setter:
    """Write the source of a document and keep its content."""

    def __init__(self, language: LanguageWords) -> None:
        self.source: list[str] = []
        self.blocks: list[KnownBlock] = []
        self.links: list[tuple[str, str]] = []
        self._language = language
        self._sentences = itertools.cycle(language.sentences)
        self._notes = 0

    def heading(self, text: str, level: int) -> None:
        self.source.append(f"#heading(level: {level})[{_quoted(text)}]")
        self.blocks.append(KnownBlock("heading", text, level))

    def paragraph(self, count: int) -> None:
        text = " ".join(itertools.islice(self._sentences, count))
        self.source.append(_quoted(text) + "\n")
        self.blocks.append(KnownBlock("paragraph", text))

    def paragraph_with_note(self) -> None:
        before, after = next(self._sentences), next(self._sentences)
        note = self._language.notes[self._notes % len(self._language.notes)]
        self._notes += 1
        self.source.append(f"{_quoted(before)}#footnote[{_quoted(note)}] {_quoted(after)}\n")
        self.blocks.append(KnownBlock("paragraph", f"{before} {after}"))
        self.blocks.append(KnownBlock("note", f"{self._notes} {note}"))

    def paragraph_with_link(self, anchor: str) -> None:
        before, after = next(self._sentences), next(self._sentences)
        url = ADDRESS.format(self._language.code, len(self.links))
        self.source.append(f'{_quoted(before)} (#link("{url}")[{_quoted(anchor)}]) {_quoted(after)}\n')
        self.blocks.append(KnownBlock("paragraph", f"{before} ({anchor}) {after}"))
        self.links.append((url, anchor))

    def items(self, *, numbered: bool) -> None:
        items = self._language.items
        body = ", ".join(f"[{_quoted(item)}]" for item in items)
        self.source.append(f"#{'enum' if numbered else 'list'}({body})")
        self.blocks += [KnownBlock("item", f"{at}. {item}" if numbered else item) for at, item in enumerate(items, 1)]

    def table(self) -> None:
        cells = self._language.cells
        body = ", ".join(f"[{_quoted(cell)}]" for row in cells for cell in row)
        self.source.append(f"#table(columns: {len(cells[0])}, stroke: 0.5pt, {body})")
        self.blocks += [KnownBlock("row", " | ".join(row)) for row in cells]

    def box(self, title: str, level: int) -> None:
        self.source.append("#block(fill: luma(235), inset: 8pt, width: 100%)[")
        self.heading(title, level)
        self.paragraph(2)
        self.source.append("]")


def _quoted(text: str) -> str:
    """Quote a text so that typst sets it literally."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'#"{escaped}"'


def _truth(language: LanguageWords, columns: int, marks: str) -> Truth:
    """Build a document of chapters with a bit of everything, its headings marked in one way."""
    setter = _Setter(language)
    for chapter, heading in enumerate(language.headings):
        level = 1 if chapter % 3 == 0 else 2
        setter.heading(heading, level)
        setter.paragraph(3)
        for part in (
            setter.paragraph_with_note,
            lambda: setter.items(numbered=False),
            lambda: setter.paragraph_with_link(language.anchors[0]),
            setter.table,
            lambda: setter.items(numbered=True),
            lambda level=level: setter.box(language.title, level + 1),
            lambda: setter.paragraph_with_link(language.anchors[1]),
        )[chapter % 7 :: 2]:
            part()
            setter.paragraph(2)
    preamble = PREAMBLE.format(
        code=language.code, title=_quoted(language.title)[1:], columns=columns, running=_quoted(RUNNING)[1:],
        bookmarked=str(marks == "outline").lower(),
    )  # fmt: skip
    source = preamble + "\n".join(setter.source)
    name = f"{language.code}-{columns}-{marks}"
    return Truth(name, source, marks == "tags", tuple(setter.blocks), tuple(setter.links), (RUNNING,))
