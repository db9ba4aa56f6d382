"""Which link of a landing page is that of the publication's file, and which pages list tools."""

import pytest

from indexer.fetch.link_ranking import MIN_SCORE, LandingPage, find_tools, is_same_title, rank_files
from indexer.records.reading import ASKS_FOR_PASSWORD, Block, PageLabel, PageLink, Part, Reading
from indexer.records.source import Source

ROOT = "https://a.example"
SOURCE = Source(id="s", title="Safe decks in small harbours", kind="guide", languages=("es",), url=f"{ROOT}/p/decks")


def page(*links: PageLink, url: str = SOURCE.url or "", text: str = "", warnings: tuple[str, ...] = ()) -> LandingPage:
    blocks = (Block("paragraph", (Part(1, text),)),) if text else ()
    return LandingPage(url, Reading("Decks", (PageLabel(1, "1"),), blocks, warnings=warnings, page_links=links))


def item(
    url: str, text: str, *, in_list: bool = True, outside_main: bool = False, heading: str = "", language: str = ""
) -> PageLink:
    return PageLink(url, text, heading=heading, language=language, in_list=in_list, outside_main=outside_main)


@pytest.mark.parametrize(
    "link",
    [
        PageLink("/x.pdf", role="declared"),
        PageLink("/x.pdf", role="embedded"),
        item("/media/7/download", "Download PDF (2.1 MB)"),
        item("/media/7/download", "Descargar"),
        item("/node/7", "Download the publication"),
        item("/x.pdf", "Tải xuống"),
        item("/x.pdf", "Full report (English, 3 MB)", language="es"),
        item("/x.pdf", "Safe decks in small harbours", in_list=False),
        item("/x.pdf", "Small harbours: safe decks (PDF)", outside_main=True),
        item("/x.pdf", "Download", heading="Safe decks in small harbours"),
        item("/x.pdf", "Download", heading="Downloads"),
        item("/viewer?file=/media/7/download", "Read online"),
    ],
)
def test_the_publications_own_file(link: PageLink) -> None:
    """Declared, framed, named like the publication, or only "Download", in any language."""
    (found,) = rank_files(page(link), SOURCE)
    assert found.score >= MIN_SCORE


@pytest.mark.parametrize(
    "link",
    [
        item("/x.pdf", "Nets and lines for beginners"),
        item("/x.pdf", "the report of the council", in_list=False),
        item("/x.pdf", "Executive summary (PDF, 1 MB)"),
        item("/x.pdf", "Download", heading="Nets and lines for beginners"),
        item("/media/7/download", "Agenda"),
        item("/x.pdf", "PDF", language="fr"),
    ],
)
def test_other_files(link: PageLink) -> None:
    """Another publication, a part of it, another language, or a file that a sentence mentions."""
    (found,) = rank_files(page(link), SOURCE)
    assert found.score < MIN_SCORE


def test_pages_are_no_files() -> None:
    """Links to pages, and redirects, are not ranked."""
    links = (item("/p/nets", "Nets"), PageLink("/x.pdf", role="redirect"), item("http://[", "Download"))
    assert rank_files(page(*links), SOURCE) == []


@pytest.mark.parametrize(
    ("worse", "better"),
    [
        (item("/a.pdf", "Download (1 MB)"), item("/b.pdf", "Download (2.5 MB)")),
        (item("/a.pdf", "Download (900 KB)"), item("/b.pdf", "Download (1,5 Mo)")),
        (item("/a_en.pdf", "PDF"), item("/b_es.pdf", "PDF")),
        (item("/a.pdf", "English"), item("/b.pdf", "Español")),
        (item("/a.pdf", "Download", outside_main=True), item("/b.pdf", "Download")),
        (item("/a.pdf", "Download"), PageLink("/b.pdf", role="declared")),
        (item("/a.pdf", "Resumen ejecutivo (9 MB)"), item("/b.pdf", "Texto completo")),
        (item("/a.pdf", "Safe decks in small harbours: annex"), item("/b.pdf", "Safe decks in small harbours")),
    ],
)
def test_the_likelier_of_two(worse: PageLink, better: PageLink) -> None:
    """Size decides last; language, place, declaration and completeness before it."""
    assert rank_files(page(worse, better), SOURCE)[0].url == ROOT + better.url


def test_the_documents_number_decides() -> None:
    """A file with the number of the page is the page's, whatever the link says."""
    links = (item("/w/wcms_700009.pdf", "Download"), item("/w/wcms_700001.pdf", "Hoists"))
    source = Source(id="s", title="Winches", kind="guide", url=f"{ROOT}/sector/WCMS_700001/lang--en/index.htm")
    assert rank_files(page(*links, url=source.url or ""), source)[0].url == f"{ROOT}/w/wcms_700001.pdf"


def test_an_index_lists_its_tools() -> None:
    """Files and pages below it, each once, by their titles; no links in sentences, to itself or beside its text."""
    links = (
        item("/p/decks/form", "Form for the daily round"),
        item("/x.pdf", "Download: Checklist for the engine room (PDF, 1 MB)"),
        item("/x.pdf", "Checklist for the engine room"),
        item("/y.pdf", "Download", heading="Poster on hooks and lines"),
        item("/z.pdf", "the older edition of it", in_list=False),
        item("/p/decks", "Safe decks in small harbours"),
        item("/publications/nets", "Nets and lines for beginners"),
        item("/w.pdf", "Annual report of the institute", outside_main=True),
    )
    titles = ["Form for the daily round", "Checklist for the engine room", "Poster on hooks and lines"]
    assert [tool.title for tool in find_tools(page(*links), SOURCE, is_index=False)] == titles
    assert [tool.title for tool in find_tools(page(*links), SOURCE, is_index=True)] == [
        *titles,
        "Nets and lines for beginners",
    ]
    assert find_tools(page(links[0]), SOURCE, is_index=True) == []


@pytest.mark.parametrize(
    ("title", "same"),
    [
        ("Safe decks in small harbours", True),
        ("SAFE DECKS IN SMALL HARBOURS", True),
        ("Safe decks in small harbours: a guide for crews", True),
        ("Safe decks", True),
        ("Small harbours, safe decks", True),
        ("Safe nets for large boats", False),
        ("United Nations", False),
        ("", False),
    ],
)
def test_titles_that_are_the_same(title: str, same: bool) -> None:  # noqa: FBT001  # a column of the table
    """Case, order, articles and a subtitle make no difference."""
    assert is_same_title(title, [SOURCE.title]) is same


def test_walls_are_known() -> None:
    """Little text about cookies, or beside a form to log in, is no page; with a file or more text it is one."""
    cookies = "We use cookies. Accept all cookies to go on."
    assert page(text=cookies).is_cookie_wall()
    assert not page(item("/x.pdf", "PDF"), text=cookies).is_cookie_wall()
    assert not page(text=cookies + " word" * 200).is_cookie_wall()
    assert page(text="Log in.", warnings=(ASKS_FOR_PASSWORD,)).is_login()
    assert not page(text="Log in.").is_login()


def test_a_redirect_leads_elsewhere() -> None:
    """A page that refreshes itself goes nowhere."""
    assert page(PageLink("/p/new", role="redirect")).redirect == f"{ROOT}/p/new"
    assert page(PageLink("/p/decks/", role="redirect")).redirect is None
