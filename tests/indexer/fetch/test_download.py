"""One file from a real server, through everything that can go wrong on the way."""

import gzip
import hashlib
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest

from indexer.fetch.hosts import Host
from tests.indexer.fetch.conftest import FetchSession
from tests.indexer.fetch.papers import PDF, make_pdf
from tests.indexer.fetch.site import Reply, Site, SiteRequest, in_turn

TYPE = {"Content-Type": "application/pdf"}
TAG = {**TYPE, "ETag": '"v1"'}
CUT = Reply(body=PDF[:1500], headers={**TAG, "Content-Length": str(len(PDF))})
REST = Reply(206, PDF[1500:], {**TAG, "Content-Range": f"bytes 1500-{len(PDF) - 1}/{len(PDF)}"})
WHOLE = Reply(body=PDF, headers=TYPE)


def endless() -> Iterator[bytes]:
    yield PDF
    while True:
        yield bytes(1 << 16)


def dripping() -> Iterator[bytes]:
    for byte in PDF:
        yield bytes([byte])
        time.sleep(0.05)


def test_a_file_is_fetched_and_entered(session: FetchSession) -> None:
    """The copy has the server's bytes; the state says where from, when, which bytes and which type."""
    session.site.pages["/paper"] = Reply(body=PDF, headers={**TAG, "Last-Modified": "Wed, 01 May 2024 10:00:00 GMT"})
    assert session.one().status == "new"
    assert session.files() == {"paper.pdf": PDF}
    entry = session.states()["paper"]
    assert entry.failure is None
    assert entry.copy
    assert entry.copy.requested_url == entry.copy.final_url == session.site.root + "/paper"
    assert entry.copy.sha256 == hashlib.sha256(PDF).hexdigest()
    assert (entry.copy.type, entry.copy.size, entry.copy.status) == ("PDF", len(PDF), 200)
    assert (entry.copy.etag, entry.copy.last_modified) == ('"v1"', "Wed, 01 May 2024 10:00:00 GMT")
    assert entry.copy.fetched.startswith("2024-05-01T12:")
    assert session.progress.sizes[-1] == (len(PDF), len(PDF))


def test_a_web_page_is_fetched(session: FetchSession) -> None:
    """HTML is kept with its own suffix."""
    page = b"<!doctype html><title>Toolkit</title><p>Text of the toolkit."
    session.site.pages["/paper"] = Reply(body=page, headers={"Content-Type": "text/html; charset=utf-8"})
    session.one()
    assert session.files() == {"paper.html": page}


def test_what_has_not_changed_is_not_sent_again(session: FetchSession) -> None:
    """The second request has conditions; 304 keeps the copy and notes when it was confirmed."""
    date = "Wed, 01 May 2024 10:00:00 GMT"
    session.site.pages["/paper"] = in_turn(Reply(body=PDF, headers={**TAG, "Last-Modified": date}), Reply(304))
    before = session.one().state.copy
    session.time.slept.append(60)
    result = session.one()
    assert result.status == "unchanged"
    assert session.site.requests[-1].headers["if-none-match"] == '"v1"'
    assert session.site.requests[-1].headers["if-modified-since"] == date
    assert before
    assert result.state.copy
    assert result.state.copy == replace(before, checked=result.state.copy.checked, status=304)
    assert result.state.copy.checked > before.checked
    assert session.files() == {"paper.pdf": PDF}


def test_a_changed_file_takes_the_old_ones_place(session: FetchSession) -> None:
    """New bytes of another type replace the copy, and the old file goes."""
    session.site.pages["/paper"] = in_turn(WHOLE, Reply(body=b"Plain words.\n", headers={"Content-Type": "text/plain"}))
    session.one()
    assert session.one().status == "changed"
    assert session.files() == {"paper.txt": b"Plain words.\n"}


def test_the_same_bytes_are_no_change(session: FetchSession) -> None:
    """A server without conditions sends the file again; the copy keeps the time at which it came."""
    session.site.pages["/paper"] = WHOLE
    before = session.one().state.copy
    session.time.slept.append(60)
    result = session.one()
    assert result.status == "unchanged"
    assert before
    assert result.state.copy
    assert result.state.copy.fetched == before.fetched
    assert set(session.files()) == {"paper.pdf"}


@pytest.mark.parametrize("damage", [None, b"other bytes"], ids=["lost", "altered"])
def test_a_copy_that_is_not_whole_is_fetched_anew(session: FetchSession, damage: bytes | None) -> None:
    """Conditions are only sent for a copy that is there and has the bytes that the state says."""
    session.site.pages["/paper"] = Reply(body=PDF, headers=TAG)
    session.one()
    copy = session.folder / "paper.pdf"
    if damage:
        copy.write_bytes(damage)
    else:
        copy.unlink()
    session.one()
    assert "if-none-match" not in session.site.requests[-1].headers
    assert copy.read_bytes() == PDF


def test_conditions_are_only_for_the_address_that_they_are_from(session: FetchSession) -> None:
    """When a redirect leads elsewhere than before, the mark of the old address is not sent to the new one."""
    site = session.site
    site.pages["/paper"] = in_turn(Reply(302, headers={"Location": "/old"}), Reply(302, headers={"Location": "/new"}))
    site.pages["/old"] = site.pages["/new"] = Reply(body=PDF, headers=TAG)
    session.one()
    session.one()
    assert site.paths == ["/paper", "/old", "/paper", "/new"]
    assert not any("if-none-match" in request.headers for request in site.requests)


@pytest.mark.parametrize(
    ("status", "advice"),
    [
        (401, "login"),
        (403, "refuses this to programs"),
        (404, "new address"),
        (410, "removed it permanently"),
        (418, "status 418"),
    ],
)
def test_a_refusal_leaves_the_old_copy_and_says_what_to_do(session: FetchSession, status: int, advice: str) -> None:
    """The reason has the page's URL, and says where to put the file and under which name."""
    session.site.pages["/paper"] = in_turn(WHOLE, Reply(status))
    session.one()
    reason = session.reason()
    assert advice in reason
    assert session.site.root + "/paper" in reason
    assert str(session.settings.corpus_dir / "library") in reason
    assert "paper.pdf" in reason
    assert session.files() == {"paper.pdf": PDF}
    entry = session.states()["paper"]
    assert entry.copy
    assert entry.failure
    assert len(session.site.paths) == 2, "a refusal is not asked again"


def test_a_busy_host_is_given_the_time_that_it_asks_for(session: FetchSession) -> None:
    """After 429 with Retry-After the next request comes no sooner."""
    session.site.pages["/paper"] = in_turn(Reply(429, headers={"Retry-After": "17"}), WHOLE)
    assert session.one().status == "new"
    assert max(session.time.slept) == pytest.approx(17, abs=1)
    ((host, seconds),) = session.progress.waits
    assert host == "127.0.0.1"
    assert seconds == pytest.approx(17, abs=1)


def test_a_date_can_say_how_long_to_wait(session: FetchSession) -> None:
    """Retry-After may be a date."""
    later = Reply(503, headers={"Retry-After": "Wed, 01 May 2024 12:00:40 GMT"})
    session.site.pages["/paper"] = in_turn(later, WHOLE)
    assert session.one().status == "new"
    assert max(session.time.slept) == pytest.approx(40, abs=3)


def test_a_host_that_wants_a_long_rest_gets_it(session: FetchSession) -> None:
    """Beyond the longest wait, the host is not asked again in this run, for no file."""
    session.site.pages["/paper"] = Reply(429, headers={"Retry-After": "86400"})
    assert "asked us to wait 1440 minutes" in session.reason()
    assert session.site.paths == ["/paper"]


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_busy_host_is_tried_again_ever_more_slowly(session: FetchSession, status: int) -> None:
    """The pauses grow; after the last attempt the reason says how often it was tried."""
    session.site.pages["/paper"] = Reply(status)
    assert "Gave up after 4 attempts" in session.reason()
    assert session.site.paths == ["/paper"] * 4
    assert [round(pause) for pause in session.time.slept[-3:]] == [1, 2, 4]


def test_what_passes_is_got_over(session: FetchSession) -> None:
    """A server error, then the file."""
    session.site.pages["/paper"] = in_turn(Reply(500), Reply(502), WHOLE)
    assert session.one().status == "new"


def test_a_host_that_is_down_is_tried_again(session: FetchSession) -> None:
    """Where no server listens, the reason is that the host cannot be reached."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    session.change_settings(fetch_private_hosts=(Host("127.0.0.1", port),))
    reason = session.reason(f"http://127.0.0.1:{port}/paper")
    assert "cannot be reached" in reason
    assert "Gave up after 4 attempts" in reason


def test_a_cut_off_download_goes_on_where_it_stopped(session: FetchSession) -> None:
    """The rest alone is asked for, under the mark of the version begun with, and joined to what is there."""
    session.site.pages["/paper"] = in_turn(CUT, REST)
    assert session.one().status == "new"
    assert session.files() == {"paper.pdf": PDF}
    headers = session.site.requests[-1].headers
    assert (headers["range"], headers["if-range"]) == ("bytes=1500-", '"v1"')


def test_a_later_run_goes_on_too(session: FetchSession) -> None:
    """A download that broke off is resumed by the next run."""
    session.change_settings(fetch_attempts=1)
    session.site.pages["/paper"] = in_turn(CUT, REST)
    assert "closed the connection" in session.reason()
    assert set(session.files()) == {".paper.part", ".paper.part.json"}
    assert session.one().status == "new"
    assert session.files() == {"paper.pdf": PDF}


def test_another_version_is_begun_anew(session: FetchSession) -> None:
    """A host that answers a request for the rest with the whole new file is believed."""
    other = make_pdf("A new edition", ["Other words."])
    session.site.pages["/paper"] = in_turn(CUT, Reply(body=other, headers={**TYPE, "ETag": '"v2"'}))
    session.one()
    assert session.files() == {"paper.pdf": other}


@pytest.mark.parametrize(
    "wrong",
    [
        Reply(206, PDF[900:], {**TAG, "Content-Range": f"bytes 900-{len(PDF) - 1}/{len(PDF)}"}),
        Reply(206, PDF[1500:], {**TYPE, "ETag": '"v2"', "Content-Range": f"bytes 1500-{len(PDF) - 1}/{len(PDF)}"}),
        Reply(206, PDF[1500:], TAG),
        Reply(206, PDF[1500:], {**TAG, "Content-Range": "bytes */*"}),
        Reply(416, headers={"Content-Range": f"bytes */{len(PDF)}"}),
    ],
    ids=["another place", "another version", "no range", "nonsense", "out of range"],
)
def test_parts_that_do_not_fit_are_never_joined(session: FetchSession, wrong: Reply) -> None:
    """A wrong part is thrown away with what was there, and the file fetched from its start."""
    session.site.pages["/paper"] = in_turn(CUT, wrong, WHOLE)
    assert session.one().status == "new"
    assert session.files() == {"paper.pdf": PDF}
    assert "range" not in session.site.requests[-1].headers


def test_without_a_mark_nothing_is_gone_on_with(session: FetchSession) -> None:
    """A server that cannot say which version it sends is asked for the whole file again."""
    cut = Reply(body=PDF[:1500], headers={**TYPE, "ETag": 'W/"weak"', "Content-Length": str(len(PDF))})
    session.site.pages["/paper"] = in_turn(cut, WHOLE)
    session.one()
    assert "range" not in session.site.requests[-1].headers
    assert session.files() == {"paper.pdf": PDF}


def test_a_part_that_was_not_asked_for_is_no_file(session: FetchSession) -> None:
    """206 without a request for a part is never taken for the file."""
    part = Reply(206, PDF[:800], {**TAG, "Content-Range": f"bytes 0-799/{len(PDF)}"})
    session.site.pages["/paper"] = part
    assert "different part" in session.reason()
    assert session.files() == {}


def test_a_slow_body_ends_with_its_time(session: FetchSession) -> None:
    """A host that drips is left after the time that a file may take, and not asked again."""
    session.change_settings(fetch_seconds=0.6)
    session.site.pages["/paper"] = Reply(body=dripping(), headers={**TAG, "Content-Length": str(len(PDF))})
    assert "longer than the 0.6 seconds" in session.reason()
    assert session.site.paths == ["/paper"]
    assert 0 < len(session.files()[".paper.part"]) < len(PDF)


def test_a_silent_host_is_tried_again(session: FetchSession) -> None:
    """Silence in the middle of a body counts as a broken connection."""
    asked_again = threading.Event()

    def stalling() -> Iterator[bytes]:
        yield PDF[:1200]
        asked_again.wait(60)

    def script(request: SiteRequest) -> Reply:
        if session.site.paths.count(request.path) == 1:
            return Reply(body=stalling(), headers={**TYPE, "Content-Length": str(len(PDF))})
        asked_again.set()
        return WHOLE

    session.change_settings(fetch_timeout=1)
    session.site.pages["/paper"] = script
    assert session.one().status == "new"
    assert asked_again.is_set()


def test_a_file_said_to_be_too_large_is_not_begun(session: FetchSession) -> None:
    """A body of 5 GB is refused by its length alone."""
    session.site.pages["/paper"] = Reply(body=endless(), headers={**TYPE, "Content-Length": str(5 << 30)})
    assert "larger than the 1 MiB" in session.reason()
    assert session.progress.sizes == []
    assert session.files() == {}


def test_a_file_that_turns_out_too_large_is_given_up(session: FetchSession) -> None:
    """A body without a length is read up to the cap, and nothing of it stays."""
    session.site.pages["/paper"] = Reply(body=endless(), headers=TYPE)
    assert "larger than the 1 MiB" in session.reason()
    assert max(size for size, _ in session.progress.sizes) <= 1 << 20
    assert session.files() == {}
    assert session.site.paths == ["/paper"]


def test_a_bomb_does_not_unpack(session: FetchSession) -> None:
    """A packed body counts as what it unpacks to: 64 MiB out of 64 KiB are given up at the cap."""
    bomb = gzip.compress(PDF + bytes(64 << 20))
    session.site.pages["/paper"] = Reply(body=bomb, headers={**TYPE, "Content-Encoding": "gzip"})
    assert "larger than the 1 MiB" in session.reason()
    assert session.files() == {}


def test_a_packed_file_is_unpacked(session: FetchSession) -> None:
    """A server that packs without being asked to gives the same file."""
    session.site.pages["/paper"] = Reply(body=gzip.compress(PDF), headers={**TYPE, "Content-Encoding": "gzip"})
    session.one()
    assert session.files() == {"paper.pdf": PDF}


def test_a_packed_file_cut_off_is_fetched_again_whole(session: FetchSession) -> None:
    """Half a packed body is no start to go on from, even where its length was not said."""
    packed = gzip.compress(PDF)
    cut = Reply(body=iter([packed[: len(packed) // 2]]), headers={**TAG, "Content-Encoding": "gzip"})
    session.site.pages["/paper"] = in_turn(cut, WHOLE)
    session.one()
    assert "range" not in session.site.requests[-1].headers
    assert session.files() == {"paper.pdf": PDF}


@pytest.mark.parametrize(
    ("headers", "body", "reason"),
    [
        ({"Content-Type": "image/png"}, b"\x89PNG", "image/png"),
        ({"Content-Type": "application/pdf"}, b"<!doctype html><title>Log in</title>", "perhaps one to log in"),
        ({"Content-Type": "text/html"}, PDF, "should be HTML"),
        ({"Content-Type": "application/pdf"}, b"", "empty"),
        ({}, b"who knows", "should be PDF"),
        ({"Content-Type": "application/pdf", "Content-Encoding": "br"}, PDF, "Content-Encoding"),
        ({"Content-Type": "application/pdf", "Content-Encoding": "gzip"}, PDF, "damaged"),
    ],
    ids=["wrong type", "lying type", "lying page", "empty", "unsaid", "unknown packing", "false packing"],
)
def test_what_is_no_document_is_not_kept(
    session: FetchSession, headers: dict[str, str], body: bytes, reason: str
) -> None:
    """The type that is said and the first bytes must both fit; what does not is not tried again."""
    session.site.pages["/paper"] = Reply(body=body, headers=headers)
    assert reason in session.reason()
    assert session.files() == {}
    assert session.site.paths == ["/paper"]


def test_a_wrong_type_leaves_the_old_copy(session: FetchSession) -> None:
    """A login page in the place of the file costs nothing but a note."""
    session.site.pages["/paper"] = in_turn(WHOLE, Reply(body=b"<html>Log in", headers=TYPE))
    session.one()
    session.reason()
    assert session.files() == {"paper.pdf": PDF}


def test_a_copy_of_another_address_is_not_asked_about(session: FetchSession, site: Site) -> None:
    """When the manifest's address changes, the file is fetched without conditions."""
    site.pages["/paper"] = site.pages["/elsewhere"] = Reply(body=PDF, headers=TAG)
    session.one("/paper")
    session.one("/elsewhere")
    assert "if-none-match" not in site.requests[-1].headers
