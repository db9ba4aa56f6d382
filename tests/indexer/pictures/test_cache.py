"""Rendered pages are kept as long as there is room."""

import os
from pathlib import Path

from indexer.pictures.cache import FOLDER, PictureCache, picture_digest
from indexer.pictures.page_picture import PagePicture

DIGEST = picture_digest("0" * 64)


def a_page(number: int, size: int = 1_000) -> PagePicture:
    return PagePicture(number, 600.0, 800.0, {"1x": b"RIFF\0\0\0\0WEBP" + bytes(size)}, ())


def test_a_page_is_found_again(tmp_path: Path) -> None:
    """What was stored is loaded; another page or file is not there."""
    cache = PictureCache(tmp_path, 1_000_000)
    cache.store(DIGEST, a_page(3))
    assert PictureCache(tmp_path, 1_000_000).load(DIGEST, 3) == a_page(3)
    assert cache.load(DIGEST, 4) is None
    assert cache.load(picture_digest("1" * 64), 3) is None


def test_a_damaged_page_is_not_shown(tmp_path: Path) -> None:
    """An entry whose bytes changed counts as missing."""
    cache = PictureCache(tmp_path, 1_000_000)
    cache.store(DIGEST, a_page(3))
    [entry] = (tmp_path / FOLDER).iterdir()
    entry.write_bytes(entry.read_bytes()[:-1] + b"?")
    assert cache.load(DIGEST, 3) is None


def test_the_pages_not_used_for_longest_go_first(tmp_path: Path) -> None:
    """The cache stays below its size; what was looked at lately stays."""
    cache = PictureCache(tmp_path, 6_000)
    for number in range(1, 11):
        cache.store(DIGEST, a_page(number))
        os.utime(tmp_path / FOLDER / f"{DIGEST}-{number}.page", (number, number))
    assert cache.load(DIGEST, 1)
    cache.prune()
    kept = {path.stem.partition("-")[2] for path in (tmp_path / FOLDER).iterdir()}
    assert "1" in kept
    assert "2" not in kept
    assert sum(path.stat().st_size for path in (tmp_path / FOLDER).iterdir()) <= 6_000


def test_nothing_is_kept_where_nothing_may_be(tmp_path: Path) -> None:
    """Without room no folder is made; a folder that cannot be written is no error."""
    PictureCache(tmp_path / "none", 0).store(DIGEST, a_page(1))
    assert not (tmp_path / "none").exists()
    (tmp_path / FOLDER).write_text("a file is in the way")
    cache = PictureCache(tmp_path, 1_000_000)
    cache.store(DIGEST, a_page(1))
    assert cache.load(DIGEST, 1) is None
