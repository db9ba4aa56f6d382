"""Whoosh keeps its table of contents and its postings as pickles, which may run code when they are read.

The digests of a generation are compared before Whoosh opens it. As a second line, Whoosh reads only pickles of plain
values and of Whoosh's descriptions of fields and segments: any other class or function in one is refused.
"""

import io
import pickle
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import IO, Any

from whoosh.filedb.filestore import FileStorage

ALLOWED = frozenset(
    {
        ("re", "_compile"),  # which compiles the pattern of an analyzer
        ("whoosh.analysis.tokenizers", "RegexTokenizer"),
        ("whoosh.codec.whoosh3", "W3Codec"),
        ("whoosh.codec.whoosh3", "W3Segment"),
        ("whoosh.fields", "Schema"),
        ("whoosh.fields", "TEXT"),
        ("whoosh.formats", "Frequency"),
        ("whoosh.formats", "Positions"),
    }
)
"""What the pickles of an index that we have written name, as pairs of module and name."""

_allowed = set(ALLOWED)


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if (module, name) not in _allowed:
            raise pickle.UnpicklingError(f"an index does not hold {module}.{name}")
        return super().find_class(module, name)


def open_whoosh(folder: Path) -> Any:
    """Return the Whoosh index in a folder. Raise what Whoosh raises where it is damaged, and UnpicklingError."""
    restrict_pickles()
    return FileStorage(str(folder), readonly=True).open_index()


def restrict_pickles() -> None:
    """Have all of Whoosh read pickles that hold nothing but what is allowed, in this process."""
    vars(import_module("whoosh.filedb.structfile"))["load"] = _load
    vars(import_module("whoosh.codec.whoosh3"))["loads"] = _loads
    vars(import_module("whoosh.columns"))["loads"] = _loads
    vars(import_module("whoosh.index"))["pickle"] = SimpleNamespace(
        loads=_loads, dumps=pickle.dumps, PicklingError=pickle.PicklingError, UnpicklingError=pickle.UnpicklingError
    )


def allow_pickles(names: Iterable[tuple[str, str]]) -> None:
    """Allow pickles in this process to name these, too: for a program that opens Whoosh indexes of another schema."""
    _allowed.update(names)


def _load(file: IO[bytes]) -> Any:
    return _Unpickler(file).load()


def _loads(content: bytes) -> Any:
    return _Unpickler(io.BytesIO(content)).load()
