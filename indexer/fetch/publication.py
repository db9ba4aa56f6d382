"""Fetch a publication: the file at its URL, or the one that its page leads to; the page itself where there is none."""

import contextlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from indexer.errors import FetchError, ReadingError, UnsupportedContent
from indexer.fetch.download import Download, Downloader, Target
from indexer.fetch.link_ranking import (
    MIN_SCORE,
    Candidate,
    LandingPage,
    find_tools,
    is_same_title,
    known_titles,
    rank_files,
)
from indexer.fetch.state import GONE, Copy
from indexer.fetch.urls import is_file_url, moved_urls, url_key
from indexer.read.bibliographic.cover_lines import year_of
from indexer.read.cache import ReadingCache
from indexer.read.formats import LANDING_PAGE
from indexer.read.sandbox.limits import Limits
from indexer.read.sandbox.protocol import decode_reading
from indexer.read.sandbox.runner import run_worker
from indexer.records.reading import Reading
from indexer.records.source import Source

_MAX_PAGES = 3
"""How many pages lead to one file: its own, a notice that it has moved, a viewer."""

_MAX_FILES = 3
"""How many of a page's files are asked for, where those before are gone or are none."""

_HTML = "HTML"
_FRONT_PAGE = re.compile(r"/?(?:[a-z]{2}/?)?(?:index\.html?)?")
_PAGE_PREFIX = "Its page"
_FILE_PREFIX = "The file"
"""How doubts about a page and about its file begin; the latter are kept as long as the file stays the same."""


@dataclass(frozen=True, slots=True)
class Publication:
    """What was fetched of a source: its copy, and the tools that its page lists."""

    copy: Copy
    tools: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class PageKinds:
    """The kinds of sources whose text is their page itself, and of those whose page lists tools."""

    pages: tuple[str, ...] = ()
    indexes: tuple[str, ...] = ()


class PublicationFetcher:
    """Fetches publications with a downloader; files are read in the sandbox, and their readings kept for the build."""

    def __init__(self, downloader: Downloader, data: Path, limits: Limits, kinds: PageKinds) -> None:
        self._downloader = downloader
        self._readings = ReadingCache(data)
        self._limits = limits
        self._kinds = kinds

    def fetch(self, source: Source, before: Copy | None) -> Publication:
        """Return the source's publication as it is now; `before` is the copy that we have.

        Raise FetchError where it cannot be fetched; that copy is then as it was.
        """
        target = Target(source.id, source.url or "", source.url or "", self._downloader.intact_copy(source, before))
        try:
            return self._fetch(source, target)
        finally:
            self._downloader.discard(source.id)

    def _fetch(self, source: Source, target: Target) -> Publication:
        found = self._download(target, target.url)
        page = self._read_page(found)
        for _ in range(_MAX_PAGES):
            if page is None or page.redirect is None:
                break
            found = self._download(target, page.redirect)
            page = self._read_page(found)
        if page is None:
            return Publication(self._downloader.keep(found))  # the manifest names the file itself
        _check_page(page, target.url, known_titles(source))
        if source.kind in self._kinds.pages:
            return Publication(self._downloader.keep(found))
        return self._publication_of(page, found, source, target)

    def _publication_of(self, page: LandingPage, found: Download, source: Source, target: Target) -> Publication:
        """Return the file to which a page leads; the page itself where none is clearly the publication's."""
        ranked = rank_files(page, source)
        fitting = [each for each in ranked if each.score >= MIN_SCORE]
        is_index = source.kind in self._kinds.indexes
        tools = find_tools(page, source, is_index=is_index) if is_index or not fitting else []
        if not fitting:
            doubts = () if tools else tuple(_page_doubts(page, ranked))
            copy = replace(_from_page(found.copy, page), doubts=doubts)
            return Publication(self._downloader.keep(replace(found, copy=copy)), tuple(tools))
        file, chosen = self._first_file(target, fitting)
        file = replace(file, copy=_from_page(file.copy, page))
        copy = self._keep(file, source, target.known, tuple(_choice_doubts(page, source, fitting, chosen)))
        taken = {url_key(chosen.url), url_key(copy.final_url)}
        return Publication(copy, tuple(tool for tool in tools if url_key(tool.url) not in taken))

    def _download(self, target: Target, url: str, part: str = "") -> Download:
        """Download what is at a URL, or where its file may have moved to."""
        try:
            return self._downloader.download(replace(target, url=url, part=part))
        except FetchError as error:
            for moved in moved_urls(url) if error.status in GONE else ():
                with contextlib.suppress(FetchError):
                    return self._downloader.download(replace(target, url=moved, part=part))
            raise

    def _first_file(self, target: Target, fitting: list[Candidate]) -> tuple[Download, Candidate]:
        """Return the first of these files that is there. Raise FetchError with what is wrong with the first one."""
        problem: FetchError | None = None
        for candidate in fitting[:_MAX_FILES]:
            try:
                return self._file(target, candidate.url), candidate
            except FetchError as error:
                problem = problem or error
                if error.status not in GONE and not isinstance(error, UnsupportedContent):
                    break
        assert problem is not None  # noqa: S101  # there was at least one file
        reason = f"Its page leads to the file {fitting[0].url}, which cannot be fetched. {problem}"
        raise FetchError(reason, problem.status) from problem

    def _file(self, target: Target, url: str) -> Download:
        """Return the file at a URL, or the one that a viewer there shows."""
        for _ in range(_MAX_PAGES):
            found = self._download(target, url, ".file")
            page = self._read_page(found)
            if page is None:
                return found
            _check_page(page, url)
            shown = [each for each, link in page.links if link.role != "text" and is_file_url(each)]
            ranked = rank_files(page, Source(target.source, "", "", url=url))
            choices = [page.redirect, *shown, *(each.url for each in ranked if each.score >= MIN_SCORE)]
            following = next((each for each in choices if each and url_key(each) != url_key(page.url)), None)
            if following is None:
                break
            url = following
        raise UnsupportedContent("It is a web page that shows no file.")

    def _read_page(self, found: Download) -> LandingPage | None:
        """Read a page's links in the sandbox; None for a file. A page that cannot be read has none."""
        if found.copy.type != _HTML:
            return None
        try:
            reading = decode_reading(run_worker(LANDING_PAGE, found.path, self._limits))
        except ReadingError as error:
            reading = Reading(None, (), (), warnings=(f"{_PAGE_PREFIX} {error}",))
        return LandingPage(found.copy.final_url, reading)

    def _keep(self, found: Download, source: Source, known: Copy | None, doubts: tuple[str, ...]) -> Copy:
        """Keep the file of a page, with what is unsure about it; one that has not changed is not read again."""
        if known and known.sha256 == found.copy.sha256:
            of_file = tuple(each for each in known.doubts if each.startswith(_FILE_PREFIX))
        else:
            of_file = tuple(self._file_doubts(found, source))
        return self._downloader.keep(replace(found, copy=replace(found.copy, doubts=(*doubts, *of_file))))

    def _file_doubts(self, found: Download, source: Source) -> Iterator[str]:
        """Yield in what a file contradicts the source, or why it cannot be read."""
        try:
            reading = self._readings.read(found.path, self._limits).reading
        except ReadingError as error:
            yield f"{_FILE_PREFIX} {error}"
            return
        stated = reading.description
        title = stated.title.value if stated.title else reading.title
        titles = known_titles(source) or tuple(filter(None, [found.copy.page_title]))
        if title and titles and not is_same_title(title, titles):
            yield f"{_FILE_PREFIX} calls itself “{title}”, and not “{titles[0]}”"
        if stated.year and source.year and abs(int(stated.year.value) - source.year) > 1:
            yield f"{_FILE_PREFIX} says that it is of {stated.year.value}, and not of {source.year}"


def _check_page(page: LandingPage, requested: str, titles: Sequence[str] = ()) -> None:
    """Raise FetchError where a host shows another page in the place of the one with one of these titles."""
    asked, given = urlsplit(requested), urlsplit(page.url)
    if _FRONT_PAGE.fullmatch(given.path) and not given.query and not _FRONT_PAGE.fullmatch(asked.path):
        raise FetchError(f"Its address now leads to the front page of {given.hostname}. Look for its new address.")
    if is_same_title(page.reading.title or "", titles):
        return
    if page.is_cookie_wall():
        raise FetchError(f"{given.hostname} shows a page about cookies instead.")
    if page.is_login():
        raise FetchError(f"{given.hostname} asks for a login instead.")


def _from_page(copy: Copy, page: LandingPage) -> Copy:
    """Return a copy with what its landing page says of the publication."""
    reading = page.reading
    publisher = reading.description.publisher
    return replace(
        copy,
        page_url=page.url,
        page_title=reading.title or "",
        page_year=year_of(reading.date) if reading.date else None,
        page_publisher=publisher.value if publisher else "",
    )


def _choice_doubts(page: LandingPage, source: Source, fitting: list[Candidate], chosen: Candidate) -> Iterator[str]:
    """Yield what is unsure about the choice of a file."""
    title, titles = page.reading.title, known_titles(source)
    if title and titles and not is_same_title(title, titles):
        yield f"Its page calls itself “{title}”, and not “{titles[0]}”"
    if chosen is not fitting[0]:
        yield f"The likeliest file of its page is gone ({fitting[0].url}), so another one was taken"
    alike = [each for each in fitting if (each.score, each.megabytes) == (chosen.score, chosen.megabytes)]
    if len(alike) > 1:
        yield f"{len(alike)} files of its page fit alike; the first was taken ({chosen.url})"
    if chosen.language and source.languages and chosen.language not in source.languages:
        yield f"Its page has the file in {chosen.language}, and not in {source.languages[0]}"


def _page_doubts(page: LandingPage, ranked: list[Candidate]) -> Iterator[str]:
    """Yield why a page itself was kept, although it may lead to a file."""
    yield from (warning for warning in page.reading.warnings if warning.startswith(_PAGE_PREFIX))
    if ranked:
        what = "a file that is not" if len(ranked) == 1 else f"{len(ranked)} files, none of which is"
        yield f"Its page links to {what} clearly the publication (such as {ranked[0].url}); the page itself was kept"
