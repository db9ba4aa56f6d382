"""What a person sees of a run."""

import io

from rich.console import Console

from indexer.fetch.progress import FetchBar, run_summary
from indexer.fetch.result import FetchResult
from indexer.fetch.run import FetchRun
from indexer.fetch.state import Copy, Failure, SourceState
from tests.indexer.fetch.conftest import paper

COPY = Copy("https://a/x", "https://a/x", "", "", 200, "", "", "", "PDF", 3 << 20, "paper.pdf")
NEW = FetchResult(paper("https://a/x"), "new", SourceState(COPY))
FAILED = FetchResult(
    paper("https://a/x"), "failed", SourceState(COPY, Failure("It is [bold]closed[/]. Open https://a/x[1].", ""))
)


def shown(*, terminal: bool) -> str:
    """What is printed in the course of a small run."""
    console = Console(file=io.StringIO(), force_terminal=terminal, width=160, color_system=None)
    with FetchBar(console) as bar:
        bar.on_total(2)
        bar.on_start(NEW.source)
        bar.on_bytes(1 << 20, 3 << 20)
        bar.on_bytes(3 << 20, 3 << 20)
        bar.on_result(NEW)
        bar.on_start(FAILED.source)
        bar.on_wait("a.example", 30)
        bar.on_result(FAILED)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_plain_lines_where_there_is_no_terminal() -> None:
    """A line for each source and each long wait, reasons as they are, and no bar."""
    assert shown(terminal=False).splitlines() == [
        "new paper: PDF, 3.0 MiB",
        "waiting 30 s for a.example",
        "failed paper: It is [bold]closed[/]. Open https://a/x[1]. The copy from before stays.",
    ]


def test_a_bar_on_a_terminal() -> None:
    """Which source of how many, and how much of it is there; the lines stand above."""
    text = shown(terminal=True)
    assert "2/2 paper" in text
    assert "new paper: PDF, 3.0 MiB" in text


def test_the_summary_counts_and_says_what_comes_next() -> None:
    """Numbers by state, links taken up and left, and the command that makes new texts searchable."""
    summary = run_summary(FetchRun((NEW, FAILED, NEW), new_links=2, remaining=5))
    assert summary == (
        "2 new, 1 failed. 2 links of indexed documents were taken up. 5 more links are left for the next run"
        " (VERBATIM_FETCH_FOLLOW_LIMIT). python -m indexer build makes what is new searchable."
    )
    assert run_summary(FetchRun(())) == "There was nothing to fetch."
    assert run_summary(FetchRun((), problem="Nothing is indexed yet.")).endswith(
        "No links were followed: Nothing is indexed yet."
    )
