"""Runs over several sources: which are fetched, and what is reported of each."""

from pathlib import Path

import pytest

from indexer.errors import CorpusError, FetchError, FetchInProgress
from indexer.fetch.download import status_reason
from indexer.fetch.plan import FetchOptions
from indexer.fetch.run import remedy_for
from indexer.fetch.state import STATE_FILE, fetch_lock
from tests.indexer.fetch.conftest import FetchSession, paper
from tests.indexer.fetch.papers import PDF
from tests.indexer.fetch.site import Reply

WHOLE = Reply(body=PDF, headers={"Content-Type": "application/pdf"})


def test_one_failure_costs_only_itself(session: FetchSession) -> None:
    """The others are fetched, and each has its entry."""
    session.site.pages |= {"/a": WHOLE, "/c": WHOLE}
    run = session.run(*(paper(f"{session.site.root}/{name}", name) for name in "abc"))
    assert [result.status for result in run.results] == ["new", "failed", "new"]
    assert session.progress.results == list(run.results)
    assert {name: entry.copy is not None for name, entry in session.states().items()} == {
        "a": True,
        "b": False,
        "c": True,
    }


def test_a_failure_is_forgotten_with_the_next_success(session: FetchSession) -> None:
    """The state's reason is that of the last attempt."""
    session.one()
    assert session.states()["paper"].failure
    session.site.pages["/paper"] = WHOLE
    session.one()
    assert session.states()["paper"].failure is None


def test_a_folder_that_cannot_be_written_costs_one_file(session: FetchSession) -> None:
    """A copy that cannot be put in place is a reason, not a crash."""
    session.site.pages |= {"/a": WHOLE, "/b": WHOLE}
    (session.folder / "a.pdf" / "in the way").mkdir(parents=True)
    run = session.run(paper(f"{session.site.root}/a", "a"), paper(f"{session.site.root}/b", "b"))
    assert [result.status for result in run.results] == ["failed", "new"]
    assert run.results[0].state.failure
    assert "cannot be written" in run.results[0].state.failure.reason


def test_entries_of_others_stay(session: FetchSession) -> None:
    """A run over some sources leaves the entries of the rest."""
    session.site.pages |= {"/a": WHOLE, "/b": WHOLE}
    sources = [paper(f"{session.site.root}/{name}", name) for name in "ab"]
    session.run(*sources)
    before = session.states()["b"]
    session.run(*sources, options=FetchOptions(only=("a",)))
    assert session.states()["b"] == before
    assert session.site.paths == ["/a", "/b", "/a"]


def test_two_runs_at_once_are_refused(session: FetchSession) -> None:
    """A second run says that one is under way."""
    with fetch_lock(session.settings.data_dir), pytest.raises(FetchInProgress):
        session.run()


def test_without_an_index_no_link_is_followed(session: FetchSession) -> None:
    """The manifest's sources are still fetched, and a message says what to run."""
    session.site.pages["/paper"] = WHOLE
    run = session.run(paper(session.site.root + "/paper"), options=FetchOptions(follow_links=True))
    assert [result.status for result in run.results] == ["new"]
    assert run.problem
    assert "python -m indexer build" in run.problem


def test_a_manifest_with_odd_hosts_is_refused(session: FetchSession) -> None:
    """allowed_hosts has names of hosts, not addresses."""
    session.allowed = ("https://www.ilo.org/",)
    with pytest.raises(CorpusError, match="allowed_hosts"):
        session.run()


def test_damaged_records_stop_the_run(session: FetchSession) -> None:
    """Nothing is fetched over a state that cannot be read."""
    session.folder.mkdir(parents=True)
    (session.folder / STATE_FILE).write_text("{")
    with pytest.raises(FetchError, match=r"state\.json"):
        session.one()
    assert session.site.requests == []


def test_a_large_file_of_the_past_may_be_too_large_now(session: FetchSession) -> None:
    """A smaller cap leaves the copy from before."""
    large = PDF + b"\n" * (1 << 20)
    session.site.pages["/paper"] = Reply(body=large)
    session.change_settings(fetch_mebibytes=2)
    session.one()
    session.change_settings(fetch_mebibytes=1)
    assert "larger than" in session.reason()
    assert session.files() == {"paper.pdf": large}


SOURCE = paper("https://a.example/x")


@pytest.mark.parametrize("status", [None, 401, 403, 404, 410, 451, 500])
def test_there_is_always_a_way(status: int | None) -> None:
    """The page's address, and the folder and name under which the file is found by the next build."""
    said = remedy_for(SOURCE, Path("corpus/library"), status)
    assert "https://a.example/x" in said
    assert "corpus/library as paper.pdf" in said
    assert ("new address" in said) == (status in (404, 410))


def test_other_statuses_are_named() -> None:
    """A status code without a text is reported as its number."""
    assert "418" in status_reason(418)
