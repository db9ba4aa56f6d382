"""Superscripts and subscripts: marks of notes are left out, exponents and indexes keep their place.

A superscript digit that is set behind another digit as plain text makes a number that no page says: "1,250" with note 3
is not 12503, and ten to the fourth not 104.
"""

import re

SUPERSCRIPT = str.maketrans("0123456789+-−–=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾ⁿ")
SUBSCRIPT = str.maketrans("0123456789+-−–=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₌₍₎")

_MARK = r"(?:\d{1,3}|[ivx]{1,5}|[a-z]|[*†‡§¶#]+)"
NOTE_MARK = re.compile(rf"[\[(]?{_MARK}(?:[\s,;–-]+{_MARK})*[\])]?|[\s,;\[\]()]+", re.IGNORECASE)
_EXPONENT = re.compile(r"[+-−–]?\d{1,3}")
_CHARGE = re.compile(r"\d?[+−–-]")
_ORDINALS = frozenset("aoerdº")  # 1a, no, 1er and the like, where one letter is superscript
_DEGREES = frozenset("oO0º°")
_TEMPERATURE = re.compile(r"\s?[CFK]\b")
_COUNTED = re.compile(r"(?:(?<![\d.,])\d{1,2}|\b[IVXLC]+|\b[NnMDP]|\d\.|[Nn]\.)$")
_TEN = re.compile(r"(?<![\d.,])10$")
# Units that have powers, and single letters, which are variables.
_POWERED = re.compile(
    r"(?:^|[^\w]|\d)(?P<base>[kcmdnµμ]?m|ft|yd|mi|km|sec|hr?|kg|[A-Za-zα-ωΑ-Ω]|(?<=\d)in|(?<=\d\s)in)$"
)
_EQUATION = re.compile(r"=\s?[\w.]+$")
_SMALL_POWERS = frozenset("23456")


def superscript_text(before: str, superscript: str, after: str = "", *, is_link: bool = False) -> str:
    """Return what a superscript adds to the text before it: "" for a note's mark, else what keeps its sense.

    `after` is the text that follows; `is_link` is true where the superscript leads to a note.
    """
    mark = superscript.strip()
    if not mark or not before.strip():
        return f"{mark} " if mark else ""
    is_mark = NOTE_MARK.fullmatch(mark) is not None
    if is_link and is_mark:
        return ""
    if kept := _as_character(before, mark, after):
        return kept
    if is_mark and not _is_ordinal(before, mark):
        return ""
    return f" {superscript}" if before[-1:].isdigit() and mark[:1].isdigit() else superscript


def _as_character(before: str, mark: str, after: str) -> str:
    """Return an exponent, a charge or an isotope's mass in superscript characters, or a degree sign; else ""."""
    if mark in _DEGREES and before[-1:].isdigit() and _TEMPERATURE.match(after):
        return "°"
    is_mass = before[-1:].isspace() and mark.isdigit() and after[:1].isupper()
    is_charge = _CHARGE.fullmatch(mark) is not None and before[-1:].isalpha()
    return mark.translate(SUPERSCRIPT) if is_mass or is_charge or _is_exponent(before, mark) else ""


def subscript_text(before: str, subscript: str) -> str:
    """Return what a subscript adds to the text before it: as it is, but for a figure behind another one."""
    return subscript.translate(SUBSCRIPT) if before[-1:].isdigit() and subscript[:1].isdigit() else subscript


def _is_exponent(before: str, mark: str) -> bool:
    if not _EXPONENT.fullmatch(mark):
        return False
    if not mark.isdigit() or _TEN.search(before):
        return True
    return mark in _SMALL_POWERS and (_POWERED.search(before) or _EQUATION.search(before)) is not None


def _is_ordinal(before: str, mark: str) -> bool:
    return mark.lower() in _ORDINALS and _COUNTED.search(before) is not None
