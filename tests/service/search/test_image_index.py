"""The image, against Whoosh's own postings of the same index."""

import json
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.errors import BuildError, CorruptImage
from indexer.index.generation import Generation
from indexer.index.image_file import CHECKSUMS, IMAGE
from indexer.index.schema import FIELDS, POSITION_FIELDS
from indexer.index.verify import verify
from service.query.grammar import parse
from service.search.highlighting import highlight_terms
from service.search.image_index import ImageIndex
from service.search.index import WordOffsets
from service.search.whoosh_index import WhooshIndex
from tests.service.search.keys import listed, pairs
from tests.service.search.texts import WORDS


def same(one: Iterable[np.ndarray], other: Iterable[np.ndarray]) -> bool:
    """Whether two answers hold the same arrays."""
    return all(np.array_equal(left, right) for left, right in zip(one, other, strict=True))


@pytest.mark.parametrize("field", FIELDS)
def test_postings_are_whooshs(image_index: ImageIndex, whoosh_index: WhooshIndex, field: str) -> None:
    """Every term of every field has the same passages and frequencies, and every passage the same length."""
    terms = [image_index.image.lexicon[number] for number in range(len(image_index.image.lexicon))]
    assert terms == sorted(set(terms))
    held = 0
    for term in [*terms, "", "absent", "zzzz"]:
        assert image_index.doc_freq(field, term) == whoosh_index.doc_freq(field, term)
        assert same(image_index.postings(field, term), whoosh_index.postings(field, term))
        held += image_index.doc_freq(field, term)
    assert held
    assert np.array_equal(image_index.relative_lengths(field), whoosh_index.relative_lengths(field))


@pytest.mark.parametrize("field", POSITION_FIELDS)
def test_places_are_whooshs(image_index: ImageIndex, whoosh_index: WhooshIndex, field: str) -> None:
    """Terms have the same positions as in Whoosh, in whatever order the passages are given."""
    passages = listed([*range(image_index.count - 1, -1, -2), 4])
    lexicon = image_index.image.lexicon
    for term in (lexicon[number] for number in range(0, len(lexicon), 5)):
        found = image_index.positions(field, term, passages)
        assert pairs(found) == pairs(whoosh_index.positions(field, term, passages))
    assert not len(image_index.positions(field, "absent", passages))
    assert not len(image_index.positions(field, "labor", listed([])))


@given(data=st.data())
def test_phrases_are_whooshs(image_index: ImageIndex, whoosh_index: WhooshIndex, data: st.DataObject) -> None:
    """Phrases that are in a passage or not have the same postings and positions as in Whoosh."""
    passage = whoosh_index.generation.passage(data.draw(st.integers(0, image_index.count - 1)))
    words = [word.strip(".,;:()") for word in passage.text.casefold().split()]
    start = data.draw(st.integers(0, len(words) - 1))
    run = [word for word in words[start : start + data.draw(st.integers(1, 5))] if word] or ["of"]
    run += data.draw(st.sampled_from([[], [], ["absent"], ["the", "the"]]))
    passages = listed(range(0, image_index.count, 2))
    assert same(image_index.phrase_postings(run), whoosh_index.phrase_postings(run))
    assert pairs(image_index.phrase_positions(run, passages)) == pairs(whoosh_index.phrase_positions(run, passages))


@pytest.mark.parametrize("letters", ["con", "even", "ins", "zzz", "ở", "the", "188"])
@pytest.mark.parametrize("most", [1, 3, 99])
def test_beginnings_are_whooshs(image_index: ImageIndex, whoosh_index: WhooshIndex, letters: str, most: int) -> None:
    """The words that start with some letters are counted alike, and so are the most frequent of too many."""
    ours, theirs = (index.prefix_postings(letters, most) for index in (image_index, whoosh_index))
    assert ours.words == theirs.words
    assert same(ours.postings, theirs.postings)


@pytest.mark.parametrize("word", ["labuor", "inspecton", "cofee", "evenemants", "zzzzzz", "kontracts", "nambia"])
def test_neighbours_are_whooshs(image_index: ImageIndex, whoosh_index: WhooshIndex, word: str) -> None:
    """The words near a misspelt one are the same, with the same number of edits."""
    for edits in (1, 2):
        for prefix_length in (0, 1):
            ours = image_index.fuzzy_terms(word, edits, prefix_length)
            assert ours == sorted(whoosh_index.fuzzy_terms(word, edits, prefix_length))


@given(
    query=st.lists(
        st.sampled_from([*WORDS, "inspection", "Namibia", '"labour inspection"', '"of the"', "insp*", "con*", "188"]),
        max_size=6,
    ).map(" ".join),
    data=st.data(),
)
def test_marks_are_those_of_an_analysis_of_the_text(
    image_index: ImageIndex, whoosh_index: WhooshIndex, query: str, data: st.DataObject
) -> None:
    """Stored places and offsets give what analysing the text again would give, for several passages at once."""
    passages = listed(data.draw(st.lists(st.integers(0, image_index.count - 1), max_size=5, unique=True)))
    wanted = highlight_terms(parse(query), whoosh_index.generation.languages)
    assert rows_of(image_index.highlights(passages, wanted)) == rows_of(whoosh_index.highlights(passages, wanted))
    assert words_of(image_index.word_offsets(passages)) == words_of(whoosh_index.word_offsets(passages))


def words_of(layouts: WordOffsets) -> list[tuple[list[int], list[int]]]:
    """The first characters and the flags of the words of each passage."""
    bounds = zip(layouts.first.tolist(), layouts.end.tolist(), strict=True)
    return [(layouts.starts[first:end].tolist(), layouts.flags[first:end].tolist()) for first, end in bounds]


def rows_of(arrays: Sequence[np.ndarray]) -> list[tuple[int, ...]]:
    return list(zip(*(array.tolist() for array in arrays), strict=True))


@pytest.fixture
def copied(generation: Generation, tmp_path: Path) -> Generation:
    """A copy of the small generation, to be damaged."""
    shutil.copytree(generation.folder, tmp_path / "copy")
    return replace(generation, folder=tmp_path / "copy")


def damage(folder: Path, how: str) -> None:
    """Damages an image in one way."""
    manifest = folder / IMAGE / CHECKSUMS
    stamp = json.loads(manifest.read_text(encoding="utf-8"))
    match how:
        case "gone":
            shutil.rmtree(folder / IMAGE)
        case "unstamped":
            manifest.unlink()
        case "garbled stamp":
            manifest.write_text("[]", encoding="utf-8")
        case "another version":
            manifest.write_text(json.dumps(stamp | {"version": 99}), encoding="utf-8")
        case "stale":
            manifest.write_text(json.dumps(stamp | {"segments": ["MAIN_other"]}), encoding="utf-8")
        case "a file gone":
            (folder / IMAGE / "body.doc_ids.npy").unlink()
        case "a file cut":
            path = folder / IMAGE / "tokens.terms.npy"
            path.write_bytes(path.read_bytes()[:-1])
        case "a file unknown to its stamp":
            del stamp["files"]["exact.freqs.npy"]
            manifest.write_text(json.dumps(stamp), encoding="utf-8")


@pytest.mark.parametrize(
    "how",
    ["gone", "unstamped", "garbled stamp", "another version", "stale", "a file gone", "a file cut",
     "a file unknown to its stamp"],
)  # fmt: skip
def test_a_damaged_image_is_refused(copied: Generation, how: str) -> None:
    """An image that is not whole, or of another index, is not opened, and no build would publish it."""
    ImageIndex(copied)
    damage(copied.folder, how)
    with pytest.raises(CorruptImage):
        ImageIndex(copied)
    with pytest.raises(BuildError, match="python -m indexer build"):
        verify(copied.folder)


def test_verifying_looks_at_every_byte(copied: Generation) -> None:
    """A file of the right size with a wrong byte passes the opening, but not the check."""
    path = copied.folder / IMAGE / "exact.positions.npy"
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    verify(copied.folder)
    path.write_bytes(content)
    ImageIndex(copied)
    with pytest.raises(BuildError, match=r"exact\.positions"):
        verify(copied.folder)


def test_arrays_cannot_be_written_to(image_index: ImageIndex) -> None:
    """The arrays that all threads share are read-only."""
    with pytest.raises(ValueError, match="read-only"):
        image_index.image.tokens[0] = 1
