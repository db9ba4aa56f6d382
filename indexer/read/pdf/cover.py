"""Read a cover by its type: the title is the largest lines together that are no publisher, series, date or heading.

Pieces of lines that are set alike, one under the other, are a group. Groups are ranked by size, capitals and weight.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice, pairwise

from indexer.analysis.language_registry import active_languages, any_of, language_cache
from indexer.read.bibliographic.cover_lines import (
    broken_words,
    date_year,
    has_type,
    is_date,
    is_generic,
    is_lone_year,
    is_organization,
    is_title_text,
    opens_organization,
    plain,
    series_pattern,
)
from indexer.read.heuristics import is_dangling, is_numbered, numbered_pattern
from indexer.read.pdf.contents import DOT_LEADERS
from indexer.read.pdf.headers_footers import PageLines
from indexer.records.description import Description, Stated

MAX_PIECES = 200  # of a page, from its top: no cover has more
MIN_BOLD = 600  # of 400, the usual weight
PAGES = 3  # the first ones with text, among which a cover is looked for
MAX_LEADING = 2.3  # of lines of one group, as a share of their size
MAX_SIZE_DIFFERENCE = 0.08
MAX_TITLE_WORDS, MAX_SUBTITLE_WORDS = 45, 25
MAX_COVER_WORDS = 220  # on a page that is a cover and not the first page of the text
MAX_SUBTITLE_DISTANCE = 3.5  # from the title, in lines of its size
MIN_SUBTITLE_SIZE = 0.45  # of the title's
CAPITALS, BOLD, PART = 1.15, 1.1, 0.7  # what these do to a group's rank
SHORT = (0.5, 0.5, 0.8, 0.92)  # what having none to three words does
SENTENCE_END = re.compile(r"\.(?:$|\s[A-ZÀ-Þ])")
MAX_SENTENCE_WORDS = 14
MIN_SHARED = 0.6  # of a metadata title's words that the first pages must have

STATES = re.compile(
    r".*\b(?:r[eé]publi\w+|royaume|kingdom|reino|cộng hòa|gobierno|government|gouvernement|united nations|nations unies"
    r"|naciones unidas)\b",
    re.IGNORECASE,
)
"""What names a state or the United Nations, which publish through their institutions."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A cell of a line: its words, its edges and baseline in points, its size, and whether it is bold."""

    text: str
    left: float
    right: float
    baseline: float
    size: float
    bold: bool


@dataclass(slots=True)
class Group:
    """Pieces that are set alike, from top to bottom."""

    pieces: list[Piece] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Return the pieces' words; a piece that ends in a dash or hyphen continues without a space."""
        joined = ""
        for piece in self.pieces:
            joined += piece.text if not joined or re.search(r"\w[-–]$", joined) else f" {piece.text}"
        return plain(joined)

    @property
    def size(self) -> float:
        return self.pieces[0].size

    @property
    def top(self) -> float:
        return self.pieces[0].baseline

    @property
    def bottom(self) -> float:
        return self.pieces[-1].baseline


def read_cover(pages: Sequence[PageLines], metadata_title: str | None, imprint_year: Stated | None) -> Description:
    """Return what the first pages show, and the title of the metadata where it is plausible.

    The year is that of a date on the cover, else the imprint's, else one that is alone there.
    """
    shown = [page for page in pages[:PAGES] if page.lines]
    found = Description()
    for page in shown:
        cover = _read_page(page)
        found = Description(
            title=found.title or cover.title,
            subtitle=found.subtitle if found.title else cover.subtitle,
            publisher=found.publisher or cover.publisher,
            year=found.year or (_year(page, cover, imprint_year) if page is shown[0] else None),
        )
        if found.title and found.publisher:
            break
    if metadata_title and _is_plausible(metadata_title, found.title, pages):
        return replace(found, title=Stated(plain(metadata_title), "metadata"))
    return found


def _year(page: PageLines, cover: Description, imprint_year: Stated | None) -> Stated | None:
    """Return the year of the cover or of the imprint, whichever is more certain."""
    lines = [piece.text for piece in islice(_pieces(page), MAX_PIECES) if not is_lone_year(piece.text)]
    dated = next((year for line in lines if (year := date_year(line))), None)
    return Stated(str(dated), "cover") if dated else imprint_year or cover.year


def _is_plausible(title: str, on_cover: Stated | None, pages: Sequence[PageLines]) -> bool:
    """Return whether a title of the metadata is one: in words that the first pages have, and not a part of theirs."""
    words = set(re.findall(r"\w{3,}", title.casefold()))
    if len(words) < len(SHORT) - 2 or not is_title_text(title) or is_generic(title):
        return False
    if series_pattern().match(title):
        return False
    if on_cover and title.casefold() in on_cover.value.casefold():
        return False
    if not pages[0].lines and not pages[0].is_picture:
        return True
    shown = {
        word for page in pages[:PAGES] for line in page.lines for word in re.findall(r"\w{3,}", line.text.casefold())
    }
    return not pages[0].lines or len(words & shown) >= MIN_SHARED * len(words)


def _read_page(page: PageLines) -> Description:
    pieces = list(islice(_pieces(page), MAX_PIECES))
    groups = _groups(pieces)
    subject = _subject(pieces)
    title = None if subject else _title(groups, pieces)
    year = next(
        (year for group in groups for piece in group.pieces if group is not title and (year := date_year(piece.text))),
        None,
    )
    publisher = _publisher(groups, title)
    text, below = (subject, None) if subject else _with_continuation(title, groups)
    return Description(
        title=Stated(text, "cover") if text else None,
        subtitle=Stated(below, "cover") if below else None,
        publisher=Stated(publisher, "cover") if publisher else None,
        year=Stated(str(year), "cover") if year else None,
    )


def _pieces(page: PageLines) -> Iterator[Piece]:
    """Yield the cells of a page's lines from top to bottom."""
    for line in sorted(page.lines, key=lambda line: (-line.baseline, line.left)):
        if DOT_LEADERS.search(line.text):
            continue
        for cell in line.cells:
            if any(map(str.isalnum, cell.text)):
                bold = line.style.weight >= MIN_BOLD
                yield Piece(plain(cell.text), cell.left, cell.right, line.baseline, line.size, bold)


def _groups(pieces: Sequence[Piece]) -> list[Group]:
    groups: list[Group] = []
    for piece in pieces:
        above = next((group for group in reversed(groups) if _continues(group, piece)), None)
        if above:
            above.pieces.append(piece)
        else:
            groups.append(Group([piece]))
    return groups


def _continues(group: Group, piece: Piece) -> bool:
    last = group.pieces[-1]
    alike = abs(last.size - piece.size) <= MAX_SIZE_DIFFERENCE * last.size and last.bold == piece.bold
    under = 0 < last.baseline - piece.baseline <= MAX_LEADING * piece.size
    overlaps = min(last.right, piece.right) > max(last.left, piece.left) or abs(last.left - piece.left) < piece.size
    if not (alike and under and overlaps):
        return False
    return not is_generic(last.text) and (not is_organization(group.text) or _goes_on(group.text, piece.text))


def _goes_on(name: str, following: str) -> bool:
    """Return whether the name of an organization goes on in the next line."""
    return is_dangling(name) or not (opens_organization(following) or has_type(following) or is_date(following))


def _title(groups: Sequence[Group], pieces: Sequence[Piece]) -> Group | None:
    """Return the group of the highest rank that can be a title."""
    words = sum(len(piece.text.split()) for piece in pieces)
    usual = _usual_size(pieces) if words > MAX_COVER_WORDS else 0.0
    candidates = [group for group in groups if _can_be_title(group, usual)]
    return max(candidates, key=_rank, default=None)


def _usual_size(pieces: Sequence[Piece]) -> float:
    """Return the size in which most of a page is set."""
    sizes: dict[float, int] = {}
    for piece in pieces:
        sizes[piece.size] = sizes.get(piece.size, 0) + len(piece.text)
    return max(sizes, key=lambda size: sizes[size])


def _can_be_title(group: Group, usual: float) -> bool:
    """Return whether a group can be a title; on a page of text, whose `usual` size is not 0, it must stand out."""
    text = group.text
    words = text.split()
    if not 2 <= len(words) <= MAX_TITLE_WORDS or not is_title_text(text) or is_date(text):  # noqa: PLR2004
        return False
    if (
        is_generic(text)
        or is_organization(text)
        or is_numbered(text)
        or (text.endswith(".") and len(words) > MAX_SENTENCE_WORDS)
    ):
        return False
    return not usual or group.size > 1.05 * usual or group.pieces[0].bold or text.isupper()


def _rank(group: Group) -> float:
    text = group.text
    rank = group.size * (CAPITALS if text.isupper() else 1.0) * (BOLD if group.pieces[0].bold else 1.0)
    words = len(text.split())
    is_part = numbered_pattern().match(text) is not None or _is_part(text)
    return rank * (SHORT[words] if words < len(SHORT) else 1.0) * (PART if is_part else 1.0)


def _is_part(text: str) -> bool:
    return _parts().match(text) is not None


def _with_continuation(title: Group | None, groups: Sequence[Group]) -> tuple[str, str | None]:
    """Return a title with what it cannot do without, and the subtitle below it."""
    if title is None:
        return "", None
    text = title.text
    before = next((group for group in groups if group.bottom > title.top and is_dangling(group.text)), None)
    if before and text[:1].islower() and _is_near(before.bottom - title.top, title.size):
        text = f"{before.text} {text}"
    below = [group for group in groups if group is not title and _is_subtitle(group, title)]
    subtitle = below[0].text if below else None
    if subtitle and (text.endswith(":") or is_dangling(text)):
        text = f"{text} {subtitle}"
    return text, subtitle


def _is_near(distance: float, size: float) -> bool:
    return 0 < distance <= MAX_SUBTITLE_DISTANCE * size


def _is_subtitle(group: Group, title: Group) -> bool:
    text = group.text
    if not _is_near(title.bottom - group.top, title.size) or not MIN_SUBTITLE_SIZE * title.size <= group.size:
        return False
    if not 2 <= len(text.split()) <= MAX_SUBTITLE_WORDS or group.size > title.size or SENTENCE_END.search(text):  # noqa: PLR2004
        return False
    names = is_generic(text) or is_organization(text) or _is_persons(text)
    return is_title_text(text) and not names and not any(is_date(piece.text) for piece in group.pieces)


def _is_persons(text: str) -> bool:
    """Return whether a text is nothing but names of persons: two to four words each, all with capitals."""
    names = re.split(r",| and | y | et | và |&", text)
    return all(re.fullmatch(r"(?:[A-ZÀ-Þ][\w.'’-]*\d? ?){2,4}", name.strip()) for name in names) and not has_type(text)


def _publisher(groups: Sequence[Group], title: Group | None) -> str | None:
    """Return the first organization on a page; a state's own name only where there is no other."""
    named = [
        _without_abbreviation(group.text) for group in groups if group is not title and is_organization(group.text)
    ]
    named = [name for name in named if len(name.split()) > 1 and broken_words(name) == 0]
    own = [name for name in named if not STATES.match(name)]
    return next(iter([*own, *named]), None)


def _without_abbreviation(name: str) -> str:
    """Return a name without an abbreviation at its end: `Agencia de Desarrollo Rural - ADR`."""
    return re.sub(r"\s*(?:\([A-Z][\w-]*\)|[-–] ?[A-Z]{2,})$", "", name)


def _subject(pieces: Sequence[Piece]) -> str | None:
    """Return what a memorandum says it is about, with the lines that go on below."""
    for label, piece in pairwise(pieces):
        if _subjects().fullmatch(label.text) and label.baseline == piece.baseline:
            group = next(
                group
                for group in _groups([each for each in pieces if each.left >= piece.left - 1])
                if piece in group.pieces
            )
            return Group(group.pieces[group.pieces.index(piece) :]).text
    return None


@language_cache()
def _subjects() -> re.Pattern[str]:
    labels = any_of(label for each in active_languages().values() for label in each.layout.subject_labels)
    return re.compile(rf"(?:{labels})\s*:", re.IGNORECASE)


@language_cache()
def _parts() -> re.Pattern[str]:
    words = any_of(
        re.escape(word)
        for each in active_languages().values()
        for word in (
            *each.layout.parts,
            *each.layout.chapters,
            *each.layout.annexes,
            *each.layout.sections,
            "phase",
            "fase",
        )
    )
    return re.compile(rf"(?:{words})\s+\w{{1,10}}\b", re.IGNORECASE)
