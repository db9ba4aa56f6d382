"""`requirements/install` says what is wrong with a machine, and never trusts an environment that was left half made."""

import subprocess
import sys
from pathlib import Path

import pytest

from indexer.settings import ROOT


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder with the script and a lock file without packages, so that nothing is downloaded."""
    script = tmp_path / "requirements" / "install"
    script.parent.mkdir()
    script.write_text((ROOT / "requirements" / "install").read_text(encoding="utf-8"), encoding="utf-8")
    script.chmod(0o755)
    (script.parent / "runtime.txt").touch()
    return tmp_path


def install(checkout: Path, *words: str, python: str = sys.executable) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [checkout / "requirements" / "install", *words],
        env={"PATH": "/usr/bin:/bin", "PYTHON": python, "PIP_NO_INDEX": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def python_that_fails(checkout: Path, at: str) -> str:
    """A Python that fails wherever the program that it is given holds these words."""
    path = checkout / "python"
    path.write_text(f'#!/bin/sh\ncase "$2" in *{at}*) exit 1;; esac\nexec {sys.executable} "$@"\n', encoding="utf-8")
    path.chmod(0o755)
    return str(path)


@pytest.mark.parametrize("words", [(), ("everything",)])
def test_usage(checkout: Path, words: tuple[str, ...]) -> None:
    """Without a lock file's name, or with an unknown one, it says which there are."""
    outcome = install(checkout, *words)
    assert outcome.returncode == 2
    for lock in (ROOT / "requirements").glob("*.txt"):
        assert lock.stem in outcome.stderr


@pytest.mark.parametrize(
    ("fails_at", "remedy"),
    [("version_info", "Verbatim needs Python 3.11 or later"), ("ensurepip", "apt-get install python3-venv")],
)
def test_a_machine_that_lacks_something(checkout: Path, fails_at: str, remedy: str) -> None:
    """With a Python that is too old or cannot make environments, the message says what to do; nothing is made."""
    outcome = install(checkout, "runtime", python=python_that_fails(checkout, fails_at))
    assert outcome.returncode == 1
    assert remedy in outcome.stderr
    assert not (checkout / ".venv").exists()


def test_an_environment_that_was_left_half_made(checkout: Path) -> None:
    """An environment without its mark is made again; one with it is kept; a failed installation removes the mark."""
    left, mark = checkout / ".venv" / "left-behind", checkout / ".venv" / ".complete"
    left.parent.mkdir()
    left.touch()
    outcome = install(checkout, "runtime")
    assert outcome.returncode == 0, outcome.stderr
    assert mark.exists()
    assert not left.exists()
    left.touch()
    assert install(checkout, "runtime").returncode == 0
    assert mark.exists()
    assert left.exists()
    (checkout / "requirements" / "runtime.txt").write_text("./no-such-folder\n", encoding="utf-8")
    assert install(checkout, "runtime").returncode != 0
    assert not mark.exists()
