"""Render pages of a kept file in a process that is confined like the one that reads files."""

import json
import os
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from indexer.pictures.page_picture import REBUILD, DamagedFile, PagePicture, decode_response
from indexer.read.sandbox.limits import MEBIBYTE, Limits
from indexer.read.sandbox.runner import run_module

LIMITS = Limits(memory=768 * MEBIBYTE, cpu=8, wall=12.0, max_response_bytes=32 * MEBIBYTE)
"""What rendering may cost."""

WORKER = "indexer.pictures.worker"

PAGES_AT_ONCE = 16
"""The most pages that one process is asked for."""


def render_pages(path: Path, pages: Sequence[int], limits: Limits = LIMITS) -> tuple[PagePicture, ...]:
    """Return pages of a PDF as pictures. A damaged file is rebuilt first. Raise ReadingError where there are none."""
    arguments = [json.dumps(asdict(limits)), str(os.getpid()), json.dumps(list(pages))]
    try:
        return decode_response(run_module(WORKER, arguments, path, limits))
    except DamagedFile:
        return decode_response(run_module(WORKER, [*arguments, REBUILD], path, limits))
