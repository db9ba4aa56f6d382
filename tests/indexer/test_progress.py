"""The progress of builds and of fetching."""

import io
from pathlib import Path

from rich.console import Console

from indexer.corpus.files import InputFile
from indexer.fetch.state import Copy, Failure, FetchResult, FetchRun, SourceState
from indexer.progress import BuildProgress, FetchBar, fetch_summary
from indexer.records.document import SkippedFile
from tests.indexer.fetch.conftest import paper


def shown_build(console: Console, tmp_path: Path) -> str:
    """Return the output of a build of two files, one of them skipped."""
    files = [InputFile(tmp_path / name) for name in ("large.pdf", "[bold]odd.md")]
    files[0].path.write_bytes(bytes(2_000_000))
    with BuildProgress(console, files) as progress:
        progress.on_total(2)
        for file in files:
            progress.on_start(file)
        progress._bar.refresh()
        for file in files:
            progress.on_read(file)
        progress._bar.refresh()
        progress.on_done(files[0], 7, None)
        progress.on_done(files[1], 0, SkippedFile("[bold]odd.md", "read", "is [red]odd; mend it"))
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_a_terminal_shows_names_rate_and_time_left(tmp_path: Path) -> None:
    """Both files being read, then that they are written, how
    many are done, the share, the rate and the time left; a line for a skipped one.
    """
    said = shown_build(Console(file=io.StringIO(), force_terminal=True, width=160, color_system=None), tmp_path)
    assert "large.pdf, [bold]odd.md" in said
    assert "Writing" in said
    assert "2/2 files" in said
    assert "100%" in said
    assert "0:00:00" in said
    assert "skipped [bold]odd.md (read): is [red]odd; mend it" in said


def test_elsewhere_each_file_has_a_line(tmp_path: Path) -> None:
    """A log has no bar."""
    said = shown_build(Console(file=io.StringIO(), width=160), tmp_path)
    assert said.splitlines() == ["large.pdf: 7 passages", "skipped [bold]odd.md (read): is [red]odd; mend it"]


COPY = Copy("https://a/x", "https://a/x", "", "", 200, "", "", "", "PDF", 3 << 20, "paper.pdf")
NEW = FetchResult(paper("https://a/x"), "new", SourceState(COPY))
FAILED = FetchResult(
    paper("https://a/x"), "failed", SourceState(COPY, Failure("It is [bold]closed[/]. Open https://a/x[1].", ""))
)


def shown_fetch(*, terminal: bool) -> str:
    """Return the output of a small run of fetching."""
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


def test_fetching_off_a_terminal_has_plain_lines() -> None:
    """A line for each source and each long wait, reasons as they are, and no bar."""
    assert shown_fetch(terminal=False).splitlines() == [
        "new paper: PDF, 3.0 MiB",
        "waiting 30 s for a.example",
        "failed paper: It is [bold]closed[/]. Open https://a/x[1]. The last copy is kept.",
    ]


def test_fetching_on_a_terminal_has_a_bar() -> None:
    """The bar has the source's number, the total and the bytes received; finished lines are above it."""
    text = shown_fetch(terminal=True)
    assert "2/2 paper" in text
    assert "new paper: PDF, 3.0 MiB" in text


def test_the_summary_counts_and_names_the_next_command() -> None:
    """Numbers by state, links followed and left, and the command that makes new texts searchable."""
    summary = fetch_summary(FetchRun((NEW, FAILED, NEW), new_links=2, remaining=5))
    assert summary == (
        "2 new, 1 failed. 2 links of indexed documents were followed. 5 more links are left for the next run"
        " (VERBATIM_FETCH_FOLLOW_LIMIT). To make the new text searchable: python -m indexer build."
    )
    assert fetch_summary(FetchRun(())) == "There was nothing to fetch."
    assert fetch_summary(FetchRun((), problem="Nothing is indexed yet.")).endswith(
        "No links were followed: Nothing is indexed yet."
    )
