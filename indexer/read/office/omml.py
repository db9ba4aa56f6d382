"""Formulas of Word and PowerPoint (OMML, ECMA-376 part 1, 22.1) as plain text."""

from collections.abc import Callable
from typing import Any

from indexer.read import formulas

M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
FORMULA = f"{M}oMath"
MAX_DEPTH = 100  # nested parts of a formula
_PROPERTIES = frozenset(f"{M}{name}" for name in ("rPr", "ctrlPr"))


def formula_text(element: Any, depth: int = 0) -> str:
    """Return a formula, or a part of one, as plain text."""
    name = element.tag.removeprefix(M) if isinstance(element.tag, str) else ""
    if name == "t":
        return element.text or ""
    if depth > MAX_DEPTH:
        return "".join(each.text or "" for each in element.iter(f"{M}t"))

    def part(tag: str) -> str:
        found = element.find(f"{M}{tag}")
        return "" if found is None else formula_text(found, depth + 1)

    if build := _BUILDERS.get(name):
        return build(element, part)
    pieces = [
        formula_text(child, depth + 1)
        for child in element
        if isinstance(child.tag, str) and child.tag not in _PROPERTIES and not child.tag.endswith("Pr")
    ]
    return " ".join(pieces) if name in ("m", "mr", "eqArr") else "".join(pieces)


_Part = Callable[[str], str]


def _delimited(element: Any, _: _Part) -> str:
    """Return terms in their brackets, "(a|b)"."""
    opening, separator, closing = (
        _property(element, f"dPr/{tag}", otherwise)
        for tag, otherwise in (("begChr", "("), ("sepChr", "|"), ("endChr", ")"))
    )
    terms = [formula_text(each, 1) for each in element.findall(f"{M}e")]
    return f"{opening}{separator.join(terms)}{closing}"


def _sum(element: Any, part: _Part) -> str:
    """Return a sum, product or integral with its bounds."""
    sign = _property(element, "naryPr/chr", "∫")
    bounded = formulas.power(formulas.indexed(sign, formulas.grouped(part("sub"))), part("sup"))
    return f"{bounded} {part('e')}"


def _property(element: Any, path: str, otherwise: str) -> str:
    found = element.find("/".join(f"{M}{tag}" for tag in path.split("/")))
    value = None if found is None else found.get(f"{M}val")
    return otherwise if value is None else str(value)


_BUILDERS: dict[str, Callable[[Any, _Part], str]] = {
    "f": lambda _, part: formulas.fraction(part("num"), part("den")),
    "sSup": lambda _, part: formulas.power(part("e"), part("sup")),
    "sSub": lambda _, part: formulas.indexed(part("e"), part("sub")),
    "sSubSup": lambda _, part: formulas.power(formulas.indexed(part("e"), part("sub")), part("sup")),
    "sPre": lambda _, part: f"{formulas.power(formulas.indexed('', part('sub')), part('sup'))}{part('e')}",
    "rad": lambda _, part: formulas.root(part("e"), part("deg")),
    "func": lambda _, part: f"{part('fName')} {formulas.grouped(part('e'))}",
    "limLow": lambda _, part: formulas.indexed(part("e"), formulas.grouped(part("lim"))),
    "limUpp": lambda _, part: formulas.power(part("e"), part("lim")),
    "d": _delimited,
    "nary": _sum,
}
