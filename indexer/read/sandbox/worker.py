"""The process in which a file is opened: `python -m indexer.read.sandbox.worker FORMAT PATH LIMITS PARENT [OCR]`.

It writes one JSON object to what was its standard output and exits with status 0, whether the file could be read or
not. Everything that libraries print is discarded. With an OCR request, in JSON, it recognizes the pages of a PDF that
have no text, and writes a line end after each, as a sign that it goes on.
"""

import json
import os
import sys
from dataclasses import replace
from functools import partial
from importlib import import_module
from pathlib import Path

from indexer.analysis.language_registry import active_languages
from indexer.errors import ReadingError
from indexer.read.formats import Read, cannot_open, load_reader
from indexer.read.front.text import with_description
from indexer.read.sandbox.isolation import confine, die_with_parent, is_linux
from indexer.read.sandbox.limits import Limits
from indexer.read.sandbox.protocol import SIGN_OF_PROGRESS, encode_error, encode_reading
from indexer.read.table_parts import with_table_parts

UNISOLATED = "this system could not keep the reader from the network; Python alone did"


def main(arguments: list[str]) -> None:
    """Read the file that the arguments name: format, path, limits as JSON, the parent's process id, an OCR request."""
    format_name, path, limits_json, parent, *ocr = arguments
    die_with_parent(int(parent))
    channel = claim_standard_output()
    limits = Limits(**json.loads(limits_json))
    read = _load_ocr_reader(ocr[0], limits, channel) if ocr else load_reader(format_name)
    active_languages()  # before the sandbox closes
    is_isolated = confine(limits)
    try:
        reading = with_description(read(Path(path), limits), format_name)
        if format_name != "pdf":  # whose reader knows where each cell is
            reading = with_table_parts(reading)
        if is_linux() and not is_isolated:  # of other systems the parent warns once, for all files
            reading = replace(reading, warnings=(*reading.warnings, UNISOLATED))
        response = encode_reading(reading)
    except ReadingError as error:
        response = encode_error(error)
    except MemoryError:
        memory = f"{limits.memory >> 20} MiB of memory"
        response = encode_error(ReadingError(f"needs more than the {memory} allowed; split it and add the parts"))
    except OSError as error:
        response = encode_error(cannot_open(error))
    except Exception as error:  # noqa: BLE001  # the outer edge of one document: libraries raise anything on bad files
        response = encode_error(_unexpected(error))
    with os.fdopen(channel, "wb") as pipe:
        pipe.write(response)


def _load_ocr_reader(request_json: str, limits: Limits, channel: int) -> Read:
    """Load the PDF reader with Tesseract's library, before the sandbox closes."""
    scans = import_module("indexer.read.pdf.scans")
    reader = scans.load_scan_reader(request_json, limits, lambda: os.write(channel, SIGN_OF_PROGRESS))
    return partial(import_module("indexer.read.pdf.reader").read, scans=reader)


def claim_standard_output() -> int:
    """Return a new descriptor of the parent's pipe, and discard what is written to standard output from now on."""
    channel = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return channel


def _unexpected(error: Exception) -> ReadingError:
    detail = " ".join(str(error).split())[:200]
    return ReadingError(
        f"cannot be read ({type(error).__name__}: {detail}); it may be damaged: save a new copy in another program"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
