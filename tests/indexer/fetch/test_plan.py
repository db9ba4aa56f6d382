"""What a run fetches: sources named by id or host, and followed ones."""

import pytest

from indexer.corpus.manifest import Manifest
from indexer.errors import CorpusError
from indexer.fetch.plan import select_sources
from indexer.records.source import Source, TextState


def source(source_id: str, host: str, text: TextState = "fetch") -> Source:
    return Source(id=source_id, title=source_id, kind="document", url=f"https://{host}/{source_id}", text=text)


MANIFEST = Manifest((source("a", "one.example"), source("b", "two.example"), source("c", "one.example", "unknown")))
FOLLOWED = (source("f", "one.example"),)


@pytest.mark.parametrize(
    ("only", "follow", "ids"),
    [
        ((), False, "ab"),
        ((), True, "abf"),
        (("a",), False, "a"),
        (("A ", "b"), True, "ab"),
        (("one.example",), False, "a"),
        (("one.example",), True, "af"),
        (("two.example", "a"), False, "ab"),
        (("f",), False, "f"),
    ],
)
def test_ids_and_hosts_choose(only: tuple[str, ...], follow: bool, ids: str) -> None:  # noqa: FBT001  # a column of the table
    """All that is to be fetched, or what is named by id or host; what was followed by its id, or where asked for."""
    assert "".join(sorted(each.id for each in select_sources(MANIFEST, FOLLOWED, only, follow=follow))) == ids


@pytest.mark.parametrize(
    ("name", "reason"),
    [("nothing", "no source"), ("example", "no source"), ("c", 'text is "unknown"'), ("", "no source")],
)
def test_an_unknown_name_is_refused(name: str, reason: str) -> None:
    """A mistyped name stops the run before it begins, and a source that cannot be fetched is said to be one."""
    with pytest.raises(CorpusError, match=reason):
        select_sources(MANIFEST, FOLLOWED, ("a", name), follow=True)
