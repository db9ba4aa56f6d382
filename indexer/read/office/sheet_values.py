"""The values of a spreadsheet's cells as the sheet shows them: numbers, dates, words."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from indexer.read.office.number_formats import format_value

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
# The number formats that files name by a number alone (ECMA-376 part 1, 18.8.30); dates are written as ISO 8601.
BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 14: "yyyy-mm-dd", 15: "d-mmm-yy", 16: "d-mmm",
    17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy-mm-dd h:mm", 37: "#,##0",
    38: "#,##0", 39: "#,##0.00", 40: "#,##0.00", 45: "mm:ss", 46: "h:mm:ss", 47: "mm:ss",
}  # fmt: skip
MAX_DAYS = 2_958_465  # of the year 9999

_LITERALS = re.compile(r'"([^"]*)"|\\(.)|\[[^\]]*\]|_.|\*.')
_ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_SECONDS = {"h": 3_600, "m": 60, "s": 1}
_DATE = re.compile(r"[ymdhs]", re.IGNORECASE)
_DATE_TOKEN = re.compile(r"y+|m+|d+|h+|s+|AM/PM|A/P", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class CellStyles:
    """The number formats of a workbook's cell styles and whether each strikes its text out, by the style's index."""

    formats: tuple[str, ...] = ()
    struck: tuple[bool, ...] = ()

    def format_code(self, index: str | None) -> str:
        """Return the number format of a style."""
        at = int(index) if index and index.isdigit() else 0
        return self.formats[at] if at < len(self.formats) else "General"

    def is_struck(self, index: str | None) -> bool:
        """Return whether a style strikes out the text of its cells."""
        at = int(index) if index and index.isdigit() else 0
        return at < len(self.struck) and self.struck[at]


def read_cell_styles(root: Any) -> CellStyles:
    """Return the styles of cells from the root of a workbook's styles."""
    own = {each.get("numFmtId"): each.get("formatCode") or "General" for each in root.iter(f"{S}numFmt")}
    fonts = root.find(f"{S}fonts")
    strikes = [_strikes(font) for font in fonts] if fonts is not None else []
    formats: list[str] = []
    struck: list[bool] = []
    cells = root.find(f"{S}cellXfs")
    for each in cells if cells is not None else ():
        format_id, font = each.get("numFmtId") or "0", each.get("fontId") or "0"
        formats.append(own.get(format_id) or BUILT_IN.get(int(format_id) if format_id.isdigit() else 0, "General"))
        struck.append(font.isdigit() and int(font) < len(strikes) and strikes[int(font)])
    return CellStyles(tuple(formats), tuple(struck))


def _strikes(properties: Any) -> bool:
    struck = properties.find(f"{S}strike")
    return struck is not None and (struck.get("val") or "1") not in ("0", "false")


def shared_text(element: Any) -> tuple[str, str]:
    """Return the text of a shared or inline string, and what of it is struck out."""
    kept: list[str] = []
    struck: list[str] = []
    for child in element:
        if child.tag == f"{S}t":
            kept.append(child.text or "")
        elif child.tag == f"{S}r":
            properties = child.find(f"{S}rPr")
            words = "".join(text.text or "" for text in child.iter(f"{S}t"))
            (struck if properties is not None and _strikes(properties) else kept).append(words)
    return "".join(kept), " ".join(struck)


def shown_value(text: str, format_code: str, *, is_1904: bool = False) -> str:
    """Return a number or a date as its format shows it."""
    try:
        value = float(text)
    except ValueError:
        return text
    if is_date(format_code):
        return _date(value, format_code, is_1904=is_1904)
    try:
        return format_value(value, format_code)
    except (ValueError, OverflowError):
        return text


def is_date(format_code: str) -> bool:
    """Return whether a number format shows dates or times."""
    return format_code != "General" and _DATE.search(_LITERALS.sub("", format_code.split(";", 1)[0])) is not None


def _date(value: float, format_code: str, *, is_1904: bool) -> str:
    if not 0 <= value <= MAX_DAYS:
        return f"{value:g}"
    start = datetime(1904, 1, 1, tzinfo=UTC) if is_1904 else datetime(1899, 12, 30, tzinfo=UTC)
    moment = start + timedelta(days=int(value), seconds=round((value - int(value)) * 86_400))
    seconds = round(value * 86_400)
    format_code, is_elapsed = _ELAPSED.subn(lambda each: f'"{seconds // _SECONDS[each[1][0].lower()]}"', format_code)
    plain = _LITERALS.sub(lambda each: each[1] or each[2] or "", format_code.split(";", 1)[0])
    is_half = "AM/PM" in plain.upper() or "A/P" in plain.upper()
    pieces, end, before = [], 0, "h" if is_elapsed else ""
    for token in _DATE_TOKEN.finditer(plain):
        word = token[0].lower()
        is_minute = word in ("m", "mm") and (
            before.startswith("h") or re.match(r"[^a-zA-Z]*s", plain[token.end() :]) is not None
        )
        pieces += [plain[end : token.start()], _part(moment, f"minute {word}" if is_minute else word, is_half=is_half)]
        end, before = token.end(), word
    return "".join((*pieces, plain[end:])).strip()


def _part(moment: datetime, token: str, *, is_half: bool) -> str:
    hour = (moment.hour % 12 or 12) if is_half else moment.hour
    parts: Mapping[str, str] = {
        "yy": f"{moment:%y}",
        "yyyy": f"{moment.year}",
        "m": f"{moment.month}",
        "mm": f"{moment.month:02}",
        "mmm": f"{moment:%b}",
        "mmmm": f"{moment:%B}",
        "d": f"{moment.day}",
        "dd": f"{moment.day:02}",
        "ddd": f"{moment:%a}",
        "dddd": f"{moment:%A}",
        "h": f"{hour}",
        "hh": f"{hour:02}",
        "s": f"{moment.second}",
        "ss": f"{moment.second:02}",
        "minute m": f"{moment.minute}",
        "minute mm": f"{moment.minute:02}",
        "am/pm": f"{moment:%p}",
        "a/p": f"{moment:%p}"[:1],
    }
    return parts.get(token, f"{moment.year}" if token[0] == "y" else parts.get(token[:2], ""))
