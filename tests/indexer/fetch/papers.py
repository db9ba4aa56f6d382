"""PDFs that the tests make themselves."""

import io
from collections.abc import Sequence
from html import escape

from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer


def make_pdf(title: str, paragraphs: Sequence[str], links: Sequence[tuple[str, str]] = ()) -> bytes:
    """A PDF with a title, paragraphs and links, each (words, address)."""
    styles = getSampleStyleSheet()
    linked = [f'See <a href="{escape(address)}">{escape(words)}</a> for more on it.' for words, address in links]
    flow: list[Paragraph | Spacer] = [Paragraph(escape(title), styles["Title"])]
    for text in (*(escape(each) for each in paragraphs), *linked):
        flow += [Paragraph(text, styles["BodyText"]), Spacer(1, 8)]
    made = io.BytesIO()
    SimpleDocTemplate(made, title=title, invariant=1).build(flow)
    return made.getvalue()


PDF = make_pdf("A guide to safe boats", ["Every boat carries a life jacket for each person on board, and a spare one."])
"""A small, whole PDF of some kilobytes."""
