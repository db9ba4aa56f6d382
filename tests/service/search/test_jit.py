"""How loops are compiled, and where their machine code is kept."""

import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from indexer.settings import ROOT
from service.search.jit import compiled, lowest_bit, warm_jit_cache

SEARCH = """
import logging
import service.search.jit as code
from service.search.passage_set import PassageSet

logging.basicConfig()
code.warm_jit_cache()
print(PassageSet.full(70).ordinals.sum())
"""


@compiled("u8[] i8[]!")
def bits(words: np.ndarray, found: np.ndarray) -> None:
    for place in range(len(words)):
        found[place] = lowest_bit(words[place])


def test_a_loop_takes_what_it_says() -> None:
    """Arrays that are only read may be read only; another type is an error, not another compilation."""
    warm_jit_cache()
    words, found = np.array([1, 8, 1 << 63], np.uint64), np.zeros(3, np.int64)
    words.flags.writeable = False
    bits(words, found)
    assert found.tolist() == [0, 3, 63]
    with pytest.raises(TypeError, match="No matching definition"):
        bits(words.astype(np.float32), found)


def test_bounds_are_looked_after() -> None:
    """An index out of bounds raises an error."""
    warm_jit_cache()
    with pytest.raises(IndexError):
        bits(np.ones(3, np.uint64), np.zeros(2, np.int64))


def run(code: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-B", "-c", code], cwd=folder, capture_output=True, text=True, check=True)


def test_machine_code_is_kept_and_need_not_be(tmp_path: Path) -> None:
    """It is written beside the code, read from there by the next process, and done without where that cannot be."""
    for package in ("service", "indexer"):
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__"))
    kept = tmp_path / "service" / "search" / "__pycache__"
    assert run(SEARCH, tmp_path).stdout == "2415\n"
    files = {path.name: path.stat().st_mtime_ns for path in kept.glob("*.nb?")}
    assert any(name.endswith(".nbc") for name in files)
    assert run(SEARCH, tmp_path).stdout == "2415\n"
    assert {path.name: path.stat().st_mtime_ns for path in kept.glob("*.nb?")} == files
    shutil.rmtree(kept)
    kept.write_bytes(b"")
    ended = run(SEARCH, tmp_path)
    assert ended.stdout == "2415\n"
    assert "Machine code cannot be cached" in ended.stderr


STAMP = """
import service.search.jit as code

print(code.BesideByteCode.from_function(code.warm_jit_cache, code.__file__).get_source_stamp().hex())
"""


def test_machine_code_is_of_all_that_it_was_made_from(tmp_path: Path) -> None:
    """A change to a module with loops, or with their constants, compiles them again; one elsewhere does not."""
    for package in ("service", "indexer"):
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__"))
    before = run(STAMP, tmp_path).stdout
    files = {
        "service/pages/routes.py": False,
        "service/search/facets.py": True,
        "indexer/analysis/word_offsets.py": True,
    }
    for file, matters in files.items():
        path = tmp_path / file
        text = path.read_bytes()
        path.write_bytes(text + b"\n# changed\n")
        assert (run(STAMP, tmp_path).stdout != before) == matters
        path.write_bytes(text)
    assert run(STAMP, tmp_path).stdout == before
