"""The Robots Exclusion Protocol, by the examples of RFC 9309 and beyond."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.fetch.robots import Robots, parse_robots


def rules(*lines: str) -> Robots:
    return parse_robots("\n".join(("User-agent: *", *lines)), "Verbatim")


@pytest.mark.parametrize(
    ("lines", "path", "allowed"),
    [
        ((), "/", True),
        (("Disallow:",), "/a", True),
        (("Disallow: /",), "/a", False),
        (("Disallow: /",), "/robots.txt", True),
        (("Disallow: /a",), "/abc", False),
        (("Disallow: /a",), "/b/a", True),
        (("Disallow: /A",), "/a", True),
        (("Disallow: /example/", "Allow: /example/page/"), "/example/page/x", True),
        (("Allow: /example/page/", "Disallow: /example/page/disallowed.gif"), "/example/page/disallowed.gif", False),
        (("Disallow: /same", "Allow: /same"), "/same", True),
        (("Disallow: /*.gif$",), "/a/b.gif", False),
        (("Disallow: /*.gif$",), "/a/b.gif?x", True),
        (("Disallow: /*.gif",), "/a/b.gif?x", False),
        (("Disallow: /a*b*c",), "/a-b-c-d", False),
        (("Disallow: /a*b*c",), "/a-c-b", True),
        (("Disallow: /a*a$",), "/a", True),
        (("Disallow: /a$",), "/a", False),
        (("Disallow: /a$",), "/ab", True),
        (("Disallow: *",), "/a", False),
        (("Disallow: /*?print",), "/a?print=1", False),
        (("Disallow: /caf%C3%A9",), "/café", False),
        (("Disallow: /café",), "/caf%c3%a9/x", False),
        (("Disallow: /%7Ejoe",), "/~joe", False),
        (("Disallow: /a%2Fb",), "/a/b", True),
        (("Disallow: /x  # not this",), "/x", False),
        (("disallow : /x",), "/x", False),
        (("Disallow /x", "nonsense", ":", "Sitemap: https://a.example/s.xml"), "/x", True),
    ],
)
def test_the_longest_rule_that_fits_decides(lines: tuple[str, ...], path: str, allowed: bool) -> None:  # noqa: FBT001  # a column of the table
    """Patterns match from the start; * is anything, a final $ the end; allowing wins ties; escapes do not matter."""
    assert rules(*lines).allow(path) is allowed


def test_our_own_group_counts_before_the_one_for_all() -> None:
    """A group that names us, in whatever case and version, replaces the general one; several of ours add up."""
    text = """
User-agent: *
Disallow: /

User-Agent: OtherBot
User-Agent: VERBATIM/2.0
Disallow: /a

User-agent: verbatim
Disallow: /b
Crawl-delay: 4
"""
    ours = parse_robots(text, "Verbatim")
    assert [ours.allow(path) for path in ("/a", "/b", "/c")] == [False, False, True]
    assert ours.delay == 4
    assert not parse_robots(text, "Third").allow("/c")


def test_a_name_that_begins_like_ours_is_another() -> None:
    """Rules for VerbatimNews are not for Verbatim."""
    assert parse_robots("User-agent: VerbatimNews\nDisallow: /", "Verbatim").allow("/x")


@pytest.mark.parametrize(
    ("value", "delay"), [("3", 3.0), ("0.5", 0.5), ("soon", None), ("-1", None), ("1e9", None), ("٣", None)]
)
def test_delays(value: str, delay: float | None) -> None:
    """A crawl delay is a plain number of seconds; anything else is none."""
    assert rules(f"Crawl-delay: {value}").delay == delay


def test_a_web_page_in_the_place_of_rules_forbids_nothing() -> None:
    """Hosts that answer everything with a page have no rules."""
    assert parse_robots("<!doctype html><p>User-agent: none of your business", "Verbatim").allow("/x")


def test_no_pattern_takes_long() -> None:
    """A pattern made to be slow is matched, in a time in which going back over it would have come nowhere."""
    began = time.process_time()
    assert rules("Disallow: /" + "a*" * 2000 + "b").allow("/" + "a" * 4000)
    assert time.process_time() - began < 20


@given(st.text(max_size=200), st.text(max_size=50))
def test_any_text_is_read(text: str, path: str) -> None:
    """Whatever a host sends, and whatever is asked about, there is an answer."""
    robots = parse_robots("User-agent: *\nDisallow: " + text, "Verbatim")
    assert robots.allow("/" + path) in (True, False)
