"""Page search by other programs: what a ranking of whole pages finds, for `benchmarks.peers`.

Pages are read with pypdfium2, without any of our own reading. bm25s ranks their stems, by the language of each page;
Xapian, where a Python on this machine has it (Debian's python3-xapian), ranks them as its documentation shows.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import bm25s
import numpy as np
import pypdfium2
import Stemmer

from indexer.analysis.language_detection import detect_language
from indexer.analysis.terms import stopwords
from indexer.analysis.tokenizer import token_texts

DEPTH = 10
"""How many pages are asked for."""

STEMMERS = {"en": "english", "es": "spanish", "fr": "french", "pt": "portuguese", "de": "german"}

WORKER = Path(__file__).with_name("xapian_worker.py")


@dataclass(frozen=True, slots=True)
class PdfPage:
    """A page of a file, from 1, with its text."""

    file: str
    number: int
    text: str


def read_pages(sources: Iterable[Path]) -> list[PdfPage]:
    """Return the pages of all PDFs among these files and in these folders."""
    return [page for source in sources for path in _pdfs(source) for page in _pages_of(path)]


def _pdfs(source: Path) -> list[Path]:
    return sorted(source.rglob("*.pdf")) if source.is_dir() else [source] if source.suffix == ".pdf" else []


def _pages_of(path: Path) -> Iterator[PdfPage]:
    document = pypdfium2.PdfDocument(path)
    try:
        for number in range(len(document)):
            yield PdfPage(path.name, number + 1, document[number].get_textpage().get_text_bounded())
    finally:
        document.close()


def bm25s_pages(pages: Sequence[PdfPage], queries: Sequence[str]) -> list[list[PdfPage]]:
    """Return the best pages for each query by bm25s, Lucene's variant of BM25, over stems without stop words."""
    stemmed = [_stems(page.text) for page in pages]
    known = {stem for stems in stemmed for stem in stems}
    index = bm25s.BM25(method="lucene", k1=1.2, b=0.75)
    index.index(stemmed, show_progress=False)
    ranked = []
    for query in queries:
        asked = [stem for stem in _stems(query) if stem in known]
        scores = index.get_scores(asked) if asked else np.zeros(len(pages))
        best = np.argsort(-scores, kind="stable")[:DEPTH]
        ranked.append([pages[place] for place in best.tolist() if scores[place] > 0])
    return ranked


def _stems(text: str) -> list[str]:
    """Return the stems of a text in its language, without its stop words."""
    code = detect_language(text)
    words = [word for word in token_texts(text) if word not in stopwords(code)]
    return _stemmer(STEMMERS[code]).stemWords(words) if code in STEMMERS else words


@cache
def _stemmer(name: str) -> Any:
    return Stemmer.Stemmer(name)


def xapian_pages(pages: Sequence[PdfPage], queries: Sequence[str], python: str) -> list[list[PdfPage]]:
    """Return the best pages for each query by Xapian, run by this Python. Raise CalledProcessError."""
    given = json.dumps({"texts": [page.text for page in pages], "queries": list(queries), "depth": DEPTH})
    done = subprocess.run(  # noqa: S603 - a Python of this machine and our own script
        [python, str(WORKER)], input=given, capture_output=True, check=True, text=True
    )
    return [[pages[place] for place in row] for row in json.loads(done.stdout)]


def xapian_python() -> str | None:
    """Return a Python of this machine that has Xapian's module, or None."""
    found = [sys.executable, *(shutil.which("python3", path=folder) for folder in os.get_exec_path())]
    return next((python for python in dict.fromkeys(found) if python and _has_xapian(python)), None)


def _has_xapian(python: str) -> bool:
    return subprocess.run([python, "-c", "import xapian"], capture_output=True, check=False).returncode == 0  # noqa: S603 - a Python of this machine
