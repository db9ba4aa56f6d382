"""Prints a report on the documents of an index: a table of all, then what needs looking at."""

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from indexer.check.report import DocumentCheck, Report

COLUMNS = ("document", "pages", "without text", "passages", "language", "headings", "garbled", "links", "dead")


def show_report(report: Report, console: Console) -> None:
    """Prints the table, the files that were skipped, and what to do."""
    table = Table(title=f"index {report.generation}", title_justify="left")
    for place, name in enumerate(COLUMNS):
        table.add_column(name, justify="left" if place in (0, COLUMNS.index("language")) else "right")
    for document in report.documents:
        table.add_row(*(escape(cell) for cell in _row(document)))
    console.print(table)
    troubled = [document for document in report.documents if document.problems]
    for document in troubled:
        for problem in document.problems:
            console.print(f"[yellow]{escape(document.id)}[/]: {escape(problem)}", soft_wrap=True, highlight=False)
    for skipped in report.skipped:
        line = f"[yellow]{escape(skipped.file)}[/] is not in the index ({skipped.stage}): it {escape(skipped.reason)}"
        console.print(line, soft_wrap=True, highlight=False)
    counts = f"{len(report.documents)} documents, {len(troubled)} need looking at; {len(report.skipped)} files skipped"
    console.print(counts, highlight=False)


def _row(document: DocumentCheck) -> tuple[str, ...]:
    total = sum(document.languages.values())
    languages = ", ".join(
        code if count == total else f"{code} {count / total:.0%}" for code, count in document.languages.items()
    )
    return (
        document.id,
        str(document.pages),
        str(len(document.empty_pages) or ""),
        str(document.passages),
        languages,
        str(document.headings),
        f"{document.garbling.share:.2%}",
        str(document.links),
        str(len(document.dead) or ""),
    )
