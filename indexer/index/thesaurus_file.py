"""The corpus's thesaurus in a generation, as JSON."""

import json
from pathlib import Path

from indexer.corpus.thesaurus import thesaurus_from_json, thesaurus_to_json
from indexer.records.thesaurus import Thesaurus

THESAURUS = "thesaurus.json"


def write_thesaurus(folder: Path, thesaurus: Thesaurus) -> None:
    """Writes the thesaurus, empty or not."""
    (folder / THESAURUS).write_text(json.dumps(thesaurus_to_json(thesaurus), ensure_ascii=False), encoding="utf-8")


def read_thesaurus(folder: Path) -> Thesaurus:
    """The thesaurus as it was when the generation was built."""
    return thesaurus_from_json(json.loads((folder / THESAURUS).read_text(encoding="utf-8")))
