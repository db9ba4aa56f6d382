"""The comparison with page search: what counts as right, and how programs are asked."""

import json
from pathlib import Path

import pytest

from benchmarks.page_search import PdfPage, bm25s_pages, read_pages, xapian_pages, xapian_python
from benchmarks.peers import PeerQuestion, Shown, is_right, load_peer_questions, rank_of, summary
from benchmarks.query_variants import key_words, with_slip
from tests.indexer.fetch.papers import make_pdf

QUESTION = PeerQuestion("How many barges pass?", ("about 4,200 barges", "4,2"), "locks.pdf", 7)
PAGES = [
    PdfPage("locks.pdf", 1, "Locks of the river and their keepers."),
    PdfPage("locks.pdf", 2, "Barges passed the lock: 4,200 in a year."),
    PdfPage("mills.pdf", 1, "A mill grinds wheat."),
]


@pytest.mark.parametrize(
    ("shown", "right"),
    [
        (Shown("locks.pdf", (7,), "other words"), True),
        (Shown("locks.pdf", (6, 7), ""), True),
        (Shown("locks.pdf", (2,), "In a year, About 4,200 barges pass."), True),
        (Shown("mills.pdf", (7,), "about 4,200 barges"), False),
        (Shown("locks.pdf", (2,), "nothing of it"), False),
        (Shown("locks.pdf", (2,), "section 4,2"), False),
    ],
)
def test_is_right(shown: Shown, right: bool) -> None:  # noqa: FBT001 - a table of expectations
    """The page that answers is right, and another of the document that holds a string long enough to show it."""
    assert is_right(QUESTION, shown) is right


def test_without_a_page_any_string_counts() -> None:
    """Where the page is not known, a short string shows an answer as whole words."""
    question = PeerQuestion("How many?", ("42",))
    assert is_right(question, Shown("any.pdf", (1,), "They are 42."))
    assert not is_right(question, Shown("any.pdf", (1,), "They are 1842."))


def test_rank() -> None:
    """The rank is that of the first right result, from 1."""
    wrong, right = Shown("mills.pdf", (1,), ""), Shown("locks.pdf", (7,), "")
    assert (rank_of(QUESTION, [wrong, right, right]), rank_of(QUESTION, [wrong])) == (2, None)


def test_summary() -> None:
    """Each program has its measures, the others with what only one of the two gets right."""
    found = summary({"as asked": {"Verbatim": [1, 1, 2, None], "bm25s": [1, 3, 1, None]}})["as asked"]
    assert found["Verbatim"] == {"n": 4, "hit@1": 0.5, "hit@5": 0.75, "mrr@10": 0.625}
    assert (found["bm25s"]["won@1"], found["bm25s"]["lost@1"], found["bm25s"]["p@1"]) == (1, 1, 1.0)
    assert (found["bm25s"]["won@5"], found["bm25s"]["lost@5"]) == (0, 0)


def test_questions_of_all_files(tmp_path: Path) -> None:
    """Labelled questions, labelled documents and queries with relevant strings are read; unanswerable ones are not."""
    labelled = {"question": "How many?", "language": "en", "answers": ["42"], "document": "a.pdf", "page": 3}
    files = {
        "questions": [{**labelled, "answerable": True}, {**labelled, "answerable": False}],
        "documents": {"documents": [{"file": "a.pdf", "questions": [{**labelled, "document": None}]}]},
        "queries": [{"query": "barges", "relevant": ["42 barges"], "country": "Namibia", "answers": []}],
    }
    read = {}
    for name, content in files.items():
        path = tmp_path / f"{name}.json"
        path.write_text(json.dumps(content), encoding="utf-8")
        read[name] = load_peer_questions(path)
    assert read["questions"] == read["documents"] == [PeerQuestion("How many?", ("42",), "a.pdf", 3, None, "en")]
    assert read["queries"] == [PeerQuestion("barges", ("42 barges",), country="Namibia")]


def test_bm25s_ranks_pages() -> None:
    """Pages are found by stems; a query without any word that they have finds none."""
    first, nothing = bm25s_pages(PAGES, ["How many barges are passing?", "of the"])
    assert first[0] == PAGES[1]
    assert nothing == []


def test_xapian_ranks_pages() -> None:
    """Xapian ranks the same pages, where it is installed."""
    python = xapian_python()
    if python is None:
        pytest.skip("no Python here has Xapian's module (Debian: python3-xapian)")
    (found,) = xapian_pages(PAGES, ["How many barges are passing?"], python)
    assert found[0] == PAGES[1]


def test_pages_of_pdfs(tmp_path: Path) -> None:
    """Every PDF of a folder is read page by page, and nothing else."""
    (tmp_path / "notes.md").write_text("No PDF.", encoding="utf-8")
    (tmp_path / "locks.pdf").write_bytes(make_pdf("Locks of the river", ["They have keepers."]))
    (page,) = read_pages([tmp_path])
    assert (page.file, page.number) == ("locks.pdf", 1)
    assert " ".join(page.text.split()) == "Locks of the river They have keepers."


@pytest.mark.parametrize(
    ("question", "expected"),
    [("How many of the barges pass the lock?", "barges pass lock"), ("¿Cuántas barcas hay en el río?", "barcas río")],
)
def test_key_words(question: str, expected: str) -> None:
    """Key words are those that are no stop words, as they are written."""
    assert key_words(question) == expected


@pytest.mark.parametrize("question", ["How many barges pass the northern lock?", "Quels bateaux passent?", "Nam Định"])
def test_slip(question: str) -> None:
    """A slip changes one word, always the same one; short words are left as they are."""
    slipped = with_slip(question)
    assert slipped == with_slip(question)
    changed = [one for one, other in zip(question.split(), slipped.split(), strict=True) if one != other]
    assert len(changed) <= 1
    assert all(len(word) > 4 for word in changed)
    assert bool(changed) == any(len(word) > 4 for word in question.split())
