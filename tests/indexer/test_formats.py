"""The same text in every format: found in each, quoted verbatim, and confirmed by a second extractor."""

import html.parser
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
import xlsxwriter
from docx import Document
from pptx import Presentation

from indexer.analysis.tokenizer import tokenize
from indexer.documents.page_text import text_of
from indexer.index.folders import live_folder
from indexer.index.generation import Generation, open_generation
from tests.conftest import build_index
from tests.indexer.fetch.papers import make_pdf
from tests.indexer.read.open_files import epub, odt

TITLE = "Boats, nets and lamps"
PARAGRAPHS = [
    "Mend every net before the boat leaves the harbour, and keep the walkways free of rope and hooks.",
    "Die Lampen — “two for each table” — are checked each morning; nobody has to bend over the beans.",
    "L’équipage vérifie les filets et les lampes chaque matin, avant que le bateau quitte le port de pêche.",
]
PDFTOTEXT = shutil.which("pdftotext")
FORMATS = ("md", "txt", "html", "pdf", "docx", "pptx", "odt", "rtf", "epub", "xlsx", "csv")
UNTITLED = {"txt", "csv"}


def write_all(folder: Path) -> None:
    """Writes the text in each format, into files that are named for it."""
    text = "\n\n".join(PARAGRAPHS)
    (folder / "md-story.md").write_text(f"# {TITLE}\n\n{text}\n", encoding="utf-8")
    (folder / "txt-story.txt").write_text(text, encoding="cp1252")
    body = "".join(f"<p>{each}</p>" for each in PARAGRAPHS)
    (folder / "html-story.html").write_text(f"<main><h1>{TITLE}</h1>{body}</main>", encoding="utf-8")
    (folder / "pdf-story.pdf").write_bytes(make_pdf(TITLE, PARAGRAPHS))
    document = Document()
    document.add_heading(TITLE, 1)
    deck = Presentation()
    for each in PARAGRAPHS:
        document.add_paragraph(each)
        slide = deck.slides.add_slide(deck.slide_layouts[1])
        slide.shapes.title.text = TITLE
        slide.placeholders[1].text_frame.text = each
    document.save(str(folder / "docx-story.docx"))
    write_newer(folder, body)
    deck.save(str(folder / "pptx-story.pptx"))


def write_newer(folder: Path, body: str) -> None:
    """Write the text as an OpenDocument text, a book, an RTF file, a workbook and a table."""
    paragraphs = "".join(f"<text:p>{each}</text:p>" for each in PARAGRAPHS)
    odt(folder / "odt-story.odt", f"<text:h>{TITLE}</text:h>{paragraphs}", {"meta.xml": "<a/>"})
    epub(folder / "epub-story.epub", {"one": f"<h1>{TITLE}</h1>{body}"})
    rtf = "".join(rf"\pard {''.join(_rtf_character(each) for each in text)}\par" for text in PARAGRAPHS)
    (folder / "rtf-story.rtf").write_text(rf"{{\rtf1\ansi\pard\outlinelevel0 {TITLE}\par{rtf}}}", encoding="ascii")
    book = xlsxwriter.Workbook(folder / "xlsx-story.xlsx")
    book.set_properties({"title": TITLE})
    book.add_worksheet("Story").write_column(0, 0, PARAGRAPHS)
    book.close()
    (folder / "csv-story.csv").write_text("".join(f'"{each}"\n' for each in PARAGRAPHS), encoding="utf-8")


def _rtf_character(character: str) -> str:
    return character if character.isascii() else rf"\u{ord(character)}?"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("library")
    write_all(folder)
    return folder


@pytest.fixture(scope="module")
def generation(library: Path, tmp_path_factory: pytest.TempPathFactory) -> Generation:
    return open_generation(live_folder(build_index(tmp_path_factory.mktemp("data"), library)))


class _Text(html.parser.HTMLParser):
    """All text of a page, by another parser than ours."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)


def second_extractor(path: Path) -> str:
    """A file's text by other means than our readers'."""
    if path.suffix == ".rtf":
        source = path.read_text(encoding="ascii")
        plain = re.sub(r"\\u(\d+)\?", lambda match: chr(int(match[1])), source)
        return re.sub(r"\\[a-z]+\d* ?|[{}]", " ", plain)
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            parts = [archive.read(name).decode() for name in sorted(archive.namelist()) if _is_text(name)]
        return " ".join(re.sub(r"<[^>]+>", " ", part) for part in parts)
    if path.suffix == ".html":
        parser = _Text()
        parser.feed(path.read_text(encoding="utf-8"))
        return " ".join(parser.pieces)
    if path.suffix == ".pdf":
        return subprocess.run([str(PDFTOTEXT), path, "-"], capture_output=True, check=True, text=True).stdout
    return path.read_text(encoding="cp1252" if path.suffix == ".txt" else "utf-8")


_TEXT_MEMBERS = re.compile(
    r"word/document\.xml|ppt/slides/slide\d+\.xml|content\.xml|OPS/one\.xhtml|xl/(?:workbook|sharedStrings)\.xml"
)


def _is_text(name: str) -> bool:
    return bool(_TEXT_MEMBERS.fullmatch(name))


def folded(text: str) -> str:
    return " ".join(word.text for word in tokenize(text))


@pytest.mark.parametrize("name", FORMATS)
def test_passages_are_what_their_pages_say(generation: Generation, name: str) -> None:
    """The spans of each passage give its text back, and all paragraphs are in the document's passages."""
    document = generation.documents[f"{name}-story"]
    pages = generation.pages.texts(document.id)
    passages = [generation.passage(at) for at in document.ordinals]
    assert [text_of(pages, passage.spans) for passage in passages] == [passage.text for passage in passages]
    whole = " ".join(passage.text for passage in passages)
    assert [each for each in PARAGRAPHS if each not in whole] == []
    if name not in UNTITLED:
        assert document.source.title == TITLE


@pytest.mark.parametrize("name", FORMATS)
def test_a_second_extractor_finds_the_passages(generation: Generation, library: Path, name: str) -> None:
    """Each line of each passage, folded, is in what another program makes of the file."""
    path = library / f"{name}-story.{name}"
    if name == "pdf" and PDFTOTEXT is None:
        pytest.skip("pdftotext is not installed")
    other = folded(second_extractor(path))
    document = generation.documents[f"{name}-story"]
    for ordinal in document.ordinals:
        for line in generation.passage(ordinal).text.splitlines():
            assert folded(line) in other
