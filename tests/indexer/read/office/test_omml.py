"""Formulas of office files."""

import pytest
from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml

from indexer.read.office.omml import formula_text


def run(text: str) -> str:
    return f"<m:r><m:rPr/><m:t>{text}</m:t></m:r>"


BOUNDS = f"<m:sub>{run('i')}</m:sub><m:sup>{run('n')}</m:sup>"


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (run("H") + run("=0.7T"), "H=0.7T"),
        (f"<m:f><m:num>{run('a+b')}</m:num><m:den>{run('c')}</m:den></m:f>", "(a+b)/c"),
        (f"<m:sSup><m:e>{run('x')}</m:e><m:sup>{run('2')}</m:sup></m:sSup>", "x²"),
        (f"<m:sSup><m:e>{run('x')}</m:e><m:sup>{run('k+1')}</m:sup></m:sSup>", "x^(k+1)"),
        (f"<m:sSub><m:e>{run('T')}</m:e><m:sub>{run('wet')}</m:sub></m:sSub>", "Twet"),
        (f"<m:rad><m:deg/><m:e>{run('n')}</m:e></m:rad>", "√n"),
        (f"<m:d><m:dPr><m:begChr m:val='['/><m:endChr m:val=']'/></m:dPr><m:e>{run('a')}</m:e></m:d>", "[a]"),
        (f"<m:nary><m:naryPr><m:chr m:val='∑'/></m:naryPr>{BOUNDS}<m:e>{run('x')}</m:e></m:nary>", "∑iⁿ x"),
        (f"<m:func><m:fName>{run('log')}</m:fName><m:e>{run('x')}</m:e></m:func>", "log x"),
        ("<m:d><m:e>" * 110 + run("deep") + "</m:e></m:d>" * 110, None),
    ],
)  # fmt: skip
def test_formulas(content: str, text: str | None) -> None:
    """Fractions, powers, indexes, roots, brackets and sums on one line; depth ends in plain text."""
    found = formula_text(parse_xml(f"<m:oMath {nsdecls('m')}>{content}</m:oMath>"))
    assert found == text if text else "deep" in found
