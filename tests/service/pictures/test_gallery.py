"""Pages are rendered once, a few at a time, and fail alone."""

import asyncio
from pathlib import Path

import pytest

from indexer.errors import NoPicture
from indexer.pictures.cache import FOLDER
from indexer.settings import Settings
from indexer.storage import file_digest
from service.pictures.gallery import Gallery
from tests.printed import make_pdf

pytestmark = pytest.mark.anyio

PATIENT = 120.0


@pytest.fixture(scope="module")
def sheds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_pdf(tmp_path_factory.mktemp("sheds") / "sheds.pdf", "Sheds. #pagebreak() More sheds.")


def a_gallery(data: Path, **settings: int) -> Gallery:
    return Gallery(Settings(data_dir=data, picture_seconds=PATIENT, **settings))  # type: ignore[arg-type]  # numbers


async def test_a_page_is_rendered_once(tmp_path: Path, sheds: Path) -> None:
    """Requests for one page share its rendering; later ones, of other processes too, find it in the cache."""
    gallery, digest = a_gallery(tmp_path), file_digest(sheds)
    pages = await asyncio.gather(*(gallery.page(sheds, digest, 1, PATIENT) for _ in range(5)))
    assert all(page == pages[0] for page in pages)
    assert len(list((tmp_path / FOLDER).iterdir())) == 1
    elsewhere = tmp_path / "moved.pdf"  # the file itself is not needed again
    assert await a_gallery(tmp_path).page(elsewhere, digest, 1, PATIENT) == pages[0]


async def test_without_a_cache(tmp_path: Path, sheds: Path) -> None:
    """Where nothing is kept, a page is rendered again."""
    gallery = a_gallery(tmp_path, picture_mebibytes=0)
    assert (await gallery.page(sheds, file_digest(sheds), 2, PATIENT)).page == 2
    assert not (tmp_path / FOLDER).exists()


async def test_a_failure_is_remembered(tmp_path: Path) -> None:
    """A file that cannot be rendered is not tried again at once."""
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7 nothing")
    gallery, digest = a_gallery(tmp_path), file_digest(broken)
    assert not gallery.failure(digest, 1)
    with pytest.raises(NoPicture):
        await gallery.page(broken, digest, 1, PATIENT)
    assert gallery.failure(digest, 1)
    broken.unlink()
    with pytest.raises(NoPicture):
        await gallery.page(broken, digest, 1, PATIENT)


async def test_who_waits_no_longer_gets_no_picture(tmp_path: Path, sheds: Path) -> None:
    """A request that has no time left is refused; the next one has the page."""
    gallery, digest = a_gallery(tmp_path), file_digest(sheds)
    with pytest.raises(NoPicture, match="not ready yet"):
        await gallery.page(sheds, digest, 1, 0.0)
    assert (await gallery.page(sheds, digest, 1, PATIENT)).page == 1


async def test_too_many_pages_at_once(tmp_path: Path, sheds: Path) -> None:
    """Beyond a number of pages that wait, further ones are refused; what no request waits for is given up."""
    gallery, digest = a_gallery(tmp_path, picture_processes=1), file_digest(sheds)
    waiting = [asyncio.ensure_future(gallery.page(sheds, digest, number, PATIENT)) for number in range(100, 140)]
    done, pending = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
    assert any(isinstance(each.exception(), NoPicture) for each in done)
    for each in pending:
        each.cancel()
    await asyncio.gather(*waiting, return_exceptions=True)
    assert (await gallery.page(sheds, digest, 1, PATIENT)).page == 1
