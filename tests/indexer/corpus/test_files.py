"""The files that a build reads."""

import os
from pathlib import Path

import pytest

from indexer.build import load_corpus
from indexer.corpus.files import LEADS_OUT, files_at_paths, files_digest
from indexer.corpus.manifest import load_manifest
from indexer.corpus.taxonomy import load_taxonomy
from indexer.errors import CorpusError
from indexer.settings import Settings
from tests.conftest import CORPUS

MANIFEST = load_manifest(CORPUS / "manifest.toml", load_taxonomy(CORPUS / "taxonomy.toml"))


def found(folder: Path) -> dict[str, str]:
    """Return the names of the files of a folder, each with why it is not read."""
    files = files_at_paths([folder], CORPUS, MANIFEST, folder / "data")
    return {file.name: file.refusal for file in files}


def test_a_name_that_is_not_utf_8(tmp_path: Path) -> None:
    """It is shown with replacement characters, and counts in the digest of the files."""
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/r\xe9sum\xe9.md")).write_text("# A\n")
    assert found(tmp_path) == {"r\N{REPLACEMENT CHARACTER}sum\N{REPLACEMENT CHARACTER}.md": ""}
    assert len(files_digest((), tmp_path.iterdir())) == 64


def test_a_link_that_leads_out(tmp_path: Path) -> None:
    """It is refused; one inside is read, and a hidden file is not looked at."""
    (tmp_path / "secret.txt").write_text("secret")
    folder = tmp_path / "library"
    folder.mkdir()
    (folder / "a.md").write_text("# A\n")
    (folder / ".hidden.md").write_text("# H\n")
    (folder / "b.md").symlink_to(folder / "a.md")
    (folder / "c.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "gone.md").symlink_to(tmp_path / "none.md")
    os.mkfifo(folder / "pipe.md")
    assert found(folder) == {"a.md": "", "b.md": "", "c.txt": LEADS_OUT}


@pytest.mark.skipif(os.getuid() == 0, reason="root may read every folder")
def test_a_folder_that_cannot_be_read(tmp_path: Path) -> None:
    """It is named, with what to do."""
    (tmp_path / "closed").mkdir(mode=0)
    assert "cannot be read (Permission denied); correct its permissions" in found(tmp_path)["closed"]


def test_a_pipe_is_no_source(tmp_path: Path) -> None:
    """It is refused at once instead of being waited for."""
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(CorpusError, match="is a device or a pipe"):
        load_corpus(Settings(data_dir=tmp_path / "data", corpus_dir=CORPUS), [tmp_path / "pipe"])
