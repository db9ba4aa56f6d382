"""What the figures of a register count most often."""

from types import SimpleNamespace
from typing import Any

from indexer.records.figure import Figure
from service.registers.most_counted import most_counted


def located(sentence: str, written: str, counted: str, document: str = "a", column: str = "") -> Any:
    start = sentence.index(written)
    end = start + len(written)
    figure = Figure("x", document, "p", "en", sentence, (), start, end, "quantity", 1.0, "", counted, "", column)
    return SimpleNamespace(record=figure, document=SimpleNamespace(id=document))


def test_nouns_of_many_documents_come_first() -> None:
    """Forms of one word are one; what fewer than three figures count, cells, and phrases are none."""
    figures = [
        *(located("It has 30 ports now.", "30", "ports") for _ in range(4)),
        *(located("It has 30 inspectors now.", "30", "inspectors", name) for name in "abc"),
        located("It has 1 inspector now.", "1", "inspector"),
        *(located("It has 30 boats now.", "30", "boats") for _ in range(2)),
        *(located("Boats | 30", "30", "Boats", column="Men") for _ in range(9)),
        *(located("The rate is 30 now.", "30", "The rate") for _ in range(9)),
    ]
    assert most_counted(figures) == (("inspectors", 4), ("ports", 4))
