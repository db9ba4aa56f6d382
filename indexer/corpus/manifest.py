"""The manifest: every source that a corpus knows of, and which of them a file turns out to be."""

import hashlib
import re
from collections.abc import Container, Sequence
from dataclasses import dataclass, field
from itertools import chain, count
from pathlib import Path
from typing import cast, get_args
from urllib.parse import urlsplit

from indexer.corpus.toml_table import TomlTable, read_toml
from indexer.records.source import Source, TextState
from indexer.records.taxonomy import DEFAULT_FACETS, Taxonomy, normalize_name

_KEYS = frozenset(Source.__struct_fields__)
_STATES: tuple[str, ...] = get_args(TextState)
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_ADOPTED_ID_LENGTH = 60


@dataclass(frozen=True, slots=True)
class Manifest:
    """The sources in the manifest's order, also by id, and the hosts from which texts may be fetched."""

    sources: tuple[Source, ...]
    allowed_hosts: tuple[str, ...] = ()
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


def load_manifest(path: Path, taxonomy: Taxonomy) -> Manifest:
    """Read and check a manifest file; its keys are those of `Source`, explained at the top of corpus/manifest.toml.

    Raise CorpusError, naming file, source, key and remedy, if anything in it is missing, unknown or contradictory.
    """
    file = read_toml(path)
    file.refuse_keys_beyond({"allowed_hosts", "source"})
    entries = [entry.named("id") for entry in file.tables("source")]
    manifest = Manifest(tuple(_source(entry) for entry in entries), file.texts("allowed_hosts"))
    _check_identities(entries, manifest.sources)
    for entry, source in zip(entries, manifest.sources, strict=True):
        _check_values(entry, source, taxonomy)
        _check_references(entry, source, manifest)
        _check_text(entry, source, path.parent, manifest.allowed_hosts)
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
        kind="document",
    )


def _slug(stem: str) -> str:
    """Lower-case letters, digits and hyphens; a digest stands for a name that has too few of these to be one."""
    slug = re.sub(r"[^a-z0-9]+", "-", normalize_name(stem))[:_ADOPTED_ID_LENGTH].strip("-")
    return slug or f"document-{hashlib.sha256(stem.encode()).hexdigest()[:8]}"


def _source(entry: TomlTable) -> Source:
    entry.refuse_keys_beyond(_KEYS)
    state = entry.optional_text("text") or "unknown"
    if state not in _STATES:
        raise entry.error(f"text is {state!r}; write one of {', '.join(_STATES)}")
    return Source(
        id=entry.text("id"),
        title=entry.text("title"),
        kind=entry.text("kind"),
        publisher=entry.optional_text("publisher") or "",
        year=entry.number("year"),
        languages=entry.texts("languages"),
        countries=entry.texts("countries"),
        sectors=entry.texts("sectors"),
        page=entry.optional_text("page"),
        licence=entry.optional_text("licence") or "",
        linked_from=entry.texts("linked_from"),
        text=cast("TextState", state),
        path=entry.optional_text("path"),
        official=entry.flag("official", default=True),
        stands_in_for=entry.texts("stands_in_for"),
        also_titled=entry.texts("also_titled"),
        facets=_facets(entry),
    )


def _facets(entry: TomlTable) -> dict[str, tuple[str, ...]]:
    if "facets" not in entry.content:
        return {}
    table = entry.table("facets")
    for name in ("kind", "country", "sector"):
        if name in table.content:
            raise table.error(f"{name!r} has a key of its own in a source; write it there")
    return {name: table.texts(name) for name in table.content}


def _check_identities(entries: Sequence[TomlTable], sources: Sequence[Source]) -> None:
    """Raise CorpusError if an id is malformed, or an id or title belongs to two sources."""
    ids: set[str] = set()
    owners: dict[str, str] = {}
    for entry, source in zip(entries, sources, strict=True):
        if not _ID.fullmatch(source.id):
            raise entry.error("the id must be lower-case words joined by hyphens, such as coffee-toolkit-colombia")
        if source.id in ids:
            raise entry.error("another source has the same id; give one of them a new one")
        ids.add(source.id)
        for title in (source.title, *source.also_titled):
            owner = owners.setdefault(normalize_name(title), source.id)
            if owner != source.id:
                raise entry.error(f"the title {title!r} is also that of {owner!r}; make the two differ")


def _check_values(entry: TomlTable, source: Source, taxonomy: Taxonomy) -> None:
    """Raise CorpusError if a kind, country, sector or language is not written as a code or slug that is known."""
    for facet in ("kind", "country", "sector", *source.facets):
        slugs = source.values(facet)
        if slugs and (facet not in taxonomy.facets or facet in DEFAULT_FACETS):
            raise entry.error(f"the taxonomy has no facet {facet!r} with values; add it there or remove it here")
        for slug in slugs:
            value = taxonomy.find(facet, slug)
            if value is None:
                known = ", ".join(each.slug for each in taxonomy.facets[facet].values)
                raise entry.error(f"the taxonomy has no {facet} {slug!r}; add it there or write one of {known}")
            if value.slug != slug:
                raise entry.error(f"the {facet} {slug!r} must be written {value.slug!r}")
    for language in source.languages:
        if not _LANGUAGE.fullmatch(language):
            raise entry.error(f"{language!r} is not a language code; write one such as en, es, fr or vi")


def _check_references(entry: TomlTable, source: Source, manifest: Manifest) -> None:
    """Raise CorpusError if the source refers to one that is not there, or to itself."""
    for key, ids in (("linked_from", source.linked_from), ("stands_in_for", source.stands_in_for)):
        for each in ids:
            if each not in manifest.by_id:
                raise entry.error(f"{key} names {each!r}, which no source has as its id; correct or remove it")
            if each == source.id:
                raise entry.error(f"{key} names the source itself; remove it")


def _check_text(entry: TomlTable, source: Source, folder: Path, hosts: Sequence[str]) -> None:
    """Raise CorpusError if the source's text cannot be where the manifest says it is."""
    if source.page is not None and urlsplit(source.page).scheme not in ("http", "https"):
        raise entry.error(f"the page {source.page!r} must be an address that starts with https://")
    if source.path is not None and source.text != "shipped":
        raise entry.error('only a source with text = "shipped" has a path; remove it or change the text')
    if source.text == "shipped":
        _check_shipped(entry, source, folder)
    if source.text == "fetch":
        _check_fetch(entry, source, hosts)


def _check_shipped(entry: TomlTable, source: Source, folder: Path) -> None:
    if source.path is None:
        raise entry.error('text = "shipped" needs the path of the file, from the folder of the manifest; add it')
    file = (folder / source.path).resolve()
    if not file.is_relative_to(folder.resolve()):
        raise entry.error(f"the path {source.path!r} leads out of the corpus folder; move the file into it")
    if not file.is_file():
        raise entry.error(f"there is no file {source.path!r}; add it or correct the path")


def _check_fetch(entry: TomlTable, source: Source, hosts: Sequence[str]) -> None:
    if source.page is None:
        raise entry.error('text = "fetch" needs a page, the address to fetch from; add it or write text = "unknown"')
    if (host := urlsplit(source.page).hostname) not in hosts:
        raise entry.error(f"its page is on {host!r}, which is not in allowed_hosts; add it there")
