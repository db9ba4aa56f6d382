"""Links that are known to lead nowhere."""

import pytest

from indexer.check.dead_links import dead_addresses, dead_links
from indexer.fetch.state import Failure, SourceState
from indexer.records.reading import Link
from indexer.records.source import Source


def source(identity: str, page: str | None) -> Source:
    return Source(id=identity, title=identity, kind="document", page=page)


def test_what_fetching_did_not_find_is_dead() -> None:
    """Status 404 and 410 alone: a host that refuses programs may still serve people."""
    sources = [source(name, f"https://a.example/{name}") for name in ("lost", "gone", "refused", "kept", "new")]
    ledger = {
        "lost": SourceState(failure=Failure("nothing there", "now", 404)),
        "gone": SourceState(failure=Failure("withdrawn", "now", 410)),
        "refused": SourceState(failure=Failure("no programs", "now", 403)),
        "kept": SourceState(),
    }
    assert dead_addresses([*sources, source("none", None)], ledger) == {"a.example/lost", "a.example/gone"}


@pytest.mark.parametrize(
    ("address", "is_dead"),
    [
        ("https://a.example/lost", True),
        ("http://a.example/lost/#part", True),
        ("https://a.example/other", False),
        ("https://nowhere", True),
        ("https://[bad", True),
        ("mailto:a@b.example", False),
    ],
)
def test_dead_links(address: str, is_dead: bool) -> None:  # noqa: FBT001 - a column of the table
    """A link to a dead address, or to none, is dead; mail addresses are not looked at."""
    links = [Link(1, address, "words"), Link(2, address, "again")]
    assert dead_links(links, frozenset({"a.example/lost"})) == ((address,) if is_dead else ())
