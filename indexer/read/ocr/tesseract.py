"""Recognize the text of pictures with Tesseract's library, called through its C interface.

The library is called in the worker itself, because the sandbox lets no program start there.
"""

import ctypes
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from indexer.read.ocr.installed import ORIENTATION_PACK

ORIENTATION_ONLY, AUTOMATIC_LAYOUT, SINGLE_BLOCK = 0, 3, 6  # modes of page segmentation
NO_LOG = b"/dev/null"
MIN_ORIENTATION_CONFIDENCE = 1.0  # below, Tesseract's estimate is no better than a guess

_POINTER, _INT, _TEXT = ctypes.c_void_p, ctypes.c_int, ctypes.c_char_p
_CANCEL = ctypes.CFUNCTYPE(ctypes.c_bool, _POINTER, _INT)
# The functions that are used, with the types of their results and arguments.
_FUNCTIONS: dict[str, tuple[Any, ...]] = {
    "TessBaseAPICreate": (_POINTER,),
    "TessBaseAPIDelete": (None, _POINTER),
    "TessBaseAPIInit3": (_INT, _POINTER, _TEXT, _TEXT),
    "TessBaseAPISetVariable": (_INT, _POINTER, _TEXT, _TEXT),
    "TessBaseAPISetPageSegMode": (None, _POINTER, _INT),
    "TessBaseAPISetImage": (None, _POINTER, _POINTER, _INT, _INT, _INT, _INT),
    "TessBaseAPISetSourceResolution": (None, _POINTER, _INT),
    "TessBaseAPISetRectangle": (None, _POINTER, _INT, _INT, _INT, _INT),
    "TessBaseAPIRecognize": (_INT, _POINTER, _POINTER),
    "TessBaseAPIGetHOCRText": (_POINTER, _POINTER, _INT),
    "TessBaseAPIDetectOrientationScript": (_INT, _POINTER, _POINTER, _POINTER, _POINTER, _POINTER),
    "TessBaseAPIClear": (None, _POINTER),
    "TessDeleteText": (None, _POINTER),
    "TessMonitorCreate": (_POINTER,),
    "TessMonitorDelete": (None, _POINTER),
    "TessMonitorSetCancelFunc": (None, _POINTER, _CANCEL),
}


@dataclass(frozen=True, slots=True)
class Picture:
    """A page in shades of grey: one byte a pixel, rows of `stride` bytes, at a resolution in dots per inch."""

    pixels: bytes
    width: int
    height: int
    stride: int
    resolution: int


class RecognizerLibrary:
    """Tesseract's library, loaded before the sandbox closes. Not thread-safe."""

    def __init__(self, path: str) -> None:
        """Load the library. Raise OSError, or AttributeError where it lacks a function."""
        library = ctypes.CDLL(path)
        self._call: dict[str, Callable[..., Any]] = {}
        for name, (result, *arguments) in _FUNCTIONS.items():
            function = getattr(library, name)
            function.restype, function.argtypes = result, arguments
            self._call[name] = function
        self._handles: dict[str, int | None] = {}

    def recognize(
        self, picture: Picture, packs: str, seconds: float, rows: tuple[int, int] | None = None
    ) -> str | None:
        """Return the text of a picture with its places, as hOCR, by language packs joined by "+".

        With `rows`, from the top, only a block of text between these. Return None where a pack is missing, or it takes
        more than this much processor time.
        """
        handle = self._prepared(picture, packs, SINGLE_BLOCK if rows else AUTOMATIC_LAYOUT)
        if handle is None:
            return None
        if rows:
            self._call["TessBaseAPISetRectangle"](handle, 0, rows[0], picture.width, rows[1] - rows[0])
        deadline = time.process_time() + seconds
        is_late = _CANCEL(lambda _this, _words: time.process_time() > deadline)
        monitor = self._call["TessMonitorCreate"]()
        try:
            self._call["TessMonitorSetCancelFunc"](monitor, is_late)
            if self._call["TessBaseAPIRecognize"](handle, monitor) != 0:
                return None
            text = self._call["TessBaseAPIGetHOCRText"](handle, 0)
            try:
                return ctypes.string_at(text).decode("utf-8", "replace") if text else None
            finally:
                self._call["TessDeleteText"](text)
        finally:
            self._call["TessMonitorDelete"](monitor)
            self._call["TessBaseAPIClear"](handle)

    def orientation(self, picture: Picture) -> tuple[int, str] | None:
        """Return the quarter turns, clockwise, after which a picture is upright, and the name of its script.

        Return None where the pack for it is missing, or there are too few characters.
        """
        handle = self._prepared(picture, ORIENTATION_PACK, ORIENTATION_ONLY)
        if handle is None:
            return None
        degrees, confidence = ctypes.c_int(), ctypes.c_float()
        script, script_confidence = ctypes.c_char_p(), ctypes.c_float()
        found = self._call["TessBaseAPIDetectOrientationScript"](
            handle,
            ctypes.byref(degrees),
            ctypes.byref(confidence),
            ctypes.byref(script),
            ctypes.byref(script_confidence),
        )
        name = (script.value or b"").decode("ascii", "replace")
        self._call["TessBaseAPIClear"](handle)
        if not found or confidence.value < MIN_ORIENTATION_CONFIDENCE:
            return None
        return (-degrees.value // 90) % 4, name

    def _prepared(self, picture: Picture, packs: str, mode: int) -> int | None:
        """Return the handle for language packs, with a picture set; None where a pack is missing."""
        handle = self._handle(packs)
        if handle is not None:
            self._call["TessBaseAPISetPageSegMode"](handle, mode)
            self._call["TessBaseAPISetImage"](handle, picture.pixels, picture.width, picture.height, 1, picture.stride)
            self._call["TessBaseAPISetSourceResolution"](handle, picture.resolution)
        return handle

    def _handle(self, packs: str) -> int | None:
        if packs not in self._handles:
            handle = self._call["TessBaseAPICreate"]()
            if self._call["TessBaseAPIInit3"](handle, None, packs.encode()) != 0:
                self._call["TessBaseAPIDelete"](handle)
                handle = None
            else:
                self._call["TessBaseAPISetVariable"](handle, b"debug_file", NO_LOG)
            self._handles[packs] = handle
        return self._handles[packs]
