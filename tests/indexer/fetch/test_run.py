"""Runs over several sources."""

from dataclasses import replace

import pytest

from indexer.errors import CorpusError, FetchError, FetchInProgress
from indexer.fetch.folder import fetch_lock
from indexer.fetch.run import Wish
from tests.indexer.fetch.conftest import Errand, paper
from tests.indexer.fetch.papers import PDF
from tests.indexer.fetch.site import Reply

WHOLE = Reply(body=PDF, headers={"Content-Type": "application/pdf"})


def test_one_failure_costs_only_itself(errand: Errand) -> None:
    """The others are fetched, and each has its entry."""
    errand.site.pages |= {"/a": WHOLE, "/c": WHOLE}
    run = errand.run(*(paper(f"{errand.site.root}/{name}", name) for name in "abc"))
    assert [outcome.state for outcome in run.outcomes] == ["new", "failed", "new"]
    assert errand.diary.outcomes == list(run.outcomes)
    assert {name: entry.copy is not None for name, entry in errand.ledger().items()} == {
        "a": True,
        "b": False,
        "c": True,
    }


def test_a_failure_is_forgotten_with_the_next_success(errand: Errand) -> None:
    """The ledger's reason is that of the last attempt."""
    errand.one()
    assert errand.ledger()["paper"].failure
    errand.site.pages["/paper"] = WHOLE
    errand.one()
    assert errand.ledger()["paper"].failure is None


def test_a_folder_that_cannot_be_written_costs_one_file(errand: Errand) -> None:
    """A copy that cannot be put in place is a reason, not a crash."""
    errand.site.pages |= {"/a": WHOLE, "/b": WHOLE}
    (errand.folder / "a.pdf" / "in the way").mkdir(parents=True)
    run = errand.run(paper(f"{errand.site.root}/a", "a"), paper(f"{errand.site.root}/b", "b"))
    assert [outcome.state for outcome in run.outcomes] == ["failed", "new"]
    assert run.outcomes[0].entry.failure
    assert "cannot be written" in run.outcomes[0].entry.failure.reason


def test_entries_of_others_stay(errand: Errand) -> None:
    """A run over some sources leaves the entries of the rest."""
    errand.site.pages |= {"/a": WHOLE, "/b": WHOLE}
    sources = [paper(f"{errand.site.root}/{name}", name) for name in "ab"]
    errand.run(*sources)
    before = errand.ledger()["b"]
    errand.run(*sources, wish=Wish(only=("a",)))
    assert errand.ledger()["b"] == before
    assert errand.site.paths == ["/a", "/b", "/a"]


def test_two_runs_at_once_are_refused(errand: Errand) -> None:
    """A second run says that one is under way."""
    with fetch_lock(errand.places.data), pytest.raises(FetchInProgress):
        errand.run()


def test_without_an_index_no_link_is_followed(errand: Errand) -> None:
    """The manifest's sources are fetched all the same, and it is said what to run."""
    errand.site.pages["/paper"] = WHOLE
    run = errand.run(paper(errand.site.root + "/paper"), wish=Wish(follow=True))
    assert [outcome.state for outcome in run.outcomes] == ["new"]
    assert run.problem
    assert "python -m indexer build" in run.problem


def test_a_manifest_with_odd_hosts_is_refused(errand: Errand) -> None:
    """allowed_hosts has names of hosts, not addresses."""
    errand.allowed = ("https://www.ilo.org/",)
    with pytest.raises(CorpusError, match="allowed_hosts"):
        errand.run()


def test_damaged_records_stop_the_run(errand: Errand) -> None:
    """Nothing is fetched over a ledger that cannot be read."""
    errand.folder.mkdir(parents=True)
    (errand.folder / "ledger.json").write_text("{")
    with pytest.raises(FetchError, match=r"ledger\.json"):
        errand.one()
    assert errand.site.asked == []


def test_a_large_file_of_the_past_may_be_too_large_now(errand: Errand) -> None:
    """A smaller cap leaves the copy from before."""
    errand.site.pages["/paper"] = WHOLE
    errand.one()
    errand.settings = replace(errand.settings, largest=100)
    assert "larger than" in errand.reason()
    assert errand.files() == {"paper.pdf": PDF}
