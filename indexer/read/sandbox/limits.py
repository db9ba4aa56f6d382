"""How much one file may cost to read. `indexer.settings` reads it from the environment; the worker gets it as JSON."""

from dataclasses import dataclass

MEBIBYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds on reading one file; the system enforces memory, times and the response's size, readers the others.

    `memory` is the worker's address space and `unpacked` what an office document may unpack to, both in bytes; `cpu` is
    processor time, which bounds the work, and `wall` elapsed time, both in seconds: a busy machine takes several times
    as long, and only a disk that does not answer takes longer. `max_response_bytes` is the most that the worker may
    send back. `ocr_seconds` is the processor time for recognizing the text of pictures, 0 for none at all;
    `ocr_page_seconds` is that for one page. Pictures are decoded for this alone; render.py bounds their pixels.
    """

    memory: int = 1024 * MEBIBYTE
    cpu: int = 25
    wall: float = 180.0
    pages: int = 5_000
    characters: int = 20_000_000
    unpacked: int = 256 * MEBIBYTE
    max_response_bytes: int = 64 * MEBIBYTE
    ocr_seconds: int = 1_800
    ocr_page_seconds: int = 30
