"""What is made of pages that are walls, have moved, or leave something unsure."""

from typing import Any

import pytest
from msgspec.structs import replace

from indexer.corpus.manifest import Manifest
from indexer.fetch.run import fetch
from indexer.fetch.state import FetchResult
from indexer.records.source import Source
from tests.indexer.fetch.conftest import FetchSession
from tests.indexer.fetch.papers import make_pdf
from tests.indexer.fetch.publisher import ABSTRACT, PDF_TYPE, link, page, to
from tests.indexer.fetch.site import Reply

TITLE = "Safe decks in small harbours"
WHOLE = Reply(body=make_pdf(TITLE, ["Every deck is washed before the boat goes out."]), headers=PDF_TYPE)


def fetched(session: FetchSession, **facts: Any) -> FetchResult:
    """Fetch a source whose page is /p/decks, with these facts of it; return its result."""
    source = Source(id="decks", title=TITLE, kind="guide", url=f"{session.site.root}/p/decks", text="fetch")
    manifest = Manifest((replace(source, **facts),), ("127.0.0.1",), page_kinds=("news",), index_kinds=("toolkit",))
    (result,) = fetch(manifest, session.settings, session.progress, clock=session.time.clock).results
    return result


def landing(*parts: str, title: str = TITLE) -> Reply:
    return page(title, f"<p>{ABSTRACT}</p>", *parts)


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (to("/"), "front page"),
        (to("/en"), "front page"),
        (page("Cookies", "<p>This site uses cookies. Accept our cookies to go on.</p>"), "about cookies"),
        (page("Members", '<form><input name="user"><input type="password"></form>'), "asks for a login"),
        (landing(link("/media/1/download", "Download")), "leads to the file"),
        (landing(link("/media/2/download", "Download")), "shows no file"),
        (landing(link("https://elsewhere.example/x.pdf", "Download")), "is not among the allowed hosts"),
    ],
)
def test_what_stands_in_for_a_page_is_not_kept(session: FetchSession, reply: Reply, reason: str) -> None:
    """The front page, a wall, and a page whose file is not available fail with a reason; there is no copy."""
    session.site.pages |= {
        "/p/decks": reply,
        "/": page("Harbour Institute"),
        "/en": page("Harbour Institute"),
        "/media/2/download": page("Nothing here"),
    }
    result = fetched(session)
    assert result.status == "failed"
    assert result.state.failure
    assert reason in result.state.failure.reason
    assert "put the file into" in result.state.failure.reason
    assert session.files() == {}


def test_a_page_of_its_own_is_kept(session: FetchSession) -> None:
    """The text of a page is kept where no file is the publication's; the report says that there are files."""
    session.site.pages["/p/decks"] = landing(
        "<p>More is in <a href='/x.pdf'>the report of the council</a>, as before.</p>"
    )
    copy = fetched(session).state.copy
    assert copy
    assert copy.file == "decks.html"
    assert "a file that is not clearly the publication" in copy.doubts[0]


def test_pages_of_some_kinds_are_the_text(session: FetchSession) -> None:
    """News and the like are kept as pages, whatever they link to."""
    session.site.pages |= {"/p/decks": landing(link("/x.pdf", "Download")), "/x.pdf": WHOLE}
    copy = fetched(session, kind="news").state.copy
    assert copy
    assert (copy.file, copy.doubts) == ("decks.html", ())


def test_a_file_takes_the_place_of_its_page(session: FetchSession) -> None:
    """Once a page leads to its file, its own text is no longer kept; the copy says what the page said."""
    site = session.site
    site.pages["/p/decks"] = landing()
    assert fetched(session).state.copy
    assert set(session.files()) == {"decks.html"}
    head = '<meta name="date" content="2018-05-02"><meta name="publisher" content="Harbour Institute">'
    site.pages |= {"/p/decks": page(TITLE, link("/x.pdf", "PDF"), head=head), "/x.pdf": WHOLE}
    result = fetched(session)
    assert set(session.files()) == {"decks.pdf"}
    assert result.status == "changed"
    assert result.state.copy
    copy = result.state.copy
    assert (copy.page_url, copy.page_title) == (f"{site.root}/p/decks", TITLE)
    assert (copy.page_year, copy.page_publisher, copy.doubts) == (2018, "Harbour Institute", ())


def test_a_failing_file_leaves_the_old_one(session: FetchSession) -> None:
    """A busy host costs nothing but time: no smaller file is taken in the place of the one that is there."""
    links = (link("/x.pdf", "Download (2 MB)"), link("/y.pdf", "Download (1 MB)"))
    session.site.pages |= {"/p/decks": landing(*links), "/x.pdf": WHOLE, "/y.pdf": WHOLE}
    fetched(session)
    before = session.files()
    session.site.pages["/x.pdf"] = Reply(503)
    assert fetched(session).status == "failed"
    assert session.files() == before
    assert "/y.pdf" not in session.site.paths


@pytest.mark.parametrize(
    ("parts", "facts", "doubt"),
    [
        ((link("/gone.pdf", "Download (2 MB)"), link("/x.pdf", "Download")), {}, "is gone"),
        ((link("/x.pdf", "Download"), link("/y.pdf", "Download")), {}, "2 files of its page fit alike"),
        ((link("/x.pdf", f"{TITLE} (français)"),), {"languages": ("en",)}, "in fr, and not in en"),
        ((link("/z.pdf", "Download"),), {}, "calls itself “Nets for large boats”"),
        ((link("/x.pdf", TITLE),), {"title": "Winches and capstans of the fleet"}, "Its page calls itself"),
        ((link("/broken.pdf", "Download"),), {}, "The file is damaged"),
    ],
)
def test_what_is_unsure_is_said(
    session: FetchSession, parts: tuple[str, ...], facts: dict[str, Any], doubt: str
) -> None:
    """Which file was taken, in which language, and how it contradicts the manifest; and again in the next run."""
    session.site.pages |= {
        "/p/decks": landing(*parts),
        "/x.pdf": WHOLE,
        "/y.pdf": WHOLE,
        "/z.pdf": Reply(body=make_pdf("Nets for large boats", ["Nets are mended on land."]), headers=PDF_TYPE),
        "/broken.pdf": Reply(body=b"%PDF-1.7\nnothing else", headers=PDF_TYPE),
    }
    for _ in range(2):
        copy = fetched(session, **facts).state.copy
        assert copy
        assert any(doubt in each for each in copy.doubts), copy.doubts


def test_two_sources_with_one_file_are_noticed(session: FetchSession) -> None:
    """The second says so, since the build takes the file once."""
    session.site.pages |= {"/a": landing(link("/x.pdf", "PDF")), "/b": landing(link("/x.pdf", "PDF")), "/x.pdf": WHOLE}
    root = session.site.root
    sources = [Source(id=name, title=TITLE, kind="guide", url=f"{root}/{name}", text="fetch") for name in "ab"]
    first, second = session.run(*sources).results
    assert first.state.copy
    assert second.state.copy
    assert first.state.copy.doubts == ()
    assert "the same file as that of a" in second.state.copy.doubts[0]


def test_an_index_brings_no_more_tools_than_allowed(session: FetchSession) -> None:
    """The limit of new links in one run counts for tools too; the rest is left to the next run."""
    names = ("Daily round of the deck", "Weekly round of the deck", "Yearly round of the deck")
    tools = "".join(f"<li><a href='/tool-{number}.pdf'>{name}</a></li>" for number, name in enumerate(names))
    session.site.pages |= {f"/tool-{number}.pdf": WHOLE for number in range(3)}
    session.site.pages["/p/decks"] = landing(f"<ul>{tools}</ul>")
    session.change_settings(fetch_follow_limit=2)
    source = Source(id="decks", title=TITLE, kind="guide", url=f"{session.site.root}/p/decks", text="fetch")
    run = session.run(source)
    assert [result.source.id for result in run.results] == ["decks", "tool-0", "tool-1"]
    assert (run.new_links, run.remaining) == (2, 1)
    again = session.run(source)
    assert [result.source.id for result in again.results] == ["decks", "tool-0", "tool-1", "tool-2"]
