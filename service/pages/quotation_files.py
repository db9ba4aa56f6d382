"""Quotations as files: each with its citation and its permanent link."""

import io
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from starlette.responses import Response

from service.registers.export import NOT_XML, ExportColumn, ExportTable, csv_file, download, xlsx_file
from service.schemas.cited_quote import CitedQuote
from service.schemas.reference import FORMATS, Reference
from service.translations.formats import format_number
from service.translations.messages import N_, gettext

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph

WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

COLUMNS = tuple(
    ExportColumn(name, width)
    for name, width in (
        (N_("quotation"), 80),
        (N_("citation"), 60),
        (N_("permalink"), 50),
        (N_("document"), 40),
        (N_("publisher"), 30),
        (N_("year"), 8),
        (N_("section"), 40),
        (N_("pages"), 10),
        (N_("language"), 10),
        (N_("official"), 10),
        (N_("status"), 20),
    )
)


@dataclass(frozen=True, slots=True)
class QuotationList:
    """Quotations with what they were chosen by: a title, and the URL of the page that lists them.

    `total` is how many there are, more than are listed where there are too many for a file. `name` is that of the
    file, without its ending.
    """

    name: str
    title: str
    url: str
    generation: str
    total: int
    quotes: tuple[CitedQuote, ...]

    @property
    def notes(self) -> tuple[tuple[str, str], ...]:
        """What it says of itself: (words, value)."""
        return (
            (gettext("Exported from"), self.url),
            (gettext("Quotations"), self.extent),
            (gettext("Index"), self.generation),
        )

    @property
    def extent(self) -> str:
        """How many quotations are listed, and of how many if not all are."""
        listed = format_number(len(self.quotes))
        if len(self.quotes) == self.total:
            return listed
        return gettext("the first %(listed)s of %(total)s") % {"listed": listed, "total": format_number(self.total)}

    @property
    def references(self) -> Iterator[Reference]:
        """Its references, each with an id that no other has."""
        seen: dict[str, int] = {}
        for each in self.quotes:
            if each.reference:
                seen[each.reference.id] = count = seen.get(each.reference.id, 0) + 1
                yield replace(each.reference, id=f"{each.reference.id}-{count}") if count > 1 else each.reference


def _table(listed: QuotationList) -> ExportTable:
    rows = [
        (
            each.quote.text,
            each.citation,
            each.quote.url,
            each.title,
            each.reference.publisher if each.reference else "",
            each.reference.year if each.reference else None,
            " › ".join(each.section),
            each.pages,
            each.language,
            gettext("yes") if each.official else gettext("no"),
            each.label,
        )
        for each in listed.quotes
    ]
    return ExportTable(gettext("Quotations"), COLUMNS, rows, listed.notes)


def _csv(listed: QuotationList) -> bytes:
    return csv_file(_table(listed))


def _xlsx(listed: QuotationList) -> bytes:
    return xlsx_file(_table(listed))


def _markdown(listed: QuotationList) -> bytes:
    parts = [f"# {_escape(listed.title)}\n", *(f"- {words}: {_escape(value)}" for words, value in listed.notes), ""]
    for each in listed.quotes:
        if each.quote.text:
            parts.append(_block(each.quote.text))
            parts.append(f">\n> [{_escape(each.quote.source)}]({each.quote.url})\n")
        if each.status != "verbatim":
            parts.append(f"**{each.label}**\n")
        parts.append(f"{_escape(each.citation)}\n")
    return ("\n".join(parts)).encode()


def _block(text: str) -> str:
    return "\n".join(f"> {_escape(line)}" for line in f"“{text}”".split("\n"))


def _escape(text: str) -> str:
    """Return a text in which nothing is markup; URLs stay as they are."""
    words = re.split(r"(https?://\S+)", text)
    return "".join(word if at % 2 else re.sub(r"([\\`*_\[\]<>#|])", r"\\\1", word) for at, word in enumerate(words))


def _references(ending: str) -> Callable[[QuotationList], bytes]:
    def write(listed: QuotationList) -> bytes:
        return FORMATS[ending].write(*listed.references).encode()

    return write


def _docx(listed: QuotationList) -> bytes:
    """Return a Word document: each quotation as a paragraph with a link to it, then its citation."""
    from docx import Document  # noqa: PLC0415 - the service needs it only for this
    from docx.shared import Pt  # noqa: PLC0415

    book = Document()
    style = book.styles["Quote"].style_id
    book.core_properties.title = _xml(listed.title)
    book.add_heading(_xml(listed.title), level=1)
    for words, value in listed.notes:
        book.add_paragraph(_xml(f"{words}: {value}"))
    for each in listed.quotes:
        if each.quote.text:
            paragraph = book.add_paragraph(_xml(f"“{each.quote.text}” ("))
            paragraph._p.style = style  # noqa: SLF001 - by name, each paragraph would search all styles
            _add_link(paragraph, each.quote.source, each.quote.url)
            paragraph.add_run(")")
        if each.status != "verbatim":
            book.add_paragraph().add_run(each.label).bold = True
        citation = book.add_paragraph().add_run(_xml(each.citation))
        citation.font.size = Pt(9)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _add_link(paragraph: "Paragraph", text: str, url: str) -> None:
    """Add a link to a paragraph: python-docx reads links and has nothing that makes one."""
    from docx.opc.constants import RELATIONSHIP_TYPE  # noqa: PLC0415
    from docx.oxml.ns import qn  # noqa: PLC0415
    from docx.oxml.parser import OxmlElement  # noqa: PLC0415

    run = paragraph.add_run(_xml(text))
    run.font.underline = True
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    link.append(run._r)  # noqa: SLF001 - the names by which python-docx's documentation calls its elements
    paragraph._p.append(link)  # noqa: SLF001


def _xml(text: str) -> str:
    """Return a text without the characters that XML forbids."""
    return NOT_XML.sub("", text)


@dataclass(frozen=True, slots=True)
class QuotationFile:
    """A format of a list of quotations: its label, its media type and how it is written."""

    label: str
    media_type: str
    write: Callable[[QuotationList], bytes]


FILES: Mapping[str, QuotationFile] = {
    "docx": QuotationFile("Word", WORD_TYPE, _docx),
    "md": QuotationFile("Markdown", "text/markdown; charset=utf-8", _markdown),
    "csv": QuotationFile("CSV", "text/csv; charset=utf-8", _csv),
    "xlsx": QuotationFile("Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _xlsx),
    **{
        ending: QuotationFile(each.label, f"{each.media_type}; charset=utf-8", _references(ending))
        for ending, each in FORMATS.items()
    },
}
"""By the ending of the file's name."""


def quotation_file(listed: QuotationList, ending: str) -> Response:
    """Return a list of quotations as a file; its name says so if the file has the first of them only."""
    count = len(listed.quotes)
    name = listed.name + (f"-first-{count}-of-{listed.total}" if count < listed.total else "")
    return download(FILES[ending].write(listed), FILES[ending].media_type, f"{name}.{ending}")
