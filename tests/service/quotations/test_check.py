"""What becomes of quotations while documents are edited, replaced and published in other editions."""

import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from indexer.analysis.sentence_splitter import sentence_spans
from indexer.index.folders import live_folder
from indexer.index.generation import Generation, open_generation
from indexer.records.passage import Span
from service.quotations.address import QuotationAddress, quotation_digest
from service.quotations.check import QuotationCheck
from service.search.local_engine import LocalEngine
from tests.conftest import build_index

NOUNS = "harbour vessel crew contract inspector wage ship owner union net school clinic road market report".split()
VERBS = "checks repairs trains registers visits pays warns plans counts teaches".split()
ADVERBS = "often rarely gladly quietly twice carefully again openly".split()

SAMPLE = 500


def sentence(chance: random.Random, number: int) -> str:
    """A sentence unlike any other, by its number."""
    first, second, third = chance.sample(NOUNS, 3)
    verb, adverb = chance.choice(VERBS), chance.choice(ADVERBS)
    return f"The {first} of station {number} {adverb} {verb} each {second} before the {third} is opened in summer."


def sections(seed: int, count: int = 25, sentences: int = 10) -> list[list[str]]:
    """The sentences of each section of a report."""
    chance = random.Random(seed)
    return [
        [sentence(chance, seed * 10_000 + part * 100 + place) for place in range(sentences)] for part in range(count)
    ]


def markdown(title: str, parts: Sequence[Sequence[str]]) -> str:
    body = "".join(f"\n## Station {number}\n\n{' '.join(each)}\n" for number, each in enumerate(parts, 1))
    return f"# {title}\n{body}"


def generation(data: Path) -> Generation:
    return open_generation(live_folder(data))


def sampled(data: Path, count: int = SAMPLE, document: str = "") -> list[tuple[QuotationAddress, str]]:
    """Addresses of passages and of sentences of an index, with their words."""
    chance = random.Random(17)
    found = []
    for passage in generation(data).passages:
        if not document or passage.document == document:
            spans = [(0, len(passage.text)), *sentence_spans(passage.text)]
            found += [(passage, start, end) for start, end in spans]
    chosen = chance.sample(found, min(count, len(found)))
    return [
        (QuotationAddress.of(passage, start, end), passage.text[start:end].strip()) for passage, start, end in chosen
    ]


def checks(data: Path, addresses: Sequence[tuple[QuotationAddress, str]]) -> list[tuple[QuotationCheck, str]]:
    engine = LocalEngine(data, encoder="none")
    return [(engine.quotation(address), words) for address, words in addresses]


def assert_kept(found: Sequence[tuple[QuotationCheck, str]], share: float = 0.99) -> None:
    """Asserts that a share of quotations is verbatim or moved, and that the others say what was there."""
    for check, words in found:
        assert check.status in ("verbatim", "moved", "gone")
        assert letters(check.text) == letters(words)
    kept = sum(check.status != "gone" for check, _ in found)
    assert kept >= share * len(found), Counter(check.status for check, _ in found)


def letters(text: str) -> str:
    return "".join(char for char in text if char.isalnum())


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "source"
    folder.mkdir()
    for seed in (1, 2):
        (folder / f"report-{seed}.md").write_text(markdown(f"Report {seed}", sections(seed)), encoding="utf-8")
    return folder


@pytest.fixture
def data(source: Path, tmp_path: Path) -> Path:
    """An index of two reports."""
    return build_index(tmp_path / "data", source, briefing="never")


def test_words_at_their_place_are_verbatim(data: Path) -> None:
    """Without a change, every quotation is where its address says, and its place is the address itself."""
    found = checks(data, sampled(data, 100))
    assert {check.status for check, _ in found} == {"verbatim"}
    assert all(check.place and check.place.address == check.address for check, _ in found)
    assert all(check.text == words for check, words in found)


def test_an_edited_document(source: Path, data: Path) -> None:
    """Sections and sentences that are new move the others; a sentence that changed says what it was."""
    addresses = sampled(data)
    changed = sections(1)
    lost = changed[3][4]
    changed[3][4] = lost.replace("summer", "winter")
    changed[0].insert(0, "This sentence is new, and moves everything after it by its length.")
    changed.insert(12, ["A section is new. It has a few sentences, too.", "They are about the tide."])
    (source / "report-1.md").write_text(markdown("Report 1", changed), encoding="utf-8")
    build_index(data, source, briefing="never")
    found = checks(data, addresses)
    assert_kept(found, 0.97)  # whole passages of the sections that changed are among them
    whole = [(check, words) for check, words in found if check.status == "gone"]
    assert all(lost in words or words.startswith(lost) for check, words in whole)


def test_a_changed_sentence(source: Path, data: Path) -> None:
    """It is gone, with what it said, where, and the sentence that is most like it now."""
    lost = sections(1)[3][4]
    (address,) = [each for each, words in sampled(data, 10_000) if words == lost]
    text = (source / "report-1.md").read_text(encoding="utf-8")
    (source / "report-1.md").write_text(text.replace(lost, lost.replace("summer", "winter")), encoding="utf-8")
    build_index(data, source, briefing="never")
    ((check, _),) = checks(data, [(address, lost)])
    assert check.status == "gone"
    assert check.text == lost
    assert check.retired is not None
    assert check.retired.passage.title == "Report 1"
    assert check.place is not None
    assert check.place.text == lost.replace("summer", "winter")


def test_another_edition(source: Path, data: Path) -> None:
    """The same words in another format, typeset in another way, are the same quotations."""
    addresses = sampled(data)
    body = "".join(
        f"<h2>Station {number}</h2><p>{'</p><p>'.join(each).replace(' each ', ' <b>each</b>  ')}</p>"
        for number, each in enumerate(sections(1), 1)
    )
    head = "<h1>Report 1</h1><p>This edition has a foreword.</p>"
    page = f"<html lang='en'><head><title>Report 1</title></head><body><main>{head}{body}</main></body></html>"
    (source / "report-1.md").unlink()
    (source / "report-1.html").write_text(page, encoding="utf-8")
    build_index(data, source, briefing="never")
    found = checks(data, addresses)
    assert_kept(found)
    assert {check.status for check, _ in found} == {"verbatim", "moved"}


def test_other_punctuation(source: Path, data: Path) -> None:
    """Words with other punctuation moved, and are not the identical quotation."""
    (address, words), *_ = [each for each in sampled(data, document="report-1") if each[1].count(".") == 1]
    text = (source / "report-1.md").read_text(encoding="utf-8")
    changed = words.replace(" before the ", " — before the ")
    (source / "report-1.md").write_text(text.replace(words, changed), encoding="utf-8")
    build_index(data, source, briefing="never")
    ((check, _),) = checks(data, [(address, words)])
    assert (check.status, check.identical) == ("moved", False)
    assert check.text == changed


def test_a_document_that_was_replaced(source: Path, data: Path) -> None:
    """Its words are found in the document that holds them now, under another name; what is nowhere says what it was."""
    addresses = sampled(data)
    kept = sections(1)
    lost = set(kept[7])
    kept[7] = ["Nothing of this section was kept in the edition that replaced the report."]
    (source / "report-1.md").unlink()
    (source / "second-edition.md").write_text(markdown("Report 1, second edition", kept), encoding="utf-8")
    build_index(data, source, briefing="never")
    found = checks(data, addresses)
    assert_kept([each for each in found if not any(words in each[1] for words in lost)])
    gone = [check for check, _ in found if check.status == "gone"]
    assert gone
    moved = [check for check, _ in found if check.status == "moved"]
    assert {check.place.document.id for check in moved if check.place} == {"second-edition"}


def test_a_few_words_of_a_document_that_was_replaced(source: Path, data: Path) -> None:
    """A document with most of the passages is the newer edition, in which few words are found, too."""
    passage = next(each for each in generation(data).passages if each.document == "report-1")
    few = " ".join(passage.text.split()[:5])
    address = QuotationAddress.of(passage, 0, len(few))
    (source / "report-1.md").unlink()
    (source / "second-edition.md").write_text(markdown("Report 1, second edition", sections(1)), encoding="utf-8")
    build_index(data, source, briefing="never")
    ((check, _),) = checks(data, [(address, few)])
    assert check.status == "moved"
    assert [each.id for each in check.successors] == ["second-edition"]


def test_a_digest_that_does_not_belong(data: Path) -> None:
    """Words that were never at an address are not claimed to have been there."""
    (address, _), *_ = sampled(data, 1)
    other = QuotationAddress(address.document, address.spans, quotation_digest("Nobody ever wrote this sentence."))
    nowhere = QuotationAddress("no-such-report", address.spans, address.digest)
    beyond = QuotationAddress(address.document, (Span(99, 0, 80),), "0" * 16)
    assert [check.status for check, _ in checks(data, [(each, "") for each in (other, nowhere, beyond)])] == [
        "unknown"
    ] * 3


def test_words_that_occur_twice(tmp_path: Path) -> None:
    """Of the places with the same words, the one with the same words around it is taken."""
    twice = "The captain signs the list of the crew before the boat sails."
    source = tmp_path / "source"
    source.mkdir()
    first = f"In the north it is cold and dark. {twice} Then the crew has its breakfast together."
    second = f"In the south the harbour is warm. {twice} Then the crew plays cards until noon."
    (source / "boats.md").write_text(f"# Boats\n\n## North\n\n{first}\n\n## South\n\n{second}\n", encoding="utf-8")
    data = build_index(tmp_path / "data", source, briefing="never")
    south = next(passage for passage in generation(data).passages if "South" in passage.section)
    start = south.text.index(twice)
    address = QuotationAddress.of(south, start, start + len(twice))
    (source / "boats.md").write_text(
        f"# Boats\n\n## South\n\nA new line begins this. {second}\n\n## North\n\n{first}\n", encoding="utf-8"
    )
    build_index(data, source, briefing="never")
    ((check, _),) = checks(data, [(address, twice)])
    assert check.status == "moved"
    assert check.place is not None
    assert check.place.passage.section == ("South",)


def test_a_passage_by_its_old_id(source: Path, data: Path) -> None:
    """The id of a passage that has gone leads to the address of its words; that of one that never was, nowhere."""
    old = next(iter(generation(data).passages))
    (source / "report-1.md").write_text(markdown("Report 1", sections(3)), encoding="utf-8")
    build_index(data, source, briefing="never")
    engine = LocalEngine(data, encoder="none")
    assert engine.retired(old.id) == QuotationAddress.of(old)
    assert engine.retired("report-1-0000000000") is None
