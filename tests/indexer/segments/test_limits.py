"""What one document may cost after it has been read."""

import contextlib
import re
import resource
import threading

import pytest

from indexer.errors import LimitReached
from indexer.segments.limits import MEBIBYTE, MILLION, DocumentLimits, limited

FAST = DocumentLimits(cpu=1)


def test_processor_time_is_limited_inside_a_regular_expression() -> None:
    """A search that would go on for years is interrupted; the message says what to do."""
    with pytest.raises(LimitReached, match="split it"), limited(FAST, 1):
        re.search("(a+)+$", "a" * 200 + "b")


def test_nothing_in_the_body_catches_the_interruption() -> None:
    """Code that isolates parts of a document goes on after any exception, but not after this one."""

    def endless() -> None:
        while True:
            with contextlib.suppress(Exception):
                re.search("(a+)+$", "a" * 200 + "b")

    with pytest.raises(LimitReached), limited(FAST, 1):
        endless()


def test_memory_is_limited_and_the_limit_ends_with_the_document() -> None:
    """What needs too much is refused; the process then has the limits that it had before."""
    before = resource.getrlimit(resource.RLIMIT_AS)
    with pytest.raises(LimitReached, match="MiB of memory"), limited(DocumentLimits(memory=64 * MEBIBYTE), 1):
        bytearray(512 * MEBIBYTE)
    assert resource.getrlimit(resource.RLIMIT_AS) == before
    assert len(bytearray(128 * MEBIBYTE)) == 128 * MEBIBYTE


def test_longer_texts_may_take_longer() -> None:
    """The time is that for each million characters, or part of one."""
    limits = DocumentLimits(cpu=7)
    assert [limits.seconds(count) for count in (0, 1, MILLION, MILLION + 1, 20 * MILLION)] == [7, 7, 7, 14, 140]


def test_other_threads_have_no_limit_of_time() -> None:
    """Signals reach the main thread alone; a document is made elsewhere all the same."""
    made = []

    def make() -> None:
        with limited(FAST, 1):
            made.append(1)

    thread = threading.Thread(target=make)
    thread.start()
    thread.join()
    assert made == [1]
