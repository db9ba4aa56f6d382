"""Which links of documents become sources."""

import pytest

from indexer.fetch.follow import FollowLimits, Known, follow_links, follow_tools
from indexer.fetch.hosts import Host
from indexer.fetch.link_ranking import Candidate
from indexer.fetch.state import FollowedLink
from indexer.records.document import Document
from indexer.records.reading import Link
from indexer.records.source import Source

BOUNDS = FollowLimits((Host("www.ilo.org"),), depth=2, max_new=10)
ROOT = "https://www.ilo.org"


def document(identity: str, *links: tuple[str, str], official: bool = True) -> Document:
    """A document with links, each (address, words)."""
    return Document(
        source=Source(id=identity, title=identity, kind="report", official=official),
        file=f"{identity}.pdf",
        sha256="",
        page_labels=(),
        links=tuple(Link(1, url, words) for url, words in links),
        outline=(),
        first_ordinal=0,
        passage_count=0,
    )


def followed_links(
    *documents: Document, sources: tuple[Source, ...] = (), before: tuple[FollowedLink, ...] = ()
) -> list[FollowedLink]:
    return list(follow_links(documents, Known(sources, before, {}), BOUNDS).followed)


def test_a_link_becomes_a_source() -> None:
    """With an id, the link's words as title, its address without the fragment, and who links to it."""
    (found,) = followed_links(document("report", (f"{ROOT}/toolkit.pdf#page=2", "Toolkit for\n inspectors")))
    assert found == FollowedLink("toolkit", "Toolkit for inspectors", f"{ROOT}/toolkit.pdf", ("report",), 1)


@pytest.mark.parametrize(
    "url",
    [
        "https://elsewhere.example/x.pdf",
        "https://ilo.org/x.pdf",
        "https://www.ilo.org.evil.example/x.pdf",
        "https://www.ilo.org@evil.example/x.pdf",
        "mailto:someone@www.ilo.org",
        "ftp://www.ilo.org/x.pdf",
        "https://www.ilo.org:port/x",
        ROOT + "/" + "x" * 2000,
    ],
)
def test_other_hosts_are_not_followed(url: str) -> None:
    """Only web addresses on allowed hosts are."""
    assert followed_links(document("report", (url, "A toolkit for all"))) == []


def test_one_url_is_one_source() -> None:
    """Links to one URL, however it is written, are one; the first descriptive anchor is its title."""
    (found,) = followed_links(
        document("report", (f"{ROOT}/toolkit.pdf", "here"), ("http://www.ilo.org/toolkit.pdf#x", "The whole toolkit")),
        document("second", (f"{ROOT}/toolkit.pdf", "Another name for it")),
    )
    assert found == FollowedLink("toolkit", "The whole toolkit", f"{ROOT}/toolkit.pdf", ("report", "second"), 1)


def test_known_sources_are_left_to_themselves() -> None:
    """A link to the page of one of the manifest's sources makes no second one, whether its text is fetched or not."""
    source = Source(id="toolkit", title="Toolkit", kind="toolkit", url="http://www.ilo.org/toolkit.pdf/")
    assert followed_links(document("report", (f"{ROOT}/toolkit.pdf", "Toolkit")), sources=(source,)) == []


def test_our_own_texts_are_not_followed() -> None:
    """The briefing's links are ours, not the publisher's."""
    assert followed_links(document("briefing", (f"{ROOT}/toolkit.pdf", "Toolkit"), official=False)) == []


def test_ids_last_and_differ() -> None:
    """A followed link keeps its id; a new one avoids the ids of sources, documents and followed links."""
    before = (FollowedLink("guide", None, f"{ROOT}/a/guide.pdf", ("report",), 1),)
    sources = (Source(id="guide-2", title="Guide", kind="guide"),)
    links = ((f"{ROOT}/b/guide.pdf", ""), (f"{ROOT}/a/guide.pdf", ""), (f"{ROOT}/guide-3.pdf", ""))
    found = followed_links(document("guide-3", *links), sources=sources, before=before)
    assert [(each.id, each.url) for each in found] == [
        ("guide", f"{ROOT}/a/guide.pdf"),
        ("guide-4", f"{ROOT}/b/guide.pdf"),
        ("guide-3-2", f"{ROOT}/guide-3.pdf"),
    ]
    assert found[0].linked_from == ("report", "guide-3")


def test_what_the_manifest_comes_to_name_is_dropped() -> None:
    """A source of the manifest replaces the followed link to the same URL."""
    before = (FollowedLink("toolkit", None, f"{ROOT}/toolkit.pdf", ("report",), 1),)
    source = Source(id="coffee-toolkit", title="Toolkit", kind="toolkit", url=f"{ROOT}/toolkit.pdf")
    assert followed_links(sources=(source,), before=before) == []


def test_following_goes_so_many_links_deep() -> None:
    """Links of a followed document are followed until the depth is reached; a shorter way makes a source nearer."""
    before = (
        FollowedLink("near", None, f"{ROOT}/near", ("report",), 1),
        FollowedLink("far", None, f"{ROOT}/far", ("near",), 2),
    )
    found = followed_links(
        document("near", (f"{ROOT}/second.pdf", ""), (f"{ROOT}/near", "to itself")),
        document("far", (f"{ROOT}/third.pdf", ""), (f"{ROOT}/near", "")),
        document("report", (f"{ROOT}/far", "")),
        before=before,
    )
    assert {each.id: each.depth for each in found} == {"near": 1, "far": 1, "second": 2}
    assert found[0].linked_from == ("report",)


def test_a_run_takes_up_so_many() -> None:
    """Beyond the limit links are counted once each and left; what was known before does not count."""
    links = tuple((f"{ROOT}/paper-{number}.pdf", "") for number in range(12))
    first = follow_links((document("report", *links, *links),), Known((), (), {}), BOUNDS)
    assert (len(first.followed), first.remaining) == (10, 2)
    second = follow_links((document("report", *links),), Known((), first.followed, {}), BOUNDS)
    assert (len(second.followed), second.remaining) == (12, 0)
    assert second.followed[:10] == first.followed


def tool(path: str, title: str) -> Candidate:
    return Candidate(ROOT + path if path.startswith("/") else path, 0.0, title, "", 0.0)


INDEX = Source(id="toolkit", title="Toolkit", kind="toolkit", url=f"{ROOT}/toolkits/deck", text="fetch")


def test_tools_become_sources_of_their_index() -> None:
    """Each has its title and is part of the index, on allowed hosts; one followed before becomes part of it too."""
    before = (FollowedLink("poster", None, f"{ROOT}/poster.pdf", ("report",), 1),)
    tools = [
        tool("/poster.pdf", "Poster on hooks"),
        tool("/form.pdf", "Daily form"),
        tool("https://b.example/c.pdf", "C"),
    ]
    found = follow_tools(INDEX, tools, Known((INDEX,), before, {}), BOUNDS).followed
    assert found == (
        FollowedLink("poster", "Poster on hooks", f"{ROOT}/poster.pdf", ("report", "toolkit"), 1, "toolkit"),
        FollowedLink("form", "Daily form", f"{ROOT}/form.pdf", ("toolkit",), 1, "toolkit"),
    )


def test_tools_go_no_deeper_than_links() -> None:
    """The tools of an index that is as far away as allowed are not followed."""
    far = FollowedLink("far", None, f"{ROOT}/far", ("near",), 2)
    result = follow_tools(far.source(), [tool("/form.pdf", "Daily form")], Known((), (far,), {}), BOUNDS)
    assert result.followed == (far,)


def test_urls_that_led_to_a_copy_are_its_sources() -> None:
    """A link to where a source's page or file was found is a link to the source."""
    source = Source(id="guide", title="Guide", kind="guide", url=f"{ROOT}/old", text="fetch")
    before = (FollowedLink("poster", None, f"{ROOT}/poster", ("report",), 1),)
    copies = {"guide": (f"{ROOT}/old", f"{ROOT}/publications/guide"), "poster": (f"{ROOT}/media/7/download",)}
    links = ((f"{ROOT}/publications/guide", "A guide"), (f"{ROOT}/media/7/download", "A poster on hooks"))
    found = follow_links((document("second", *links),), Known((source,), before, copies), BOUNDS).followed
    assert [(each.id, each.linked_from) for each in found] == [("poster", ("report", "second"))]
