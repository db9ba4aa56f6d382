"""Levels of headings: by the outline, the contents or structure tags, by numbers, and by style.

Size alone does not rank. A heading is below the nearest one before it that may be its parent: by its number
(1.1 below 1), by the levels that the file names, else by a style that outranks its own. What is only front matter
(cover lines, contents, a foreword) never is the parent of chapters.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from indexer.read.heuristics import is_caption
from indexer.read.pdf.body import BodyStyle
from indexer.read.pdf.contents import contents_title, front_title
from indexer.read.pdf.drafts import BlockDraft
from indexer.read.pdf.heading_numbers import HeadingNumber, heading_numbers, is_title_of_annexes
from indexer.read.pdf.lines import TextLine
from indexer.read.repair.structure import references_title

MAX_LEVEL = 6
# Headings with structure tags of several levels, as a number or a share of all, for the tags to give levels.
MIN_TAGGED, MIN_TAGGED_SHARE = 5, 0.8
MIN_SAME_LEVEL = 0.8  # of the headings of one style that have a level, for the others of that style to have it
MIN_OF_STYLE = 3
MIN_LARGE_SIZE = 1.12  # of the body's, from which a style by itself makes a heading
MIN_RECURRING = 3  # headings with the same words, which are parts of the headings between them
MAX_SIZE_NOISE = 2.0  # points by which a recurring heading may be larger than the heading it is part of

StyleKey = tuple[float, bool, bool, int]
TOP_SCHEMES = ("part", "chapter", "annex")


@dataclass(frozen=True, slots=True)
class Signals:
    """What tells a heading's place. `hint` is the level that the file names, 0 for none; `rank` what its style does.

    `is_named` is true of what the outline or the contents name, `is_front` of front matter, which heads nothing but its
    own sub-headings, `is_back` of references, which are in no numbered section, and `is_leaf` of what heads nothing.
    `recurs` is true of words that head several parts: "Objectives" of every project; `is_acronym` of words so short
    that their capitals may be the style's or their own.
    """

    style: StyleKey
    rank: tuple[int, bool, bool]
    numbers: tuple[HeadingNumber, ...] = ()
    hint: int = 0
    is_named: bool = False
    is_front: bool = False
    is_back: bool = False
    is_leaf: bool = False
    is_annexes: bool = False
    recurs: bool = False
    is_acronym: bool = False

    @property
    def scheme(self) -> str:
        return self.numbers[0].scheme if self.numbers else ""


@dataclass(frozen=True, slots=True)
class _Placed:
    """A heading above the next ones, with the number that it was found to have and its level."""

    signals: Signals
    number: HeadingNumber | None
    level: int


@dataclass(slots=True)
class _Stack:
    """The headings above the next one, and where numbered ones were last seen since the chapter began."""

    above: list[_Placed] = field(default_factory=list)
    seen: dict[tuple[str, tuple[int, ...]], list[_Placed]] = field(default_factory=dict)


def style_key(line: TextLine, body: BodyStyle) -> StyleKey:
    """Return what tells one style of headings from another: size, weight, capitals, colour."""
    return line.size, body.is_bold(line), line.is_capitals, line.style.colour


@dataclass(frozen=True, slots=True)
class FrontPages:
    """The first page with running text or contents, before which is the cover; and the last page of contents, or 0."""

    first_text: int
    last_contents: int


def set_levels(headings: Sequence[BlockDraft], contents_titles: set[int], body: BodyStyle, front: FrontPages) -> None:
    """Give each heading its level. `contents_titles` are the ids of the headings of contents and lists.

    A caption, of which outlines make headings too, is one below the heading before it, and heads nothing else.
    """
    stack = _Stack()
    for heading, signals in zip(headings, _signals(headings, contents_titles, body, front), strict=True):
        if is_caption(heading.text):
            heading.level = min(_level_below(stack.above), MAX_LEVEL)
            continue
        number, parents = _place(stack, signals)
        by_outline = heading.level if heading.in_outline else 0
        heading.level = min(max(by_outline, _level_below(parents)), MAX_LEVEL)
        stack.above = [*parents, _Placed(signals, number, heading.level)]
        if number:
            stack.seen[number.scheme, number.values] = stack.above


def _level_below(parents: Sequence[_Placed]) -> int:
    return parents[-1].level + 1 if parents else 1


def _signals(
    headings: Sequence[BlockDraft], contents_titles: set[int], body: BodyStyle, front: FrontPages
) -> list[Signals]:
    hints = _hints(headings, body)
    words = Counter(heading.text.casefold() for heading in headings)
    found = []
    in_body = False
    for heading, hint in zip(headings, hints, strict=True):
        key = style_key(heading.first, body)
        numbers = tuple(heading_numbers(heading.text))
        is_contents = id(heading) in contents_titles or contents_title().match(heading.text) is not None
        in_body = in_body or (bool(numbers) and heading.first.page > front.last_contents)
        found.append(
            Signals(
                style=key,
                rank=(round(key[0]), key[1], key[2]),
                numbers=numbers,
                hint=hint,
                is_named=heading.in_outline,
                is_back=references_title().match(heading.text) is not None,
                is_front=not in_body and front_title().match(heading.text) is not None,
                is_leaf=is_contents or (not hint and heading.first.page < front.first_text),
                is_annexes=is_title_of_annexes(heading.text),
                recurs=words[heading.text.casefold()] >= MIN_RECURRING,
                is_acronym=heading.text.isupper() and not key[2],
            )
        )
    return found


def _hints(headings: Sequence[BlockDraft], body: BodyStyle) -> list[int]:
    """Return the levels that the file names: in its outline or contents, else by tags; and those of the same style."""
    hints = [heading.level for heading in headings]
    if not any(hints):
        tagged = [body.level_of(heading.first) for heading in headings]
        levels = [level for level in tagged if level]
        enough = len(levels) >= MIN_TAGGED or len(levels) >= MIN_TAGGED_SHARE * len(headings)
        if enough and len(set(levels)) > 1:
            hints = tagged
    if not any(hints):
        hints = [int(any(number.scheme == "chapter" for number in heading_numbers(each.text))) for each in headings]
    keys = [_shared_style(heading, body) for heading in headings]
    by_style: dict[tuple[StyleKey, str], Counter[int]] = defaultdict(Counter)
    for key, hint in zip(keys, hints, strict=True):
        if hint:
            by_style[key][hint] += 1
    usual = {}
    for key, counts in by_style.items():
        level, count = counts.most_common(1)[0]
        if count >= MIN_OF_STYLE and count >= MIN_SAME_LEVEL * counts.total():
            usual[key] = level
    return [hint or usual.get(key, 0) for key, hint in zip(keys, hints, strict=True)]


def _shared_style(heading: BlockDraft, body: BodyStyle) -> tuple[StyleKey, str]:
    """Return what headings of one level share: a large style, or a style of the body's size and the kind of number."""
    numbers = heading_numbers(heading.text) if heading.first.size < MIN_LARGE_SIZE * body.size else []
    return style_key(heading.first, body), numbers[0].scheme if numbers else ""


def _place(stack: _Stack, signals: Signals) -> tuple[HeadingNumber | None, list[_Placed]]:
    """Return which of its numbers a heading has, and the headings above it."""
    above = [placed for placed in stack.above if not placed.signals.is_leaf]
    if signals.scheme in TOP_SCHEMES or signals.is_annexes:
        stack.seen.clear()
        return next(iter(signals.numbers), None), _above_top(above, signals)
    if signals.numbers or signals.is_named:
        above = [placed for placed in above if not _is_closed(placed.signals, signals)]
    if signals.is_back:
        above = [placed for placed in above if placed.number is None or placed.number.scheme in TOP_SCHEMES]
    if signals.hint == 1:
        above = []
    for each in signals.numbers:
        parents = _by_number(stack, above, each, signals)
        if parents is not None:
            return each, parents
    number = next(iter(signals.numbers), None)
    return number, _by_style(above, signals, number)


def _is_closed(front: Signals, below: Signals) -> bool:
    """Return whether front matter ends where a numbered heading comes, or one that the file names at no lower level."""
    return front.is_front and (bool(below.numbers) or not 0 < front.hint < below.hint)


def _above_top(above: list[_Placed], signals: Signals) -> list[_Placed]:
    """Return what is above a part, chapter or annex: a part above a chapter, and a title of all annexes."""
    if signals.scheme == "chapter":
        return [placed for placed in above if placed.signals.scheme == "part"][:1]
    if signals.scheme == "annex":
        return [placed for placed in above if placed.signals.is_annexes][:1]
    return []


def _by_number(stack: _Stack, above: list[_Placed], number: HeadingNumber, signals: Signals) -> list[_Placed] | None:
    """Return what is above a heading by its number; None where no heading before it has a number that goes with it."""
    if number.scheme == "decimal" and len(number.values) > 1:
        return _by_prefix(stack, above, number)
    before = number.scheme, (number.values[0] - 1,)
    siblings = [at for at, placed in enumerate(above) if placed.number and _key(placed.number) == before]
    if siblings:
        alike = [at for at in siblings if above[at].signals.style == signals.style]
        return above[: (alike or siblings)[-1]]
    earlier = stack.seen.get(before)
    if earlier and earlier[-1].signals.style == signals.style:
        return earlier[:-1]
    return None


def _key(number: HeadingNumber) -> tuple[str, tuple[int, ...]]:
    return number.scheme, number.values


def _by_prefix(stack: _Stack, above: list[_Placed], number: HeadingNumber) -> list[_Placed] | None:
    """Return the headings down to the one whose number a decimal number continues, 1 or 1.1 for 1.1.1."""
    for at in reversed(range(len(above))):
        other = above[at].number
        if other is None or other.scheme not in ("decimal", "chapter", "annex", "roman"):
            continue
        if other.scheme in TOP_SCHEMES and not other.values:
            return above[: at + 1]
        if len(other.values) < len(number.values) and other.values == number.values[: len(other.values)]:
            return above[: at + 1]
        if len(other.values) == len(number.values) and other.values[:-1] == number.values[:-1]:
            return above[:at]
    for length in range(len(number.values) - 1, 0, -1):
        if earlier := stack.seen.get(("decimal", number.values[:length])):
            return earlier
    return None


def _outranks(high: Signals, low: Signals) -> bool:
    """Return whether a style outranks another: by its size to the point, then its weight, then capitals."""
    if high.is_acronym or low.is_acronym:
        return high.rank[:2] > low.rank[:2]
    return high.rank > low.rank


def _by_style(above: list[_Placed], signals: Signals, number: HeadingNumber | None) -> list[_Placed]:
    """Return what is above a heading by the levels that the file names, else by styles."""
    opens_list = number is not None and number.values[-1:] == (1,)
    if number is not None and number.scheme == "decimal" and len(number.values) > 1:
        numbered = [at for at, placed in enumerate(above) if placed.number and placed.number.scheme == "decimal"]
        above = above[: numbered[0]] if numbered else above
    has_hints = any(placed.signals.hint for placed in above)
    for at in reversed(range(len(above))):
        other = above[at]
        if signals.hint and (other.signals.hint or has_hints):
            is_parent = 0 < other.signals.hint < signals.hint
        elif opens_list and other.number and other.number.scheme != (number.scheme if number else ""):
            is_parent = not _outranks(signals, other.signals)
        elif other.signals.recurs != signals.recurs and abs(other.signals.style[0] - signals.style[0]) < MAX_SIZE_NOISE:
            is_parent = signals.recurs
        else:
            is_parent = _outranks(other.signals, signals)
        if is_parent:
            return above[: at + 1]
    return []
