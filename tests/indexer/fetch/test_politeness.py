"""Politeness: delays between requests, robots.txt, the user agent."""

import time
from datetime import UTC

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.errors import FetchError
from indexer.fetch.politeness import SYSTEM_CLOCK, Clock, RateLimiter, Robots, user_agent
from indexer.version import VERSION
from tests.indexer.fetch.conftest import NOON


class StoppedTime:
    """A time that passes only by sleeping."""

    def __init__(self) -> None:
        self.time = 0.0
        self.clock = Clock(lambda: NOON, lambda: self.time, self.sleep, lambda: 0.5)

    def sleep(self, seconds: float) -> None:
        self.time += seconds


@pytest.fixture
def stopped() -> StoppedTime:
    return StoppedTime()


@pytest.fixture
def waits() -> list[tuple[str, float]]:
    return []


@pytest.fixture
def limiter(stopped: StoppedTime, waits: list[tuple[str, float]]) -> RateLimiter:
    return RateLimiter(stopped.clock, 2, 60, lambda *wait: waits.append(wait))


def test_one_host_waits_and_others_do_not(limiter: RateLimiter, stopped: StoppedTime) -> None:
    """The delay lies between the end of a request and the start of the next to the same host."""
    limiter.wait("a")
    assert stopped.time == 0
    stopped.time = 10
    limiter.request_done("a")
    limiter.wait("b")
    assert stopped.time == 10
    limiter.wait("a")
    assert stopped.time == 12


def test_a_host_may_ask_for_more_but_not_for_less(limiter: RateLimiter, stopped: StoppedTime) -> None:
    """A crawl delay counts where it is longer than ours."""
    limiter.set_crawl_delay("a", 7)
    limiter.wait("a")
    assert stopped.time == 7
    limiter.request_done("a")
    limiter.set_crawl_delay("a", 7)
    limiter.wait("a")
    assert stopped.time == 14
    limiter.set_crawl_delay("b", 0.1)
    limiter.wait("b")
    assert stopped.time == 16


def test_the_longest_rest_counts(limiter: RateLimiter, stopped: StoppedTime) -> None:
    """A shorter rest does not end a longer one."""
    limiter.pause("a", 30)
    limiter.pause("a", 1)
    limiter.wait("a")
    assert stopped.time == 30


def test_long_waits_are_announced(limiter: RateLimiter, waits: list[tuple[str, float]]) -> None:
    """A long wait is announced, a short one is not."""
    limiter.pause("a", 3)
    limiter.wait("a")
    limiter.pause("a", 30)
    limiter.wait("a")
    assert waits == [("a", 30)]


def test_a_wait_that_is_too_long_is_not_begun(limiter: RateLimiter, stopped: StoppedTime) -> None:
    """Beyond the longest wait the host is left for another time."""
    limiter.pause("a", 61)
    with pytest.raises(FetchError, match="asked us to wait 61 seconds"):
        limiter.wait("a")
    assert stopped.time == 0


SITE = "https://a.example"


def rules(*lines: str) -> Robots:
    return Robots("\n".join(("User-agent: *", *lines)), "Verbatim")


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
    assert rules(*lines).allows(SITE + path) is allowed


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
    ours = Robots(text, "Verbatim")
    assert [ours.allows(SITE + path) for path in ("/a", "/b", "/c")] == [False, False, True]
    assert ours.delay == 4
    assert not Robots(text, "Third").allows(SITE + "/c")


def test_a_name_that_begins_like_ours_is_another() -> None:
    """Rules for VerbatimNews are not for Verbatim."""
    assert Robots("User-agent: VerbatimNews\nDisallow: /", "Verbatim").allows(SITE + "/x")


@pytest.mark.parametrize(
    ("value", "delay"), [("3", 3.0), ("0.5", 0.5), ("soon", None), ("-1", None), ("nan", None), ("inf", None)]
)
def test_delays(value: str, delay: float | None) -> None:
    """A crawl delay is a number of seconds; anything else is none."""
    assert rules(f"Crawl-delay: {value}").delay == delay


def test_a_web_page_in_the_place_of_rules_forbids_nothing() -> None:
    """Hosts that answer everything with a page have no rules."""
    assert Robots("<!doctype html><p>User-agent: none of your business", "Verbatim").allows(SITE + "/x")


def test_no_pattern_takes_long() -> None:
    """A pattern made to be slow is matched, in a time in which going back over it would have come nowhere."""
    began = time.process_time()
    assert rules("Disallow: /" + "a*" * 2000 + "b").allows(SITE + "/" + "a" * 4000)
    assert time.process_time() - began < 20


@given(st.text(max_size=200), st.text(max_size=50))
def test_any_text_is_read(text: str, path: str) -> None:
    """Any robots.txt allows or forbids any path; none raises."""
    robots = Robots("User-agent: *\nDisallow: " + text, "Verbatim")
    assert robots.allows(SITE + "/" + path) in (True, False)


def test_a_contact_is_named_where_there_is_one() -> None:
    """Without a contact, the user agent has only product and version."""
    assert user_agent("library@example.org") == f"Verbatim/{VERSION} (document search; contact: library@example.org)"
    assert user_agent("") == f"Verbatim/{VERSION} (document search)"


def test_the_system_clock_is_in_order() -> None:
    """Times are in UTC, elapsed time does not go back, chance is from 0 to 1."""
    began = SYSTEM_CLOCK.elapsed()
    assert SYSTEM_CLOCK.now().tzinfo is UTC
    SYSTEM_CLOCK.sleep(0)
    assert SYSTEM_CLOCK.elapsed() >= began
    assert 0 <= SYSTEM_CLOCK.random() <= 1
