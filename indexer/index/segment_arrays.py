"""What the image is made of, portion by portion: a portion's postings, decoded from its Whoosh segment, and its texts.

The arrays of a portion have names: `lexicon.bytes` and `lexicon.ends` as in the image; for each field `terms` (numbers
in that lexicon), `held`, `ordinals`, `counts` and `places` as in `FieldPostings`, and `lengths`; and those of
`TextArrays` and `SentenceArrays`. Ordinals count from the portion's first passage, places from the first word of their
text.
"""

import io
from collections.abc import Mapping
from contextlib import AbstractContextManager
from pathlib import Path

import numpy as np

from indexer.index.image_file import FIELDS, Array
from indexer.index.schema import POSITION_FIELDS
from indexer.index.segment_reader import Segment
from indexer.index.sentence_arrays import SentenceArrays
from indexer.index.text_arrays import TextArrays

ARRAYS = "arrays.npz"


def write_arrays(folder: Path, texts: TextArrays, sentences: SentenceArrays) -> None:
    """Decodes the one segment in a portion's folder and writes what the image needs of it. Raises BuildError."""
    found = texts.arrays() | sentences.arrays()
    segment = Segment(folder)
    try:
        postings = {name: segment.field(name, placed=name in POSITION_FIELDS) for name in FIELDS}
        terms = sorted(set().union(*(field.terms for field in postings.values())))
        number = {term: at for at, term in enumerate(terms)}
        found["lexicon.bytes"] = np.frombuffer(b"".join(terms), np.uint8)
        found["lexicon.ends"] = np.cumsum([len(term) for term in terms], dtype=np.int64)
        for name, field in postings.items():
            found[f"{name}.terms"] = np.array([number[term] for term in field.terms], np.uint32)
            found[f"{name}.held"] = np.frombuffer(field.held, np.uint32)
            found[f"{name}.ordinals"] = np.frombuffer(field.ordinals, np.uint32)
            found[f"{name}.counts"] = np.frombuffer(field.counts, np.uint32)
            found[f"{name}.places"] = np.frombuffer(field.places, np.uint32)
            found[f"{name}.lengths"] = np.frombuffer(segment.lengths(name), np.uint8)
    finally:
        segment.close()
    packed = io.BytesIO()
    np.savez(packed, **{name: _smallest(values) for name, values in found.items()})  # type: ignore[arg-type]  # none is called as its option is
    (folder / ARRAYS).write_bytes(packed.getvalue())


def open_arrays(folder: Path) -> AbstractContextManager[Mapping[str, Array]]:
    """The arrays of a portion, each read when it is asked for, until the context is left."""
    arrays: AbstractContextManager[Mapping[str, Array]] = np.load(folder / ARRAYS, allow_pickle=False)
    return arrays


def _smallest(values: Array) -> Array:
    """The same whole numbers of 0 or more in the smallest type that holds them."""
    return values.astype(np.min_scalar_type(int(values.max()) if values.size else 0))
