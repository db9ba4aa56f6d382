"""`verbatim verify`: the quotations of a memo, in each kind of file, against an index and against a service."""

import json
from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path

import pytest
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate
from typer.testing import CliRunner, Result

from indexer.analysis.sentence_splitter import sentence_spans
from indexer.index.folders import live_folder
from indexer.index.generation import open_generation
from indexer.settings import Settings
from service.cli import app
from service.quotations.address import QuotationAddress
from tests.browser.conftest import serving

SITE = "https://search.example.org"

Quotation = tuple[str, str]
"""The words and the permalink."""

ALTERED = 7
"""The number, from 0, of the quotation that a test alters."""


@pytest.fixture(scope="module")
def quotations(small_index: Path) -> list[Quotation]:
    """Twenty sentences of an index."""
    found = []
    for passage in open_generation(live_folder(small_index)).passages:
        for start, end in sentence_spans(passage.text):
            words = passage.text[start:end].strip()
            if 8 <= len(words.split()) <= 30 and words.isascii() and words.endswith(".") and '"' not in words:
                found.append((words, SITE + QuotationAddress.of(passage, start, end).path))
                break
    assert len(found) >= 20
    return found[:20]


def altered(quotations: Sequence[Quotation]) -> list[Quotation]:
    """The quotations with one word of one of them left out."""
    words, link = quotations[ALTERED]
    middle = words.split()
    del middle[len(middle) // 2]
    return [*quotations[:ALTERED], (" ".join(middle), link), *quotations[ALTERED + 1 :]]


def docx(path: Path, quotations: Sequence[Quotation]) -> None:
    document = Document()
    for words, link in quotations:
        paragraph = document.add_paragraph("A memo of mine says: “")
        half = len(words) // 2
        paragraph.add_run(words[:half])
        paragraph.add_run(words[half:]).bold = True
        paragraph.add_run("” (")
        hyperlink = OxmlElement("w:hyperlink")
        hyperlink.set(qn("r:id"), paragraph.part.relate_to(link, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        run = paragraph.add_run("Publisher 2023, p. 1")
        hyperlink.append(run._r)
        paragraph._p.append(hyperlink)
        paragraph.add_run("), as “everyone” says.")
    document.save(str(path))


def pdf(path: Path, quotations: Sequence[Quotation]) -> None:
    style = getSampleStyleSheet()["BodyText"]
    style.fontSize, style.leading = 14, 20  # so that quotations and their links run over lines and pages
    SimpleDocTemplate(str(path)).build(
        [
            Paragraph(f'He said: “{escape(words)}” (<link href="{escape(link)}">Publisher 2023, page 1</link>).', style)
            for words, link in quotations
        ]
    )


def html(path: Path, quotations: Sequence[Quotation]) -> None:
    body = "".join(
        f'<p>It says <q>{escape(words)}</q> (<a href="{escape(link)}">Publisher 2023</a>)</p>'
        for words, link in quotations
    )
    path.write_text(f"<html><head><title>“A title”</title></head><body>{body}</body></html>", encoding="utf-8")


def text(path: Path, quotations: Sequence[Quotation]) -> None:
    path.write_text("\n\n".join(f'"{words}"\n{link}' for words, link in quotations), encoding="utf-8")


WRITERS: dict[str, Callable[[Path, Sequence[Quotation]], None]] = {
    "memo.docx": docx,
    "memo.pdf": pdf,
    "memo.html": html,
    "memo.txt": text,
}

each_kind = pytest.mark.parametrize("name", WRITERS)


def verify(data: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, ["verify", *arguments], env={"VERBATIM_DATA_DIR": str(data)})


@each_kind
def test_the_altered_quotation_is_found(
    small_index: Path, quotations: list[Quotation], tmp_path: Path, name: str
) -> None:
    """Of twenty quotations, the one with a word left out is found, and no other."""
    WRITERS[name](tmp_path / name, altered(quotations))
    outcome = verify(small_index, str(tmp_path / name), "--json")
    assert outcome.exit_code == 1, outcome.output
    (findings,) = json.loads(outcome.output).values()
    assert [each["outcome"] for each in findings] == [
        "altered" if number == ALTERED else "verbatim" for number in range(20)
    ]
    assert findings[ALTERED]["original"] == quotations[ALTERED][0]


@each_kind
def test_a_sound_memo(small_index: Path, quotations: list[Quotation], tmp_path: Path, name: str) -> None:
    """Twenty right quotations pass."""
    WRITERS[name](tmp_path / name, quotations)
    outcome = verify(small_index, str(tmp_path / name))
    assert outcome.exit_code == 0, outcome.output
    assert "20 quotations: 20 verbatim" in outcome.output


def test_against_a_service(small_index: Path, quotations: list[Quotation], tmp_path: Path) -> None:
    """A service elsewhere gives the same findings; one that does not answer is an error with what to do."""
    memo = tmp_path / "memo.txt"
    text(memo, altered(quotations))
    nowhere = tmp_path / "no-index-here"
    with serving(Settings(data_dir=small_index, encoder="none")) as site:
        outcome = verify(nowhere, str(memo), "--url", site)
    assert outcome.exit_code == 1
    assert "20 quotations: 19 verbatim, 1 altered" in outcome.output
    refused = verify(nowhere, str(memo), "--url", site)
    assert "Check --url" in str(refused.exception)


def test_links_that_prove_nothing(small_index: Path, quotations: list[Quotation], tmp_path: Path) -> None:
    """A link whose digest was changed is unknown; a file without a permalink fails, and says what one looks like."""
    memo = tmp_path / "memo.txt"
    words, link = quotations[0]
    text(memo, [(words, link[:-16] + "0" * 16)])
    outcome = verify(small_index, str(memo))
    assert outcome.exit_code == 1
    assert "1 unknown" in outcome.output
    memo.write_text("“Nothing is cited here.”", encoding="utf-8")
    outcome = verify(small_index, str(memo))
    assert outcome.exit_code == 1
    assert "no permalink" in outcome.output


def test_files_that_cannot_be_read(small_index: Path, tmp_path: Path) -> None:
    """A damaged file and a missing one are errors with a reason."""
    for name, content in (("memo.docx", b"PK\x03\x04 is all there is"), ("memo.pdf", b"%PDF-1.7 is all there is")):
        (tmp_path / name).write_bytes(content)
        assert "cannot be read" in str(verify(small_index, str(tmp_path / name)).exception)
    assert "There is no file" in str(verify(small_index, str(tmp_path / "missing.txt")).exception)
