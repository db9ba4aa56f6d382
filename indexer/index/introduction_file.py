"""The corpus's introduction of itself in a generation, as JSON."""

import json
from pathlib import Path

from indexer.corpus.site import site_from_json, site_to_json
from indexer.records.site import SiteText

SITE = "site.json"


def write_site(folder: Path, site: SiteText) -> None:
    """Writes the introduction, empty or not."""
    (folder / SITE).write_text(json.dumps(site_to_json(site), ensure_ascii=False, indent=1), encoding="utf-8")


def read_site(folder: Path) -> SiteText:
    """The introduction as it was when the generation was built."""
    return site_from_json(json.loads((folder / SITE).read_text(encoding="utf-8")))
