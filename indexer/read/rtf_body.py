"""The control words of an RTF file, followed from its beginning to its end."""

import re
from dataclasses import dataclass, field, replace

from indexer.read.blocks import make_block
from indexer.read.charset import clean
from indexer.read.heuristics import has_bullet, strip_bullet
from indexer.read.numbered_lines import LINE_BREAK, split_at_numbers
from indexer.read.office.runs import ParagraphText
from indexer.read.office.symbol_fonts import UNKNOWN, symbol_text
from indexer.read.omissions import Omissions
from indexer.records.passage import CELL_BREAK
from indexer.records.reading import Block, BlockKind

MAX_DEPTH = 1_000  # open groups
_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n]+|([^\\{}\r\n]+)"
)
# Groups that hold no text of the document. Those after \* are passed over unless they are known.
_DESTINATIONS = frozenset(
    "colortbl stylesheet listtable listoverridetable revtbl rsidtbl generator pict object fldinst themedata"
    " colorschememapping datastore latentstyles xmlnstbl filetbl bkmkstart bkmkend formfield template nonshppict"
    " pntext pntxta pntxtb listpicture mmathPr userprops wgrffmtfilter author operator company doccomm keywords"
    " subject atnid atnauthor atntime atnicn atndate atnref atnparent".split()
)
_MARGINS = frozenset("header headerl headerr headerf footer footerl footerr footerf".split())
_SIGNS = {
    "tab": "\t", "line": LINE_BREAK, "emdash": "—", "endash": "–", "bullet": "•", "lquote": "‘", "rquote": "’",
    "ldblquote": "“", "rdblquote": "”", "emspace": " ", "enspace": " ", "qmspace": " ",
}  # fmt: skip
_SYMBOLS = {b"~": "\xa0", b"_": "-", b"-": "", b"\n": "\n", b"\r": "\n"}
_CHARSETS = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gbk", 136: "big5", 161: "cp1253", 162: "cp1254", 163: "cp1258",
    177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip
MAX_LEVEL = 9
# Control words that set a field of the group.
_SWITCHES = {"v": "hidden", "strike": "struck", "striked": "struck", "deleted": "deleted", "intbl": "in_table"}
_NUMBERS = {"f": "font", "uc": "skipped", "s": "style", "outlinelevel": "outline"}
_HEADING = re.compile(r"heading (\d)", re.IGNORECASE)


@dataclass(slots=True)
class _Group:
    """What holds inside a group: where its text goes, and how it looks."""

    target: str = "body"  # body, skip, fonttbl, stylesheet, note, margin, title
    hidden: bool = False
    struck: bool = False
    deleted: bool = False
    offset: str | None = None
    font: int = 0
    skipped: int = 1  # characters after \u that repeat it for older programs
    style: int = 0
    outline: int | None = None
    in_table: bool = False


@dataclass(slots=True)
class RtfReader:
    """Read a file once, from its beginning to its end."""

    omissions: Omissions
    blocks: list[Block] = field(default_factory=list)
    margins: list[str] = field(default_factory=list)
    title: str | None = None
    page: int = 1
    _groups: list[_Group] = field(default_factory=lambda: [_Group()])
    _text: ParagraphText = field(default_factory=ParagraphText)
    _cells: list[str] = field(default_factory=list)
    _notes: list[Block] = field(default_factory=list)
    _waiting: list[ParagraphText] = field(default_factory=list)  # texts around the note or margin being read
    _charset: str = "cp1252"
    _fonts: dict[int, tuple[str, str]] = field(default_factory=dict)  # by number: name and charset
    _headings: dict[int, int] = field(default_factory=dict)  # the level of heading styles
    _names: list[str] = field(default_factory=list)  # of the font or style being defined
    _bytes: bytearray = field(default_factory=bytearray)
    _skip: int = 0
    _is_optional: bool = False

    def read(self, data: bytes) -> None:
        """Read the whole file."""
        for token in _TOKEN.finditer(data):
            word, number, code, sign, brace, plain = token.groups()
            if code is not None:
                self._add_bytes(bytes.fromhex(code.decode()))
                continue
            if plain is not None:
                self._add_bytes(plain)
                continue
            self._flush()
            if brace == b"{":
                self._open()
            elif brace == b"}":
                self._close()
            elif sign is not None:
                self._sign(sign)
            elif word is not None:
                self._word(word.decode(), int(number) if number else None)
        self._flush()
        self._paragraph()

    @property
    def _group(self) -> _Group:
        return self._groups[-1]

    def _open(self) -> None:
        if len(self._groups) < MAX_DEPTH:
            self._groups.append(replace(self._group))

    def _close(self) -> None:
        if len(self._groups) == 1:
            return
        closed = self._groups.pop()
        if closed.target == self._group.target:
            return
        if closed.target in ("note", "margin"):
            self._text.place_superscript()
            words = clean(self._text.text)
            self._text = self._waiting.pop()
            if words and closed.target == "note":
                self._notes.append(make_block("note", words, self.page))
            elif words:
                self.margins.append(words)

    def _sign(self, sign: bytes) -> None:
        if sign == b"*":
            self._is_optional = True
        elif sign in (b"\n", b"\r"):
            self._paragraph()
        else:
            self._add(_SYMBOLS.get(sign, sign.decode("latin-1")))

    def _word(self, word: str, number: int | None) -> None:
        is_optional, self._is_optional = self._is_optional, False
        group = self._group
        is_on = number != 0
        if word in _DESTINATIONS and word != "stylesheet":
            group.target = "skip"
        elif word in ("fonttbl", "stylesheet", "title") or word in _MARGINS or word in ("footnote", "annotation"):
            self._begin(word)
        elif is_optional and word not in ("cs", "s", "ds"):
            group.target = "skip"
        elif word in _SIGNS:
            self._add(_SIGNS[word])
        elif word == "u" and number is not None:
            self._add(chr(number % 0x10000))
            self._skip = group.skipped
        elif word == "bin":
            group.target = "skip"
        elif word in ("par", "sect", "page", "cell", "row", "nestcell", "nestrow"):
            self._break(word)
        elif word == "pard":
            group.style, group.outline, group.in_table = 0, None, False
        elif word == "plain":
            group.hidden = group.struck = False
            group.offset = None
        else:
            self._format(word, number, is_on=is_on)

    def _format(self, word: str, number: int | None, *, is_on: bool) -> None:
        """Change how the text that follows looks, or what it belongs to."""
        group = self._group
        if word in _SWITCHES:
            setattr(group, _SWITCHES[word], is_on)
        elif word in _NUMBERS and (number is not None or word != "outlinelevel"):
            setattr(group, _NUMBERS[word], number or 0)
        elif word in ("super", "sub"):
            group.offset = f"{word}script" if is_on else None
        elif word == "nosupersub":
            group.offset = None
        elif word == "fcharset" and group.target == "fonttbl":
            name, _ = self._fonts.get(group.font, ("", ""))
            self._fonts[group.font] = (name, _CHARSETS.get(number or 0, ""))
        elif word == "ansicpg" and number:
            self._charset = f"cp{number}"

    def _begin(self, word: str) -> None:
        """Begin a group whose text does not go on with that around it."""
        group = self._group
        if word == "annotation":
            self.omissions.others["comment"] += 1
            group.target = "skip"
        elif word in ("fonttbl", "stylesheet", "title"):
            group.target = word
        elif group.target == "body":
            group.target = "note" if word == "footnote" else "margin"
            self._waiting.append(self._text)
            self._text = ParagraphText()

    def _add_bytes(self, written: bytes) -> None:
        skipped = min(self._skip, len(written))
        self._skip -= skipped
        self._bytes += written[skipped:]

    def _flush(self) -> None:
        """Decode the bytes since the last control word, in the charset of their font."""
        if not self._bytes:
            return
        _, charset = self._fonts.get(self._group.font, ("", ""))
        written = bytes(self._bytes)
        self._bytes.clear()
        try:
            self._add(written.decode(charset or self._charset, "replace"))
        except LookupError:
            self._add(written.decode("cp1252", "replace"))

    def _add(self, words: str) -> None:
        group = self._group
        if group.target == "fonttbl":
            name, charset = self._fonts.get(group.font, ("", ""))
            self._fonts[group.font] = (name + words.split(";", 1)[0], charset)
        elif group.target == "stylesheet":
            if match := _HEADING.match(words.strip()):
                self._headings[group.style] = int(match[1])
        elif group.target == "title":
            self.title = clean(f"{self.title or ''}{words}") or None
        elif group.target != "skip":
            self._add_text(words, group)

    def _add_text(self, words: str, group: _Group) -> None:
        if group.hidden:
            self.omissions.count_hidden(words)
        elif group.struck or group.deleted:
            self.omissions.count_struck(words)
            self._text.is_struck = True
        else:
            name, _ = self._fonts.get(group.font, ("", ""))
            self._text.add(symbol_text(name, words).replace(UNKNOWN, " "), group.offset)

    def _break(self, word: str) -> None:
        if self._group.target in ("note", "margin"):
            self._text.add(" ", None)
        elif self._group.target != "body":
            return
        elif word in ("cell", "nestcell"):
            self._text.place_superscript()
            self._cells.append(clean(self._text.text))
            self._text = ParagraphText()
        elif word in ("row", "nestrow"):
            if text := CELL_BREAK.join(cell for cell in self._cells if cell):
                self.blocks.append(make_block("row", text, self.page))
            self._cells.clear()
            self._end_notes()
        elif self._group.in_table and word == "par":
            self._text.add(" ", None)
        else:
            self._paragraph()
            self.page += word == "page"

    def _paragraph(self) -> None:
        """End a paragraph: a heading by its outline level or style, else a paragraph, or the items that it lists."""
        self._text.place_superscript()
        words, self._text = self._text.text, ParagraphText()
        group = self._group
        level = (
            group.outline + 1
            if group.outline is not None and group.outline < MAX_LEVEL
            else self._headings.get(group.style)
        )
        kind: BlockKind = "heading" if level else "item" if has_bullet(words) else "paragraph"
        for part, written in split_at_numbers(kind, words):
            if text := clean(strip_bullet(written) if part == "item" else written):
                self.blocks.append(make_block(part, text, self.page, level=level or 0))
        self._end_notes()

    def _end_notes(self) -> None:
        self.blocks += self._notes
        self._notes.clear()
