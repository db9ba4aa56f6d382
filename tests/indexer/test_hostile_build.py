"""Builds beside hostile files: they end, whatever is sound is indexed, and each bad file has the right reason."""

import os
import re
import subprocess
import sys
from pathlib import Path

from indexer.index.folders import live_folder
from indexer.index.generation import Generation, open_generation
from indexer.read.sandbox.limits import MEBIBYTE, Limits
from indexer.settings import ROOT
from tests.conftest import FIXTURES, build_index
from tests.indexer.read.hostile_files import make_circular, make_hostile
from tests.processes import children_of
from tests.shared import SHARED, needs_shared

SOUND = {"atelier-couture.txt", "harbour-notes.md", "inspeccion-rural.md"}

REASONS = {
    "05_20k_pages.pdf": "has 20,000 pages",
    "06_bomb_1GB_content.pdf": "more than the 1024 MiB of memory|took too long",
    "07_double_flate_1GB.pdf": "more than the 1024 MiB of memory|took too long",
    "11_billion_laughs_forms.pdf": "more than the 1024 MiB of memory|took too long",
    "15_html_as_pdf.pdf": "is not a PDF but a web page",
    "16_empty.pdf": "is empty",
    "18_objstm_xrefstm_giant.pdf": "has no text layer|has no text that OCR|damaged",
    "pp_encrypted_userpw.pdf": "needs a password",
}
"""Why those of the shared hostile files that hold nothing to read must be refused."""


def built(data: Path, *sources: Path) -> Generation:
    return open_generation(live_folder(build_index(data, *sources)))


def build_alone(*paths: Path) -> tuple[int, int]:
    """Build in a separate process; return the peak memory of its largest child in bytes, and the children left.

    Python's resource tracker, which any program with spawned processes has, ends with its parent and does not count.
    """
    code = (
        "import os, resource, sys; from pathlib import Path; from tests.conftest import build_index;"
        "from tests.processes import children_of; build_index(*map(Path, sys.argv[1:]));"
        "children = children_of(os.getpid()) - children_of(os.getpid(), b'resource_tracker');"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024, len(children))"
    )
    command = [sys.executable, "-c", code, *map(str, paths)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    most, left = done.stdout.split()
    return int(most), int(left)


def assert_refused(generation: Generation, reasons: dict[str, str]) -> None:
    """Asserts that just these are skipped of their kind, each for its reason."""
    skipped = {each.file: each for each in generation.meta.skipped}
    for name, reason in reasons.items():
        assert re.search(reason, skipped[name].reason), f"{name}: {skipped[name].reason}"
        assert ";" in skipped[name].reason or ":" in skipped[name].reason, "a reason says what to do"
        assert skipped[name].stage


def test_a_build_beside_hostile_files(tmp_path: Path) -> None:
    """Office files, web pages and texts of all kinds of malice cost nothing but themselves."""
    library = tmp_path / "library"
    library.mkdir()
    reasons = make_hostile(library)
    circular = make_circular(library)
    (library / "loop.txt").symlink_to("loop.txt")
    os.mkfifo(library / "pipe.txt")
    before = children_of(os.getpid())
    generation = built(tmp_path / "data", library, FIXTURES)
    assert {document.file for document in generation.documents.values()} == {*SOUND, *circular}
    assert {each.file for each in generation.meta.skipped} == set(reasons)
    assert_refused(generation, reasons)
    assert children_of(os.getpid()) <= before


@needs_shared
def test_a_build_beside_the_shared_hostile_files(tmp_path: Path) -> None:
    """Thirty-four PDFs, each within the limits; what is sound beside them is indexed, and no child is left."""
    most, left = build_alone(tmp_path / "data", SHARED / "hostile", FIXTURES)
    generation = open_generation(live_folder(tmp_path / "data"))
    indexed = {document.file for document in generation.documents.values()}
    skipped = {each.file for each in generation.meta.skipped}
    assert indexed >= SOUND
    assert indexed | skipped == SOUND | {path.name for path in (SHARED / "hostile").iterdir()}
    assert_refused(generation, REASONS)
    assert left == 0
    # Their own limit is on address space, which is always more than what is resident.
    assert most <= Limits().memory
    assert Limits().cpu < 30
    assert Limits().memory == 1024 * MEBIBYTE
