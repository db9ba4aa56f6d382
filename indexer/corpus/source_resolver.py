"""Resolution of the source of each file of a build, and of which files are left out for others."""

from typing import Literal

from msgspec.structs import replace

from indexer.corpus.files import InputFile
from indexer.corpus.manifest import Manifest, create_source, match_source, with_description
from indexer.records.description import NOTHING_STATED, Description
from indexer.records.source import Source

BriefingMode = Literal["auto", "always", "never"]
"""When the embedded briefing is indexed: where the official document is not, always, or never."""


class SourceResolver:
    """Remembers which sources are taken, and so whether an official document replaces a briefing that comes later."""

    def __init__(self, manifest: Manifest, briefing: BriefingMode = "auto") -> None:
        self._manifest = manifest
        self._briefing = briefing
        self._taken: set[str] = set()
        self._used = set(manifest.by_id)
        """The ids that a new source cannot have: the manifest's, and those that are taken."""
        self.superseded: list[str] = []

    def resolve(self, file: InputFile, title: str | None, description: Description = NOTHING_STATED) -> Source | None:
        """Return the source of a file with this title, and mark it as taken; None where the file is left out.

        What the manifest does not say of an official source is taken from what the document says of itself, then from
        its page.
        """
        if self._is_redundant_copy(file):
            return None
        source = self._source(file, title)
        if self._is_superseded(source):
            self.superseded.append(source.id)
            return None
        self._taken.add(source.id)
        self._used.add(source.id)
        return with_description(with_description(source, description), file.page) if source.official else source

    def _source(self, file: InputFile, title: str | None) -> Source:
        """Return the manifest's entry for the file, or a new one where it has none or another file has taken it."""
        source = file.source or match_source(self._manifest, file.name, title)
        if source is None or source.id in self._taken:
            return create_source(file.name, title, self._used)
        untitled = source.title == source.url
        return replace(source, title=title) if untitled and title else source

    def _is_redundant_copy(self, file: InputFile) -> bool:
        """Whether another file is a fetched file's source, or none of the documents that led to it is here."""
        if not file.fetched or file.source is None:
            return False
        led_to = not file.requires or any(name in self._taken for name in file.requires)
        return file.source.id in self._taken or not led_to

    def _is_superseded(self, source: Source) -> bool:
        if source.official or self._briefing == "always":
            return False
        return self._briefing == "never" or any(name in self._taken for name in source.stands_in_for)
