"""Where the documents of an index are cut into portions."""

from indexer.segments.chunking import Bounds, Sizes

SIZES = Sizes(least=300, usual=600, most=1_800)
DOCUMENTS = [(f"document-{number}", 20 + number * 37 % 200) for number in range(400)]


def cut(documents: list[tuple[str, int]], sizes: Sizes = SIZES) -> list[tuple[str, ...]]:
    """The ids of the documents of each portion."""
    bounds = Bounds(sizes)
    portions: list[list[str]] = [[]]
    for document, size in documents:
        portions[-1].append(document)
        if bounds.ends(document, size):
            portions.append([])
    return [tuple(portion) for portion in portions if portion]


def test_portions_have_the_sizes_asked_for() -> None:
    """All but the last are large enough, none larger than its last document makes it, and on average as usual."""
    size_of = dict(DOCUMENTS)
    sizes = [sum(size_of[document] for document in portion) for portion in cut(DOCUMENTS)]
    assert len(sizes) > 20
    assert min(sizes[:-1]) >= SIZES.least
    assert max(sizes) < SIZES.most + 220
    assert 600 < sum(sizes) / len(sizes) < 1_200


def test_a_change_moves_the_bounds_around_it_alone() -> None:
    """With a document added, removed or grown in the middle, nearly all portions are what they were."""
    before = set(cut(DOCUMENTS))
    changed = [
        [*DOCUMENTS[:200], ("added", 150), *DOCUMENTS[200:]],
        [*DOCUMENTS[:200], *DOCUMENTS[201:]],
        [*DOCUMENTS[:200], (DOCUMENTS[200][0], 1_000), *DOCUMENTS[201:]],
    ]
    for documents in changed:
        assert len(set(cut(documents)) - before) <= 4


def test_a_large_document_ends_its_portion() -> None:
    """A portion that has grown beyond the most is at its end, whatever its documents' ids say."""
    assert len(cut([(f"large-{number}", 5_000) for number in range(10)])) == 10
