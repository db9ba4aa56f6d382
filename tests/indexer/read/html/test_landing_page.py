"""What is read of a landing page: its links with what surrounds them, and whether it goes elsewhere."""

from pathlib import Path

import pytest

from indexer.errors import ReadingError
from indexer.read.html.landing_page import MAX_LINKS, read
from indexer.read.sandbox.limits import Limits
from indexer.records.reading import ASKS_FOR_PASSWORD, PageLink, Reading

PAGE = """<!doctype html><html lang="es"><head><title>Guía | Instituto</title>
<meta name="citation_pdf_url" content="/guia.pdf"><meta name="date" content="2022-03-01">
<link rel="alternate" type="application/pdf" href="/guia-fr.pdf" hreflang="fr-CH">
<meta property="og:site_name" content="Instituto del Puerto"></head><body>
<nav><a href="/menu.pdf">Menú</a></nav>
<main><h1>Guía de cubierta</h1><p>El texto de la guía sigue <a href="/otro.pdf">a otro más antiguo</a>, que se lee
todavía en muchos barcos.</p>
<section><h2>Herramienta 1</h2><p>Para inspectores</p><a href="/uno.pdf"><img alt="Descargar" src="x.png"></a></section>
<ul><li><a href="/en.pdf" hreflang="en">English</a> | <a href="/fr.pdf">Français</a></li></ul></main>
<aside><a href="/lado.pdf" title="De otro lado"></a></aside><iframe src="/visor/1"></iframe>
<footer><a href="/pie.pdf">Pie</a></footer></body></html>"""


def reading(tmp_path: Path, source: str) -> Reading:
    path = tmp_path / "page.html"
    path.write_text(source, encoding="utf-8")
    return read(path, Limits())


def test_links_come_with_what_surrounds_them(tmp_path: Path) -> None:
    """Declared and embedded files, then links: in sentences, under a heading, in lists, and beside the text."""
    found = reading(tmp_path, PAGE)
    links = {link.url: link for link in found.page_links}
    assert list(links) == [
        "/guia.pdf",
        "/guia-fr.pdf",
        "/visor/1",
        "/otro.pdf",
        "/uno.pdf",
        "/en.pdf",
        "/fr.pdf",
        "/lado.pdf",
    ]
    assert [links[url].role for url in ("/guia.pdf", "/guia-fr.pdf", "/visor/1")] == [
        "declared",
        "declared",
        "embedded",
    ]
    assert not links["/otro.pdf"].in_list
    tool = links["/uno.pdf"]
    assert (tool.text, tool.heading, tool.in_list) == ("Descargar", "Herramienta 1", True)
    assert tool.context == "Herramienta 1 Para inspectores"
    assert (links["/en.pdf"].language, links["/en.pdf"].in_list) == ("en", True)
    assert (links["/lado.pdf"].text, links["/lado.pdf"].outside_main) == ("De otro lado", True)


def test_the_page_says_what_it_is(tmp_path: Path) -> None:
    """Title, language, date and publisher are the page's."""
    found = reading(tmp_path, PAGE)
    assert (found.title, found.language, found.date) == ("Guía de cubierta", "es", "2022-03-01")
    assert found.description.publisher
    assert found.description.publisher.value == "Instituto del Puerto"


@pytest.mark.parametrize(
    "source",
    [
        '<meta http-equiv="Refresh" content="0; url=/new"><p>Moved.</p>',
        "<script>window.location.href = '/new';</script>",
        '<script>location.replace("/new")</script><p>One moment, please.</p>',
        '<p>If nothing happens, go to <a href="/new">https://example.org/new</a></p>',
    ],
)
def test_a_page_that_goes_elsewhere_says_so(tmp_path: Path, source: str) -> None:
    """By a refresh, by a script, or by its only link."""
    assert reading(tmp_path, source).page_links[0] == PageLink("/new", role="redirect")


def test_a_page_with_text_stays(tmp_path: Path) -> None:
    """A script that could go elsewhere is not followed where there is something to read."""
    source = f"<script>if (x) location.href = '/login'</script><p>{'word ' * 100}</p>"
    assert reading(tmp_path, source).page_links == ()


def test_odd_links_are_left_out(tmp_path: Path) -> None:
    """Relative ones start from the page's base; places on the page and what is no URL are left out; 500 are enough."""
    source = '<base href="https://a.example/x/"><a href="b.pdf">B</a><a href="#top">Top</a><a href="http://[">C</a>'
    assert [link.url for link in reading(tmp_path, source).page_links] == ["https://a.example/x/b.pdf"]
    many = "".join(f'<p><a href="/{number}.pdf">{number}</a></p>' for number in range(MAX_LINKS + 50))
    assert len(reading(tmp_path, many).page_links) == MAX_LINKS


def test_a_form_to_log_in_is_noticed(tmp_path: Path) -> None:
    """A page without text is read too."""
    assert reading(tmp_path, '<form><input type="password"></form>').warnings == (ASKS_FOR_PASSWORD,)


def test_what_is_no_page_is_refused(tmp_path: Path) -> None:
    """A PDF under the name of a page is one reason."""
    with pytest.raises(ReadingError, match="is a PDF"):
        reading(tmp_path, "%PDF-1.4")
