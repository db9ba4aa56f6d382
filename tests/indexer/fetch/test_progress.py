"""What a person sees of a run."""

import io

from rich.console import Console

from indexer.fetch.progress import FetchBar, run_summary
from indexer.fetch.result import Outcome
from indexer.fetch.run import Run
from indexer.fetch.state import Copy, Entry, Failure
from tests.indexer.fetch.conftest import paper

COPY = Copy("https://a/x", "https://a/x", "", "", 200, "", "", "", "PDF", 3 << 20, "paper.pdf")
NEW = Outcome(paper("https://a/x"), "new", Entry(COPY))
FAILED = Outcome(
    paper("https://a/x"), "failed", Entry(COPY, Failure("It is [bold]closed[/]. Open https://a/x[1].", ""))
)


def shown(*, terminal: bool) -> str:
    """What is printed in the course of a small run."""
    console = Console(file=io.StringIO(), force_terminal=terminal, width=160, color_system=None)
    with FetchBar(console) as bar:
        bar.found(2)
        bar.started(NEW.source)
        bar.received(1 << 20, 3 << 20)
        bar.received(3 << 20, 3 << 20)
        bar.done(NEW)
        bar.started(FAILED.source)
        bar.waiting("a.example", 30)
        bar.done(FAILED)
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
    summary = run_summary(Run((NEW, FAILED, NEW), taken_up=2, left=5))
    assert summary == (
        "2 new, 1 failed. 2 links of indexed documents were taken up. 5 more links are left for the next run"
        " (VERBATIM_FETCH_FOLLOW_LIMIT). python -m indexer build makes what is new searchable."
    )
    assert run_summary(Run(())) == "There was nothing to fetch."
    assert run_summary(Run((), problem="Nothing is indexed yet.")).endswith(
        "No links were followed: Nothing is indexed yet."
    )
