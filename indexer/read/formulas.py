"""Formulas as plain text: what OMML and MathML, the two ways in which files hold them, have in common."""

import re

from indexer.read.superscripts import SUBSCRIPT, SUPERSCRIPT

_PLAIN = re.compile(r"[\w.,%°]+|\([^()]*\)")


def fraction(above: str, below: str) -> str:
    """Return a fraction on one line: "a/b", with brackets where a side has more than one term."""
    return f"{grouped(above)}/{grouped(below)}" if above or below else ""


def power(base: str, exponent: str) -> str:
    """Return a base with its exponent: superscript digits where there are such characters, else after a "^"."""
    if exponent and all(ord(char) in SUPERSCRIPT for char in exponent):
        return base + exponent.translate(SUPERSCRIPT)
    return f"{base}^{grouped(exponent)}" if exponent else base


def indexed(base: str, index: str) -> str:
    """Return a base with its index: right behind it, or as subscript digits behind a figure."""
    return base + (index.translate(SUBSCRIPT) if base[-1:].isdigit() and index[:1].isdigit() else index)


def root(radicand: str, degree: str = "") -> str:
    """Return a root, such as √(a+b)."""
    return f"{degree.translate(SUPERSCRIPT) if degree.isdigit() else degree}√{grouped(radicand)}"


def grouped(text: str) -> str:
    """Return a term in brackets where it is more than one number or name."""
    return text if not text or _PLAIN.fullmatch(text) else f"({text})"
