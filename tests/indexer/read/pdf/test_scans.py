"""Pages that are pictures, read in the worker as a build does."""

from pathlib import Path

import pypdfium2
import pytest
import rapidfuzz
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from indexer.errors import ReadingError
from indexer.read.ocr.installed import Tesseract
from indexer.read.ocr.request import OcrRequest
from indexer.read.pdf.file import is_blank, open_pages
from indexer.read.sandbox.limits import Limits
from indexer.read.sandbox.protocol import decode_reading
from indexer.read.sandbox.runner import run_worker
from indexer.records.reading import Reading
from tests.indexer.read.readings import assert_sound
from tests.indexer.read.scans import make_scan, needs_tesseract, tesseract

PAINTED, INVISIBLE = 0, 3  # modes in which text is drawn
MIN_ALIKE = 97.0  # of 100
LIMITS = Limits(cpu=600, wall=900.0, ocr_page_seconds=300)

TEXTS = {
    "en": (
        "The port office",
        "The villages agreed on the timber for all of the sheds, and they sent two carpenters each.",
        "Nobody had mended the nets in the winter before, because the market was closed for repairs.",
    ),
    "es": (
        "La oficina del puerto",
        "Las aldeas acordaron la madera para todos los cobertizos y enviaron dos carpinteros cada una.",
        "Nadie había remendado las redes el año anterior, porque el mercado estaba cerrado por reparación.",
    ),
    "fr": (
        "Le bureau du port",
        "Les villages ont choisi le bois de tous les hangars et ont envoyé deux menuisiers chacun à l’été.",
        "Personne n’avait réparé les filets pendant l’hiver précédent, car le marché était fermé.",
    ),
    "vi": (
        "Văn phòng cảng",
        "Các làng đã thống nhất về gỗ cho tất cả các nhà kho và mỗi làng cử hai thợ mộc đến giúp.",
        "Không ai sửa lưới trong mùa đông năm trước, vì chợ đã đóng cửa để sửa chữa.",
    ),
}


def read_scan(path: Path, *languages: str, packs: tuple[str, ...] = (), limits: Limits = LIMITS) -> Reading:
    """Read a file with OCR, by the installed packs or some of them."""
    found = tesseract()
    given = Tesseract(found.library, found.version, packs or found.packs)
    return decode_reading(run_worker("pdf", path, limits, OcrRequest(given, languages)))


def assert_alike(found: str, shown: str) -> None:
    """Assert that a text is what a picture shows, but for a letter or two: versions of Tesseract differ in these."""
    assert rapidfuzz.fuzz.ratio(found.casefold().replace("’", "'"), shown.casefold().replace("’", "'")) >= MIN_ALIKE


@needs_tesseract
@pytest.mark.parametrize(("language", "is_known"), [("en", False), ("es", False), ("fr", True), ("vi", False)])
def test_each_language(tmp_path: Path, language: str, is_known: bool) -> None:  # noqa: FBT001  # a column
    """Heading and paragraphs are read, whether or not the language is known before."""
    title, *paragraphs = TEXTS[language]
    set_in = "\n\n".join((f"#text(size: 18pt)[*{title}*]", *paragraphs))
    reading = read_scan(make_scan(tmp_path / "a.pdf", set_in, language=language), *([language] if is_known else []))
    assert_sound(reading)
    assert [block.kind for block in reading.blocks] == ["heading", "paragraph", "paragraph"]
    for block, shown in zip(reading.blocks, (title, *paragraphs), strict=True):
        assert_alike(block.text, shown)
    (page,) = reading.pages
    assert page.confidence is not None
    assert (reading.title, reading.pictures, reading.warnings) == (reading.blocks[0].text, (), ())


LAID_OUT = """
#set page(header: align(right)[Yearly report of the port office], footer: context align(center)[#(here().page() + 6)])
#set par(justify: true)
= Sheds
Nobody had mended the nets in the winter before, because the market was closed for repairs, and nobody knew.
- The first boat leaves at five.
- The second boat leaves at seven.
#pagebreak()
#columns(2)[
The villages agreed on the timber for all of the sheds, and sent two carpenters each. They paid for it.
#colbreak()
The harbour master counted the boats in the spring. She found that twelve were new and that four had gone.
]
#pagebreak()
The market opens when the first boats are back, and the buyers come from across the bay by cart.
"""


READ = [
    ("heading", 1, "Sheds"),
    (
        "paragraph",
        1,
        "Nobody had mended the nets in the winter before, because the market was closed for repairs, and nobody knew.",
    ),
    ("item", 1, "The first boat leaves at five."),
    ("item", 1, "The second boat leaves at seven."),
    (
        "paragraph",
        2,
        "The villages agreed on the timber for all of the sheds, and sent two carpenters each. They paid for it.",
    ),
    (
        "paragraph",
        2,
        "The harbour master counted the boats in the spring. She found that twelve were new and that four had gone.",
    ),
    (
        "paragraph",
        3,
        "The market opens when the first boats are back, and the buyers come from across the bay by cart.",
    ),
]
"""The kind, page and text of each block."""


@needs_tesseract
def test_pages_that_lie_on_their_side(tmp_path: Path) -> None:
    """However pages are turned, columns are read one after the other, and running titles and page numbers go."""
    path = make_scan(tmp_path / "a.pdf", LAID_OUT, turns=(1, 3, 2))
    reading = read_scan(path)
    assert [page.label for page in reading.pages] == ["7", "8", "9"]
    assert [(block.kind, block.parts[0].page) for block in reading.blocks] == [(kind, page) for kind, page, _ in READ]
    for block, (_, _, shown) in zip(reading.blocks, READ, strict=True):
        assert_alike(block.text, shown)


@needs_tesseract
def test_a_language_without_its_pack(tmp_path: Path) -> None:
    """Such pages are not read by another's pack, and the package to install is named."""
    path = make_scan(tmp_path / "a.pdf", "\n\n".join(TEXTS["fr"] * 2), language="fr")
    for languages in ((), ("fr",)):
        with pytest.raises(ReadingError, match=r"install tesseract-ocr-fra, and build again"):
            read_scan(path, *languages, packs=("eng", "osd"))


@needs_tesseract
def test_pictures_without_text(tmp_path: Path) -> None:
    """What is no text is not read as some."""
    noise = bytes((at * at * 7 + at // 3) % 256 for at in range(150 * 150))
    bands = ", ".join(map(str, noise))
    picture = f'#image(bytes(({bands})), format: (encoding: "luma8", width: 150, height: 150), width: 100%)'
    path = make_scan(tmp_path / "a.pdf", picture)
    with pytest.raises(ReadingError, match="has no text that OCR can read"):
        read_scan(path)


@needs_tesseract
def test_time_is_bounded(tmp_path: Path) -> None:
    """Pages for which no time is left are not read, and it is said what to set."""
    path = make_scan(tmp_path / "a.pdf", "\n\n".join(TEXTS["en"]))
    with pytest.raises(ReadingError, match=r"OCR took too long: 1 pages are .* set VERBATIM_OCR_SECONDS"):
        read_scan(path, limits=Limits(ocr_seconds=1, ocr_page_seconds=2))


def shifted(text: str) -> str:
    """Return a text by other codes, as fonts without a table of characters give it."""
    return "".join(char if char == " " else chr(ord(char) - 29) for char in text)


@needs_tesseract
def test_text_whose_fonts_give_wrong_codes(tmp_path: Path) -> None:
    """Pages whose text is no language are read as they look; the others keep their text, without a confidence."""
    _, *shown = TEXTS["en"]
    scan = pypdfium2.PdfDocument(make_scan(tmp_path / "scan.pdf", "\n\n".join(shown)))[0].render(scale=3).to_pil()
    canvas = Canvas(str(tmp_path / "a.pdf"))
    for is_garbled in (False, True):
        canvas.setFont("Helvetica", 10)
        if is_garbled:
            canvas.drawImage(ImageReader(scan), 0, 300, scan.width / 3, scan.height / 3)
        for at, text in enumerate(shown * 3):
            line = canvas.beginText(57, 690 - 14 * at)
            line.setTextRenderMode(INVISIBLE if is_garbled else PAINTED)
            line.textLine(shifted(text) if is_garbled else text)
            canvas.drawText(line)
        canvas.showPage()
    canvas.save()
    plain = decode_reading(run_worker("pdf", tmp_path / "a.pdf", LIMITS))
    assert plain.pictures == (2,)
    reading = read_scan(tmp_path / "a.pdf")
    assert [page.confidence is None for page in reading.pages] == [True, False]
    assert_alike(
        " ".join(part.text for block in reading.blocks for part in block.parts if part.page == 2), " ".join(shown)
    )
    assert (reading.pictures, reading.warnings) == ((), ())


def test_blank_pages_cost_nothing(tmp_path: Path) -> None:
    """A page on which nothing is drawn is not rendered."""
    canvas = Canvas(str(tmp_path / "a.pdf"))
    canvas.showPage()
    canvas.rect(10, 10, 20, 20)
    canvas.showPage()
    canvas.save()
    assert [is_blank(page) for page in open_pages(tmp_path / "a.pdf", LIMITS)] == [True, False]
    assert [page.number for page in open_pages(tmp_path / "a.pdf", LIMITS, {2})] == [2]
