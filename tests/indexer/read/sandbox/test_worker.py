"""The process in which a file is opened."""

import json
import os
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import pytest

from indexer.errors import ReadingError
from indexer.read.sandbox.limits import Limits
from indexer.read.sandbox.protocol import decode_reading
from indexer.settings import ROOT


def work(path: Path, parent: int) -> subprocess.CompletedProcess[bytes]:
    """Run the worker on a Markdown file."""
    command = [sys.executable, "-m", "indexer.read.sandbox.worker", "markdown", json.dumps(asdict(Limits()))]
    with path.open("rb") as file:
        return subprocess.run([*command, str(parent)], cwd=ROOT, stdin=file, capture_output=True, check=False)


def test_it_answers_with_a_reading_or_a_reason(tmp_path: Path) -> None:
    """Its status is 0 for both; what is no text is a reason."""
    (tmp_path / "boats.md").write_text("# Boats\n\nThey are new.\n")
    done = work(tmp_path / "boats.md", os.getpid())
    assert (done.returncode, decode_reading(done.stdout).title) == (0, "Boats")
    (tmp_path / "picture.md").write_bytes(b"\x00\x01")
    failed = work(tmp_path / "picture.md", os.getpid())
    assert failed.returncode == 0
    with pytest.raises(ReadingError, match="is not a text file"):
        decode_reading(failed.stdout)


def test_markdown_may_have_html(tmp_path: Path) -> None:
    """What reads HTML is loaded before the sandbox closes, where a file has any."""
    text = "# Pond\n\n<details><summary>At night</summary>Allowed with a lantern.</details>\n"
    (tmp_path / "pond.md").write_text(text)
    done = work(tmp_path / "pond.md", os.getpid())
    texts = [block.text for block in decode_reading(done.stdout).blocks]
    assert any("Allowed with a lantern." in each for each in texts)


def test_it_ends_where_its_parent_is_gone(tmp_path: Path) -> None:
    """There is no reader of its answer: it opens no file."""
    (tmp_path / "boats.md").write_text("# Boats")
    done = work(tmp_path / "boats.md", os.getpid() + 1)
    assert done.returncode != 0
    assert done.stdout == b""
