"""Where the sentences of a text start and end."""

import re

_END = re.compile(r"[.!?…]+[\"'”’»)\]]*\s+(?=[\"'“‘«(\[¿¡]*[A-ZÀ-ÖØ-ÞĀ-ŽĐƠƯẠ-Ỹ0-9])")

_ABBREVIATIONS = frozenset(
    """al approx est inc ltd co corp dr mr mrs ms prof st sr sra dra jr hon gen rep e.g i.e eg ie etc ca cf vs c
    u.s u.n e.u ee.uu av dept depto tel""".split()
)
_BEFORE_NUMBERS = frozenset(
    """no nos núm num n° nº art arts fig figs vol vols ch chap sec para paras p pp ed eds
    jan feb mar apr jun jul aug sept sep oct nov dec""".split()
)
"""Abbreviations only where a number follows: "No. 188", but "He said no. Then he left."."""

_LAST_WORD = re.compile(r"[^\s(\[“\"«]+$")


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """The sentences of a text as (start, end) offsets that follow each other without gap.

    Each sentence includes the white space after it. A full stop after an abbreviation, an initial or a list
    number does not end one.
    """
    cuts = [match.end() for match in _END.finditer(text) if _ends_sentence(text, match.start(), match.end())]
    starts = [0, *cuts]
    ends = [*cuts, len(text)]
    return [(start, end) for start, end in zip(starts, ends, strict=True) if start < end]


def _ends_sentence(text: str, stop: int, following: int) -> bool:
    """Whether the mark at `stop` ends a sentence rather than an abbreviation before what follows."""
    if text[stop] != ".":
        return True
    before = _LAST_WORD.search(text, max(0, stop - 40), stop)
    if not before:
        return True
    word = before.group().lower()
    is_initial = len(word) == 1 and word.isalpha()
    is_list_number = word.isdigit() and before.start() == 0
    is_before_number = word in _BEFORE_NUMBERS and text[following].isdigit()
    return not (is_initial or is_list_number or is_before_number or word in _ABBREVIATIONS)
