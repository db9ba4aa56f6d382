"""How the report is printed."""

import io

from rich.console import Console

from indexer.check.report import Report
from indexer.check.show import show_report


def test_the_report_is_shown(report: Report) -> None:
    """A row for each document, a line for each problem and each skipped file, and a count of all."""
    console = Console(file=io.StringIO(), width=200)
    show_report(report, console)
    assert isinstance(console.file, io.StringIO)
    said = console.file.getvalue()
    assert "│ holes" in said
    assert "holes: 3 of 5 pages" in said
    assert "broken.pdf is not in the index (read): it " in said
    assert "1 files skipped" in said
