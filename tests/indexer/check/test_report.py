"""The report on the documents of an index, as data and as shown."""

import io
import json
import re

import pytest
from rich.console import Console

from indexer.check.report import Report, report_to_json, show_report
from tests.indexer.check.conftest import DOUBT


def test_each_document_is_counted(report: Report) -> None:
    """Its pages, passages, languages, headings and links."""
    good = next(document for document in report.documents if document.id == "good")
    assert (good.pages, good.passages, good.languages, good.headings, good.links) == (1, 2, {"en": 2}, 1, 1)
    assert good.garbling.share == 0.0


@pytest.mark.parametrize(
    ("document", "problem"),
    [
        ("good", "it holds the same text as same: keep one of them"),
        ("linked", "1 of its links are dead (such as https://a.example/lost)"),
        ("holes", "3 of 5 pages hold no text (the first is page 2)"),
        ("plain", "no heading was found"),
    ],
)
def test_each_fault_is_named_with_what_to_do(report: Report, document: str, problem: str) -> None:
    """And nothing else is."""
    (found,) = next(each for each in report.documents if each.id == document).problems
    assert found.startswith(problem)


def test_the_readers_warnings_are_reported(report: Report) -> None:
    """They are in the JSON and in what is shown, and are no problem that needs attention."""
    slides = next(document for document in report.documents if document.id == "slides")
    warning = "1 slides hold no text (the first is slide 2)"
    assert warning in slides.warnings
    assert warning in slides.to_json()["warnings"]
    assert re.search(rf"^slides .*(?:\n  - .*)*\n  - {re.escape(warning)}", shown(report), re.MULTILINE)
    assert not slides.problems


def test_what_was_unsure_about_a_fetched_file_is_reported(report: Report) -> None:
    """As long as the file is that one."""
    documents = {document.id: document for document in report.documents}
    assert documents["good"].to_json()["fetch_doubts"] == [DOUBT]
    assert documents["same"].fetch_doubts == ()
    assert f"- {DOUBT}: compare the file with its page" in shown(report)


def shown(report: Report, width: int = 200, *, terminal: bool = True) -> str:
    console = Console(file=io.StringIO(), width=width, force_terminal=terminal, color_system=None)
    show_report(report, console)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_what_is_wrong_needs_attention(report: Report) -> None:
    """A skipped file alone does; a report without problems does not."""
    assert report.needs_attention
    assert Report("x", (), report.skipped).needs_attention
    assert not Report("x", tuple(each for each in report.documents if not each.problems), ()).needs_attention


def test_the_report_is_json(report: Report) -> None:
    """With a key for each thing that is counted."""
    content = json.loads(json.dumps(report_to_json(report)))
    assert content["needs_attention"] is True
    assert content["skipped"][0]["file"] == "broken.pdf"
    row = next(each for each in content["documents"] if each["id"] == "linked")
    assert row["dead_links"] == ["https://a.example/lost"]
    assert row["problems"]


def test_the_report_is_shown(report: Report) -> None:
    """A row for each document, a line for each problem and each skipped file, and a count of all."""
    said = shown(report)
    assert "│ holes" in said
    assert "\n  ! 3 of 5 pages hold no text" in said
    assert "! broken.pdf is not in the index (read): it " in said
    assert "1 files skipped" in said


def test_the_report_can_be_searched(report: Report) -> None:
    """Where it is not shown on a terminal, each problem and each note is one line with its document."""
    said = shown(report, 80, terminal=False).split("\n")
    assert "slides: - 1 slides hold no text (the first is slide 2)" in said
    assert any(line.startswith("holes: ! 3 of 5 pages hold no text (the first is page 2): ") for line in said)


def test_the_report_fits_a_terminal(report: Report) -> None:
    """No line is longer than 80 columns, and no id is cut off."""
    said = shown(report, 80)
    assert max(map(len, said.split("\n"))) <= 80
    assert all(each.id in said for each in report.documents)


def test_what_nobody_would_quote(report: Report) -> None:
    """Faults of passages are counted, with an example each, and lower the score."""
    rows = {each["id"]: each for each in report_to_json(report)["documents"]}
    torn = rows["torn"]
    assert torn["faults"] == {"scrap": 1, "torn": 1}
    assert (torn["judged_passages"], torn["quotable_passages"]) == (3, 1)
    assert torn["score"] == 33 - 5 * len(torn["doubtful_metadata"])
    assert torn["headings_like_labels"] == ["12 million"]
    assert all(rows["torn"]["id"] in ids[0] for ids in torn["fault_examples"].values())
    assert "1 of 3 passages begin or end in the middle of a sentence (such as torn-" in shown(report)
    assert rows["holes"]["faults"] == {}
