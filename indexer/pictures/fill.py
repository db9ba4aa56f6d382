"""Render the pages of a generation's files ahead, as long as there is room in the cache."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from indexer.errors import ReadingError
from indexer.index.kept_files import kept_file
from indexer.pictures.cache import PictureCache, picture_digest
from indexer.pictures.page_picture import PagePicture, encode_page
from indexer.pictures.render import LIMITS, PAGES_AT_ONCE, render_pages
from indexer.records.document import Document


def fill_cache(
    folder: Path, documents: Iterable[Document], cache: PictureCache, on_page: Callable[[int], None] = lambda _: None
) -> int:
    """Render the pages that the cache lacks, until it is full; return their number. A damaged page is left out.

    `folder` is that of the generation; `on_page` is called with the number of pages rendered so far.
    """
    rendered = size = 0
    for document in documents:
        file = kept_file(folder, document.sha256)
        if file is None:
            continue
        digest = picture_digest(document.sha256)
        missing = [page for page in range(1, len(document.page_labels) + 1) if cache.load(digest, page) is None]
        for first in range(0, len(missing), PAGES_AT_ONCE):
            for page in _render(file, missing[first : first + PAGES_AT_ONCE]):
                size += len(encode_page(page))
                if size > cache.max_bytes:
                    return rendered
                cache.store(digest, page)
                rendered += 1
                on_page(rendered)
    return rendered


def _render(file: Path, pages: Sequence[int]) -> Sequence[PagePicture]:
    """Return pages as pictures, those that can be rendered."""
    limits = replace(LIMITS, cpu=LIMITS.cpu * len(pages), wall=LIMITS.wall * len(pages))
    try:
        return render_pages(file, pages, limits)
    except ReadingError:
        return () if len(pages) == 1 else [found for page in pages for found in _render(file, [page])]
