"""The wheel: built, installed into a clean environment, and used from an empty folder."""

import json
import os
import re
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote
from urllib.request import urlopen
from zipfile import ZipFile

import pytest

from indexer.settings import ROOT
from indexer.version import VERSION

TIMEOUT = 600


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout, to which a reader's document was added that must not get into it."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=TIMEOUT)
    (path,) = folder.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def verbatim(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command `verbatim` of a clean environment that has the wheel.

    Its dependencies are those of the environment of the tests, without what is installed there of Verbatim itself,
    so nothing is downloaded.
    """
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=False, symlinks=True)
    site = next(folder.glob("lib/python*/site-packages"))
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    python = folder / "bin" / "python"
    command = [sys.executable, "-m", "pip", "--python", str(python), "install", "--no-deps", "--no-index"]
    subprocess.run([*command, "--ignore-installed", str(wheel)], check=True, capture_output=True, timeout=TIMEOUT)
    return folder / "bin" / "verbatim"


def run(verbatim: Path, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("VERBATIM_", "PYTHON"))}
    return subprocess.run(
        [verbatim, *words], cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=TIMEOUT
    )


@pytest.fixture(scope="module")
def service(verbatim: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a service over the index that the wheel built in an empty folder."""
    folder = tmp_path_factory.mktemp("empty")
    built = run(verbatim, folder, "build")
    assert built.returncode == 0, built.stderr
    process = subprocess.Popen(
        [verbatim, "serve", "--port", "0"], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    assert process.stdout
    try:
        output = ""
        while not (found := re.search(r"http://\S+:\d+", output)):
            line = process.stdout.readline()
            assert line, f"the service ended: {output}"
            output += line
        yield found[0]
    finally:
        process.terminate()
        process.communicate(timeout=TIMEOUT)


def test_the_wheel_carries_templates_and_corpus(wheel: Path) -> None:
    """The wheel has everything needed to run, and no documents of a library."""
    names = ZipFile(wheel).namelist()
    for name in (
        "service/_templates/home.html",
        "service/_templates/static/verbatim.css",
        "indexer/_corpus/manifest.toml",
        *(f"service/translations/{language}.po" for language in ("es", "fr", "vi")),
    ):
        assert name in names
    assert not [name for name in names if "library" in name or name.startswith("tests")]


def test_the_wheel_says_its_version(verbatim: Path, tmp_path: Path) -> None:
    """The installed command runs anywhere and knows its version."""
    assert run(verbatim, tmp_path, "--version").stdout == f"verbatim {VERSION}\n"


def test_search_from_an_empty_folder(service: str) -> None:
    """The embedded corpus, built and served from an empty folder, is found as page and as JSON."""
    query = quote("labour inspection")
    with urlopen(f"{service}/api/v1/search?q={query}", timeout=TIMEOUT) as response:  # noqa: S310 - our own loopback
        found = json.load(response)
    assert found["total"] > 0
    assert found["results"][0]["snippets"]
    with urlopen(f"{service}/search?q={query}", timeout=TIMEOUT) as response:  # noqa: S310 - our own loopback
        page = response.read().decode()
    assert "<mark>" in page
    style = re.search(r'href="([^"]+\.css)"', page)
    assert style
    with urlopen(service + style[1], timeout=TIMEOUT) as response:  # noqa: S310 - our own loopback
        assert response.status == 200
