"""The manifest: every source of a corpus, and which of them a file turns out to be."""

import hashlib
import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, count
from pathlib import Path
from urllib.parse import urlsplit

from msgspec import Struct
from msgspec.structs import replace

from indexer.corpus.taxonomy import some_slugs
from indexer.corpus.toml_file import raise_first, read_toml
from indexer.records.description import Description
from indexer.records.source import Source
from indexer.records.taxonomy import DEFAULT_FACETS, Taxonomy, normalize_name

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_ADOPTED_ID_LENGTH = 60
UNLISTED = "document"
"""The kind of documents that the manifest does not list."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """The sources in the manifest's order, also by id, and the hosts from which texts may be fetched.

    The text of sources of `page_kinds` is that of their page, whatever it links to; pages of `index_kinds` list tools.
    """

    sources: tuple[Source, ...]
    allowed_hosts: tuple[str, ...] = ()
    page_kinds: tuple[str, ...] = ()
    index_kinds: tuple[str, ...] = ()
    by_id: dict[str, Source] = field(init=False, repr=False, compare=False, default_factory=dict)
    _by_name: dict[str, Source] = field(init=False, repr=False, compare=False, default_factory=dict)
    _by_title: dict[str, Source] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        for source in self.sources:
            self.by_id[source.id] = source
            self._by_name.setdefault(normalize_name(source.id), source)
            for title in (source.title, *source.also_titled):
                self._by_title.setdefault(normalize_name(title), source)

    def find_by_id(self, name: str) -> Source | None:
        """Return the source whose id is this name, whatever its case, accents and punctuation."""
        return self._by_name.get(normalize_name(name))

    def find_by_title(self, title: str) -> Source | None:
        """Return the source with this title or alias, ignoring case, accents and punctuation."""
        return self._by_title.get(normalize_name(title))


class _ManifestFile(Struct, frozen=True, forbid_unknown_fields=True):
    """The file, explained at the top of corpus/manifest.toml."""

    allowed_hosts: tuple[str, ...] = ()
    page_kinds: tuple[str, ...] = ()
    index_kinds: tuple[str, ...] = ()
    source: tuple[Source, ...] = ()


def load_manifest(path: Path, taxonomy: Taxonomy) -> Manifest:
    """Read and check a manifest file.

    Raise CorpusError, naming file, source, key and remedy, if anything in it is missing, unknown or contradictory.
    """
    file = read_toml(path, _ManifestFile)
    manifest = Manifest(file.source, file.allowed_hosts, file.page_kinds, file.index_kinds)
    raise_first(_kind_problems(manifest, taxonomy), path.name)
    owners: dict[str, str] = {}
    for source in manifest.sources:
        problems = chain(
            _identity_problems(source, owners),
            _value_problems(source, taxonomy),
            _reference_problems(source, manifest),
            _text_problems(source, path.parent.resolve(), manifest.allowed_hosts),
        )
        raise_first(problems, f"{path.name}, source {source.id!r}")
    return manifest


def match_source(manifest: Manifest, file_name: str, title: str | None) -> Source | None:
    """Return the source of a file: the one whose id is the file's name, else the one whose title the document has.

    The name counts without its folder and ending; in names and titles, case, accents and punctuation make no
    difference, so that "Coffee toolkit Colombia.pdf" is the source coffee-toolkit-colombia.
    """
    return manifest.find_by_id(Path(file_name).stem) or (manifest.find_by_title(title) if title else None)


def create_source(file_name: str, title: str | None, taken: Container[str]) -> Source:
    """Return a source for a file that has no entry in the manifest.

    Its id comes from the file's name, with a number from 2 if that id is taken; its title is the document's own,
    else the file's name made readable.
    """
    stem = Path(file_name).stem
    readable = " ".join(re.split(r"[\s_-]+", stem)).strip() or Path(file_name).name.strip() or "Untitled"
    base = _slug(stem)
    ids = chain([base], (f"{base}-{number}" for number in count(2)))
    return Source(
        id=next(each for each in ids if each not in taken),
        title=(title or "").strip() or readable[0].upper() + readable[1:],
        kind=UNLISTED,
        origins={} if title else {"title": "file name"},
    )


def with_description(source: Source, description: Description) -> Source:
    """Return a source with what a document says of itself where the source is silent, and where that was read.

    A subtitle belongs to the title that the document states, so a source with another title gets none.
    """
    stated = {name: getattr(description, name) for name in ("publisher", "year", "symbol", "isbn")}
    title = description.title if description.title and description.title.value.strip() == source.title else None
    if title:
        stated["subtitle"] = description.subtitle
    found = {name: each for name, each in stated.items() if each and not getattr(source, name)}
    origins = {name: each.origin for name, each in found.items()}
    if title and source.kind == UNLISTED:
        origins["title"] = title.origin
    values = {name: int(each.value) if name == "year" else each.value for name, each in found.items()}
    return replace(source, **values, origins={**source.origins, **origins})


def _slug(stem: str) -> str:
    """Lower-case letters, digits and hyphens; a digest stands for a name that has too few of these to be one."""
    slug = re.sub(r"[^a-z0-9]+", "-", normalize_name(stem))[:_ADOPTED_ID_LENGTH].strip("-")
    return slug or f"document-{hashlib.sha256(stem.encode()).hexdigest()[:8]}"


def _identity_problems(source: Source, owners: dict[str, str]) -> Iterator[str]:
    """Check the id, and that no source before has it or one of the titles; `owners` are the ids by title so far."""
    if source.origins:
        yield "unknown key 'origins'; what the manifest says needs none, remove it"
    if not _ID.fullmatch(source.id):
        yield "the id must be lower-case words joined by hyphens, such as coffee-toolkit-colombia"
    if source.id in owners.values():
        yield "another source has the same id; give one of them a new one"
    for title in (source.title, *source.also_titled):
        owner = owners.setdefault(normalize_name(title), source.id)
        if owner != source.id:
            yield f"the title {title!r} is also that of {owner!r}; make the two differ"


def _value_problems(source: Source, taxonomy: Taxonomy) -> Iterator[str]:
    """Check that every kind, country, sector and language is written as a code or slug that is known."""
    for name in source.facets.keys() & {"kind", "country", "sector"}:
        yield f"{name!r} has a key of its own in a source; write it there"
    for facet in ("kind", "country", "sector", *source.facets):
        slugs = source.values(facet)
        if slugs and (facet not in taxonomy.facets or facet in DEFAULT_FACETS):
            yield f"the taxonomy has no facet {facet!r} with values; add it there or remove it here"
        for slug in slugs:
            value = taxonomy.find(facet, slug)
            if value is None:
                known = some_slugs(taxonomy.facets[facet].values)
                yield f"the taxonomy has no {facet} {slug!r}; add it there or write one of {known}"
            elif value.slug != slug:
                yield f"the {facet} {slug!r} must be written {value.slug!r}"
    for language in source.languages:
        if not _LANGUAGE.fullmatch(language):
            yield f"{language!r} is not a language code; write one such as en, es, fr or vi"


def _kind_problems(manifest: Manifest, taxonomy: Taxonomy) -> Iterator[str]:
    for key in ("page_kinds", "index_kinds"):
        for slug in getattr(manifest, key):
            if taxonomy.find("kind", slug) is None:
                known = some_slugs(taxonomy.facets["kind"].values)
                yield f"{key} names {slug!r}, which the taxonomy does not have; write one of {known}"


def _reference_problems(source: Source, manifest: Manifest) -> Iterator[str]:
    """Check that the source refers only to others that are there."""
    for key, ids in (("linked_from", source.linked_from), ("stands_in_for", source.stands_in_for)):
        for each in ids:
            if each not in manifest.by_id:
                yield f"{key} names {each!r}, which no source has as its id; correct or remove it"
            if each == source.id:
                yield f"{key} names the source itself; remove it"


def _text_problems(source: Source, folder: Path, hosts: Sequence[str]) -> Iterator[str]:
    """Check that the source's text can be where the manifest says it is."""
    parts = urlsplit(source.url or "")
    if source.url is not None and parts.scheme not in ("http", "https"):
        yield f"the page {source.url!r} must be an address that starts with https://"
    if source.text == "shipped":
        if source.path is None:
            yield 'text = "shipped" needs the path of the file, from the folder of the manifest; add it'
        elif not (folder / source.path).resolve().is_relative_to(folder):
            yield f"the path {source.path!r} leads out of the corpus folder; move the file into it"
        elif not (folder / source.path).is_file():
            yield f"there is no file {source.path!r}; add it or correct the path"
    elif source.path is not None:
        yield 'only a source with text = "shipped" has a path; remove it or change the text'
    if source.text == "fetch" and source.url is None:
        yield 'text = "fetch" needs a page, the address to fetch from; add it or write text = "unknown"'
    elif source.text == "fetch" and parts.hostname not in hosts:
        yield f"its page is on {parts.hostname!r}, which is not in allowed_hosts; add it there"
