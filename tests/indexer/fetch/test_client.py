"""Which URLs are requested, over which redirects, with which headers."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.errors import FetchError
from indexer.fetch.client import MAX_REDIRECTS, Client, parse_url
from indexer.fetch.hosts import Host
from tests.indexer.fetch.conftest import FakeTime, FetchSession, paper
from tests.indexer.fetch.papers import PDF
from tests.indexer.fetch.site import Reply, Site, in_turn, running_site

WHOLE = Reply(body=PDF, headers={"Content-Type": "application/pdf"})


def to(address: str, status: int = 302) -> Reply:
    return Reply(status, headers={"Location": address})


@contextmanager
def client_for(session: FetchSession, **names: tuple[str, ...]) -> Iterator[Client]:
    """A client that knows some names, each with its addresses, and may ask for them all."""
    hosts = [Host(f"{name}.example") for name in names]
    clock = FakeTime().clock
    known = {f"{name}.example": addresses for name, addresses in names.items()}
    with Client(session.settings, hosts, clock, lambda *_: None, resolver=lambda name, _: known[name]) as client:
        yield client


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed(session: FetchSession, status: int) -> None:
    """The copy says which address gave it in the end; relative addresses and fragments are understood."""
    session.site.pages |= {"/paper": to("deep/b#part", status), "/deep/b": to("../c", status), "/c": WHOLE}
    copy = session.one().state.copy
    assert copy
    assert (copy.requested_url, copy.final_url) == (f"{session.site.root}/paper", f"{session.site.root}/c")


def test_a_circle_of_redirects_is_left(session: FetchSession) -> None:
    """Coming back to an address ends it, at once."""
    session.site.pages |= {"/paper": to("/b"), "/b": to("/paper")}
    assert "form a loop" in session.reason()
    assert session.site.paths == ["/paper", "/b"]


def test_a_cookie_lasts_as_long_as_the_redirects(session: FetchSession) -> None:
    """A host that redirects for ever without its cookies gets them once the chain comes back, and never after it."""
    site = session.site
    site.pages |= {
        "/paper": lambda request: WHOLE if request.headers.get("cookie") == "seen=1; kind=b" else to("/wall"),
        "/wall": Reply(302, headers={"Location": "/more", "Set-Cookie": "seen=1; Path=/; Secure"}),
        "/more": Reply(302, headers={"Location": "/paper", "Set-Cookie": "kind=b"}),
    }
    assert session.one().status == "new"
    session.one()
    cookies = [request.headers.get("cookie") for request in site.requests if request.path != "/robots.txt"]
    assert cookies == [None, None, None, "seen=1; kind=b"] * 2


def test_cookies_end_no_loop_of_their_own(session: FetchSession) -> None:
    """A host that goes on redirecting with its cookies is left."""
    session.site.pages |= {"/paper": Reply(302, headers={"Location": "/b", "Set-Cookie": "a=1"}), "/b": to("/paper")}
    assert "form a loop" in session.reason()
    assert session.site.paths == ["/paper", "/b", "/paper", "/b"]


def test_a_cookie_goes_to_its_own_host_alone(session: FetchSession) -> None:
    """Another port is another host, which sees nothing of it."""
    with running_site() as other:
        site = session.site
        session.change_settings(fetch_private_hosts=(Host("127.0.0.1", site.port), Host("127.0.0.1", other.port)))
        secret = Reply(302, headers={"Location": f"{other.root}/c", "Set-Cookie": "secret=1"})
        site.pages["/paper"] = in_turn(secret, to(f"{other.root}/d"))
        other.pages |= {"/c": to(f"{site.root}/paper"), "/d": WHOLE}
        assert session.one().status == "new"
        assert site.requests[-1].headers["cookie"] == "secret=1"
        assert not any("cookie" in request.headers for request in other.requests)


@pytest.mark.parametrize("cookie", ["a=" + "x" * 5000, "=", "a\x7f=1"])
def test_odd_cookies_are_not_sent(session: FetchSession, cookie: str) -> None:
    """One that is too long, or could not be sent back, is as none."""
    session.site.pages |= {"/paper": Reply(302, headers={"Location": "/b", "Set-Cookie": cookie}), "/b": to("/paper")}
    assert "form a loop" in session.reason()
    assert not any("cookie" in request.headers for request in session.site.requests)


def test_an_endless_chain_of_redirects_is_left(session: FetchSession) -> None:
    """After the greatest number of redirects the request fails."""
    session.site.pages |= {f"/{number}": to(f"/{number + 1}") for number in range(MAX_REDIRECTS + 5)}
    assert f"more than {MAX_REDIRECTS} times" in session.reason("/0")
    assert len(session.site.paths) == MAX_REDIRECTS + 1


@pytest.mark.parametrize(
    "target",
    [
        "http://169.254.169.254/latest/meta-data/",
        "http://127.0.0.1:{other}/secret",
        "http://localhost:{other}/secret",
        "http://[::1]:{other}/secret",
        "http://2130706433:{other}/secret",
        "http://0x7f.1:{other}/secret",
        "http://0:{other}/secret",
        "http://[::ffff:127.0.0.1]:{other}/secret",
        "http://127.0.0.1:{port}@127.0.0.1:{other}/secret",
        "//127.0.0.1:{other}/secret",
    ],
)
def test_no_redirect_leads_to_an_inner_address(session: FetchSession, target: str) -> None:
    """Whatever the manifest allows, no private address is requested but those in the settings, on their port."""
    inner = ("169.254.169.254", "localhost", "::1", "2130706433", "0x7f.1", "0", "::ffff:127.0.0.1")
    with running_site() as other:
        other.pages["/secret"] = WHOLE
        session.allowed = ("127.0.0.1", *(f"[{host}]" if ":" in host else host for host in inner))
        session.site.pages["/paper"] = to(target.format(port=session.site.port, other=other.port))
        reason = session.reason()
        assert other.requests == []
    assert "not an address of the public internet" in reason or "user name" in reason
    assert session.site.paths == ["/paper"]


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("https://elsewhere.example/x.pdf", "elsewhere.example is not among the allowed hosts"),
        ("file:///etc/passwd", "file:, and only http"),
        ("ftp://127.0.0.1/x", "ftp:, and only http"),
        ("data:text/plain,x", "data:, and only http"),
        ("javascript:alert(1)", "javascript:, and only http"),
        ("http://name:word@127.0.0.1/x", "user name"),
        ("http://[::1", "invalid address"),
        ("http://127.0.0.1:99999/", "port that does not exist"),
        ("/" + "x" * 2000, "2000 characters"),
        ("", "without saying where to"),
    ],
)
def test_odd_redirects_are_refused(session: FetchSession, target: str, reason: str) -> None:
    """A redirect to another host or scheme, with credentials, or to an invalid URL fails with a reason."""
    session.site.pages["/paper"] = to(target)
    assert reason in session.reason()
    assert session.site.paths == ["/paper"]


def test_the_address_itself_is_checked_too(session: FetchSession) -> None:
    """A source on a host that is not allowed is not asked for at all."""
    assert "not among the allowed hosts" in session.reason("http://elsewhere.example/x.pdf")
    assert session.site.requests == []


def test_a_setting_allows_more_hosts(session: FetchSession) -> None:
    """VERBATIM_FETCH_HOSTS adds hosts to the manifest's."""
    session.allowed = ()
    session.change_settings(fetch_hosts=(Host("127.0.0.1"),))
    session.site.pages["/paper"] = WHOLE
    assert session.one().status == "new"


def test_robots_are_obeyed(session: FetchSession) -> None:
    """What robots.txt forbids is not requested; the reason says how a person can still get it."""
    session.site.pages |= {
        "/robots.txt": Reply(body=b"User-agent: *\nDisallow: /\n\nUser-agent: verbatim\nDisallow: /private"),
        "/private/paper": WHOLE,
        "/paper": WHOLE,
    }
    assert "robots.txt" in session.reason("/private/paper")
    assert session.site.paths == []
    assert session.one("/paper").status == "new"


def test_robots_are_asked_for_once_a_run(session: FetchSession) -> None:
    """One robots.txt serves all files of a host."""
    session.site.pages |= {"/a": WHOLE, "/b": WHOLE}
    session.run(paper(session.site.root + "/a", "a"), paper(session.site.root + "/b", "b"))
    assert [request.path for request in session.site.requests] == ["/robots.txt", "/a", "/b"]


def test_robots_bind_redirects_too(session: FetchSession) -> None:
    """A redirect into a forbidden place is not followed."""
    session.site.pages |= {
        "/robots.txt": Reply(body=b"User-agent: *\nDisallow: /private"),
        "/paper": to("/private/paper"),
        "/private/paper": WHOLE,
    }
    assert "robots.txt" in session.reason()
    assert session.site.paths == ["/paper"]


def test_without_its_rules_a_host_is_left_alone(session: FetchSession) -> None:
    """A robots.txt that cannot be fetched forbids everything, and is not requested again for every file."""
    session.site.pages |= {"/robots.txt": Reply(503), "/a": WHOLE, "/b": WHOLE}
    run = session.run(paper(session.site.root + "/a", "a"), paper(session.site.root + "/b", "b"))
    assert [result.status for result in run.results] == ["failed", "failed"]
    assert [request.path for request in session.site.requests] == ["/robots.txt"] * session.settings.fetch_attempts


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_a_host_without_rules_allows_everything(session: FetchSession, status: int) -> None:
    """No robots.txt, or none for us, is no prohibition."""
    session.site.pages |= {"/robots.txt": Reply(status), "/paper": WHOLE}
    assert session.one().status == "new"


def test_the_rules_of_a_huge_file_are_its_first(session: FetchSession) -> None:
    """Of an endless robots.txt the beginning counts."""

    def endless() -> Iterator[bytes]:
        yield b"User-agent: *\nDisallow: /paper\n"
        while True:
            yield b"# padding\n" * 6000

    session.site.pages |= {"/robots.txt": Reply(body=endless()), "/paper": WHOLE}
    assert "robots.txt" in session.reason()


def test_a_host_is_asked_at_its_pace(session: FetchSession) -> None:
    """Between any two requests lies the delay, or the longer one that robots.txt asks for."""
    session.site.pages |= {"/paper": to("/b"), "/b": WHOLE}
    session.one()
    assert session.time.slept == [pytest.approx(1, abs=0.2)] * 2
    session.time.slept.clear()
    session.site.pages["/robots.txt"] = Reply(body=b"User-agent: *\nCrawl-delay: 20")
    session.one()
    assert session.time.slept == [pytest.approx(20, abs=0.2), pytest.approx(20, abs=0.2)]


def test_it_says_who_it_is(session: FetchSession) -> None:
    """Product, version and contact go with every request; no language, no referrer, no packing."""
    session.change_settings(contact="library@example.org")
    session.site.pages["/paper"] = WHOLE
    session.one()
    for request in session.site.requests:
        assert request.headers["user-agent"].startswith("Verbatim/")
        assert "library@example.org" in request.headers["user-agent"]
        assert request.headers["accept-encoding"] == "identity"
        assert "referer" not in request.headers


def test_cookies_are_not_kept(session: FetchSession) -> None:
    """Cookies of one response are not sent with the next request."""
    session.site.pages |= {"/paper": Reply(302, headers={"Location": "/b", "Set-Cookie": "id=7; Path=/"}), "/b": WHOLE}
    session.one()
    assert not any("cookie" in request.headers for request in session.site.requests)


def test_no_proxy_is_taken_from_the_environment(session: FetchSession, monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy would see names and addresses that were not checked by us; it is not used."""
    with running_site() as proxy:
        monkeypatch.setenv("HTTP_PROXY", proxy.root)
        monkeypatch.setenv("ALL_PROXY", proxy.root)
        session.site.pages["/paper"] = WHOLE
        assert session.one().status == "new"
        assert proxy.requests == []


def test_a_name_is_looked_up_and_its_address_asked(session: FetchSession, site: Site) -> None:
    """The connection goes to the IP address that was checked; the Host header has the name."""
    site.pages["/paper"] = WHOLE
    session.change_settings(fetch_private_hosts=(Host("papers.example", site.port),))
    address = f"http://papers.example:{site.port}/paper"
    with client_for(session, papers=("127.0.0.1",)) as client, client.get(address, lambda _: {}) as answer:
        assert answer.status == 200
    assert site.requests[-1].headers["host"] == f"papers.example:{site.port}"


@pytest.mark.parametrize(
    "addresses", [("127.0.0.1",), ("93.184.216.34", "127.0.0.1"), ("10.0.0.1",), ("::1",), ("fe80::1%eth0",)]
)
def test_a_name_that_leads_inside_is_refused(session: FetchSession, site: Site, addresses: tuple[str, ...]) -> None:
    """An allowed host whose name has a private address, be it one among others, is not asked."""
    address = f"http://papers.example:{site.port}/paper"
    with (
        client_for(session, papers=addresses) as client,
        pytest.raises(FetchError, match="public internet") as error,
        client.get(address, lambda _: {}),
    ):
        pass
    assert f"VERBATIM_FETCH_PRIVATE_HOSTS=papers.example:{site.port}" in str(error.value)
    assert site.requests == []


def test_headers_are_chosen_for_each_address(session: FetchSession, site: Site) -> None:
    """The headers of each request in a chain are chosen by its URL."""
    site.pages |= {"/paper": to("/b"), "/b": WHOLE}
    session.change_settings(fetch_private_hosts=(Host("papers.example", site.port),))
    address = f"http://papers.example:{site.port}/paper"
    with (
        client_for(session, papers=("127.0.0.1",)) as client,
        client.get(address, lambda address: {"X-For": address.rsplit("/", 1)[1]}),
    ):
        pass
    assert [request.headers.get("x-for") for request in site.requests] == [None, "paper", "b"]


def test_busy_then_gone(session: FetchSession) -> None:
    """A busy host that then refuses is taken at its last word."""
    session.site.pages["/paper"] = in_turn(Reply(503), Reply(410))
    assert "removed it permanently" in session.reason()


@given(st.text(max_size=60), st.sampled_from(["", "http://", "https://a.example/", "//", "http://a.example:", "?"]))
def test_any_text_is_an_address_or_refused(text: str, start: str) -> None:
    """Any text of a manifest, link or redirect raises FetchError or becomes a URL that can be requested."""
    try:
        url = parse_url(start + text)
    except FetchError:
        return
    assert url.scheme in ("http", "https")
    assert url.raw_host
    assert not url.userinfo
    assert not url.fragment
    assert parse_url(str(url)) == url


@pytest.mark.parametrize(
    ("address", "parsed"),
    [
        ("HTTPS://WWW.Example.ORG:443/a b?c=é#d", "https://www.example.org/a%20b?c=%C3%A9"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
    ],
)
def test_addresses_are_written_in_one_way(address: str, parsed: str) -> None:
    """Case, port, spaces and letters beyond ASCII are put as the web wants them."""
    assert str(parse_url(address)) == parsed
