"""The process in which a file is read: `python -m indexer.read.sandbox.worker FORMAT LIMITS PARENT [OCR] < FILE`.

The file is its standard input: once the sandbox is closed, no path can be opened, not even that of a Python module. It
writes one JSON object to what was its standard output and exits with status 0, whether the file could be read or
not. Everything that libraries print is discarded. With an OCR request, in JSON, it recognizes the pages of a PDF that
have no text, and writes a line end after each, as a sign that it goes on.
"""

import errno
import json
import os
import sys
from codecs import getincrementaldecoder
from contextlib import suppress
from dataclasses import replace
from encodings.aliases import aliases
from functools import partial
from importlib import import_module

from indexer.analysis.language_registry import active_languages
from indexer.errors import ReadingError
from indexer.read.bibliographic.from_text import describe_reading
from indexer.read.formats import Read, cannot_open, load_reader
from indexer.read.ocr.installed import packs_folders
from indexer.read.sandbox.channel import claim_standard_output
from indexer.read.sandbox.isolation import confine, die_with_parent, is_linux
from indexer.read.sandbox.limits import Limits
from indexer.read.sandbox.opened_file import OpenedFile
from indexer.read.sandbox.protocol import SIGN_OF_PROGRESS, encode_error, encode_reading
from indexer.read.table_parts import with_table_parts

FILE = 0
"""The descriptor of the file: standard input."""

CHUNK = 1 << 20

FEW_CODECS = (
    "ascii", "big5", "charmap", "cp437", "cp1252", "cp932", "cp949", "cp950", "euc_jp", "euc_kr", "gb18030", "gb2312",
    "gbk", "iso2022_jp", "latin_1", "mac_roman", "raw_unicode_escape", "shift_jis", "unicode_escape",
    "utf_8", "utf_8_sig", "utf_16", "utf_16_be", "utf_16_le", "utf_32", "utf_32_be", "utf_32_le",
)  # fmt: skip
"""Those of Unicode, of names in archives, and of character maps and text strings of PDF (ISO 32000-2, 9.7.5.2)."""

WITH_ANY_CODEC = frozenset({"rtf", "epub"})
TEXTS = frozenset({"html", "landing page", "csv", "markdown", "text"})

LOADED_LATE = {
    "pdf": (
        "json",
        "pypdf._codecs._codecs",
        "pypdf._codecs.core_font_metrics",
        "pypdf._configuration",
        "pypdf._crypt_providers",
        "pypdf._crypt_providers._fallback",
        "pypdf._text_extraction",
        "pypdf.filters",
        "pypdf.xmp",
    ),
}
"""The modules of libraries that these load when they first need them, by format."""

UNISOLATED = "this system could not keep the reader from the network; Python alone did"


def main(arguments: list[str]) -> None:
    """Read the file, as the arguments say: format, limits as JSON, the parent's process id, an OCR request."""
    format_name, limits_json, parent, *ocr = arguments
    die_with_parent(int(parent))
    channel = claim_standard_output()
    limits = Limits(**json.loads(limits_json))
    read = _load_ocr_reader(ocr[0], limits, channel) if ocr else load_reader(format_name)
    load_what_is_loaded_late("pdf" if ocr else format_name)
    is_isolated = confine(limits, packs_folders() if ocr else ())
    try:
        reading = describe_reading(read(OpenedFile(FILE), limits), format_name)
        if format_name != "pdf":  # whose reader knows where each cell is
            reading = with_table_parts(reading)
        if is_linux() and not is_isolated:  # of other systems the parent warns once, for all files
            reading = replace(reading, warnings=(*reading.warnings, UNISOLATED))
        response = encode_reading(reading)
    except ReadingError as error:
        response = encode_error(error)
    except MemoryError:
        response = encode_error(_too_large(limits))
    except OSError as error:
        response = encode_error(_too_large(limits) if error.errno == errno.ENOMEM else cannot_open(error))
    except Exception as error:  # noqa: BLE001  # the outer edge of one document: libraries raise anything on bad files
        response = encode_error(_unexpected(error))
    with os.fdopen(channel, "wb") as pipe:
        pipe.write(response)


def _load_ocr_reader(request_json: str, limits: Limits, channel: int) -> Read:
    """Load the PDF reader with Tesseract's library, before the sandbox closes."""
    scans = import_module("indexer.read.pdf.scans")
    reader = scans.load_scan_reader(request_json, limits, lambda: os.write(channel, SIGN_OF_PROGRESS))
    return partial(import_module("indexer.read.pdf.reader").read, scans=reader)


def load_what_is_loaded_late(format_name: str) -> None:
    """Load the modules and data that Python and the libraries load when they are first needed, before it is too late.

    These are what languages say, and the codecs, of which a file may ask for any.
    """
    active_languages()
    codecs = sorted(set(aliases.values())) if _may_have_any_codec(format_name) else FEW_CODECS
    names = ("importlib.util", *(f"encodings.{name}" for name in codecs))
    for name in (*names, *LOADED_LATE.get(format_name, ())):
        with suppress(ImportError):  # codecs of other systems, modules of other versions
            import_module(name)
    if format_name == "html":
        import_module("indexer.read.html.stop_words").read_stop_words()
    if format_name == "markdown" and _has(b"<"):  # its parts in HTML; the libraries for these take time to load
        with suppress(ImportError):  # an extra
            import_module("indexer.read.html.fragment")


def _may_have_any_codec(format_name: str) -> bool:
    """Return whether a file may ask for any codec: it holds texts that are not valid UTF-8."""
    return format_name in WITH_ANY_CODEC or (format_name in TEXTS and not _is_utf_8())


def _has(mark: bytes) -> bool:
    """Return whether the file has these bytes."""
    with OpenedFile(FILE).open() as file:
        while chunk := file.read(CHUNK):
            if mark in chunk:
                return True
    return False


def _is_utf_8() -> bool:
    with OpenedFile(FILE).open() as file:
        decoder = getincrementaldecoder("utf-8")()
        try:
            while chunk := file.read(CHUNK):
                decoder.decode(chunk)
        except UnicodeDecodeError:
            return False
    return True


def _too_large(limits: Limits) -> ReadingError:
    memory = f"{limits.memory >> 20} MiB of memory"
    return ReadingError(f"needs more than the {memory} allowed; split it and add the parts")


def _unexpected(error: Exception) -> ReadingError:
    detail = " ".join(str(error).split())[:200]
    return ReadingError(
        f"cannot be read ({type(error).__name__}: {detail}); it may be damaged: save a new copy in another program"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
