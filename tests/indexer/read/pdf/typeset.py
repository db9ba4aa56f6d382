"""Set small PDFs for tests: lines at places, as a typesetter would, with this project's sentences."""

from collections.abc import Callable, Sequence
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = A4
LEFT, SECOND, TOP = 57.0, 311.0, 740.0
SIZE, LEADING = 10.0, 14.0

Draw = Callable[[Canvas], None]


def typeset(path: Path, pages: Sequence[Sequence[Draw]], finish: Draw | None = None) -> Path:
    """Write a PDF of pages, each of which is drawn by its functions in their order."""
    canvas = Canvas(str(path), pagesize=A4)
    for page in pages:
        for draw in page:
            draw(canvas)
        canvas.showPage()
    if finish:
        finish(canvas)
    canvas.save()
    return path


def lines(
    *texts: str,
    left: float = LEFT,
    top: float = TOP,
    font: str = "Helvetica",
    size: float = SIZE,
    leading: float = LEADING,
) -> Draw:
    """Draw lines below each other; an empty one leaves a gap."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont(font, size)
        for number, text in enumerate(texts):
            canvas.drawString(left, top - number * leading, text)

    return draw


def heading(text: str, top: float, left: float = LEFT, size: float = 16.0) -> Draw:
    """Draw a heading in large bold type."""
    return lines(text, left=left, top=top, font="Helvetica-Bold", size=size)


def running(title: str, number: int | str) -> Draw:
    """Draw a running title at the top and a page number in the middle of the bottom."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawRightString(WIDTH - LEFT, HEIGHT - 35, title)
        canvas.drawCentredString(WIDTH / 2, 30, str(number))

    return draw


def link(url: str, *rectangles: tuple[float, float, float, float]) -> Draw:
    """Lay a link over rectangles (left, bottom, right, top), an annotation each."""

    def draw(canvas: Canvas) -> None:
        for rectangle in rectangles:
            canvas.linkURL(url, rectangle, relative=0)

    return draw
