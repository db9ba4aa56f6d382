"""Find the file of a publication on its landing page, and the tools that an index page lists.

A link is scored by what the page declares, by the number that its URL shares with the page's, by the similarity of its
words to the title, its language, and whether it is in a list or in a sentence. Of two with the same score the larger
file is taken.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote, urljoin, urlsplit

from rapidfuzz import fuzz

from indexer.analysis.language_registry import active_languages, language_cache
from indexer.fetch.urls import LINK_WORDS, document_number, file_in_viewer, is_descriptive, is_file_url, url_key
from indexer.records.reading import ASKS_FOR_PASSWORD, PageLink, Reading
from indexer.records.source import Source
from indexer.records.taxonomy import normalize_name

MIN_SCORE = 1.2
"""The score from which a link is taken for that of the publication's file: one strong sign is enough, and so is a
link such as "Download" outside the main text, but not one in a sentence.
"""

SAME_TITLE = 80
"""The similarity, of 100, from which two titles are the same but for their wording."""

MIN_TOOLS = 2
"""The fewest links of a page that make it an index of them."""

_MAX_WALL_WORDS = 150
"""A page about cookies or with a form to log in that has more words than this is shown beside its own text."""

_DECLARED, _SAME_NUMBER, _SAME_TITLE, _EMBEDDED, _PARTLY_TITLE, _GENERIC = 4.0, 4.0, 3.0, 2.5, 1.5, 1.5
_IN_SENTENCE, _OUTSIDE_MAIN, _OTHER_LANGUAGE, _PARTIAL, _SAME_LANGUAGE = -1.0, -0.2, -1.5, -2.0, 1.0
"""The weights of the signs, set by hand. An annex with the publication's title stays below MIN_SCORE, and of two links
that differ in nothing else, one in the page's language and its main text is first.
"""

_PARTS = frozenset(
    "summary executive brief annex annexes appendix appendices flyer leaflet poster infographic cover slides"
    " presentation erratum corrigendum agenda template excerpt chapter"
    " resumen ejecutivo anexo anexos folleto afiche infografia portada diapositivas presentacion capitulo"
    " resume executif annexe depliant affiche infographie couverture diapositives chapitre extrait"
    " tom tat phu luc to roi bia".split()
)
"""Words of the names of what belongs to a publication and is not the publication, without accents."""

_DOWNLOADS = frozenset("pdf download descargar telecharger tai".split())
"""Words of links to files, without accents."""

_LANGUAGE_NAMES = {
    "en": "english ingles anglais",
    "es": "spanish espanol espagnol castellano",
    "fr": "french frances francais",
    "vi": "vietnamese vietnamita vietnamien",
    "pt": "portuguese portugues portugais",
    "ar": "arabic arabe",
    "ru": "russian ruso russe",
    "zh": "chinese chino chinois",
}
"""How the languages of other editions are named, without accents."""

_TITLE_WORDS = 3
"""A heading with fewer words that say something may be that of a part of the page, such as "Related content"."""

_SIZE = re.compile(r"(?<!\d)(?P<number>\d+(?:[.,]\d+)?)\s*(?P<unit>[kmg])i?[bo]\b", re.IGNORECASE)
_LEAD = re.compile(r"^(?:download|descargar|télécharger|tải (?:xuống|về))\b[\s:–-]*", re.IGNORECASE)
_FORMAT = re.compile(
    r"\s*(?:[(\[–-]\s*(?:pdf|docx?|epub)?[\s,;:–-]*(?:[\d.,]+\s*[kmg]i?[bo])?\s*[)\]]?|\bpdf)\s*$", re.IGNORECASE
)
_MAX_FORMAT = 80
"""The characters at the end of a link's words that may be a format and a size."""
_MEGABYTES = {"k": 0.001, "m": 1.0, "g": 1000.0}
_MIN_LETTERS = 3
"""Shorter words of links are articles, numbers and codes."""

_CODE = re.compile(r"(?:[/_.-]|--)([a-z]{2})(?=[/_.-]|$)")
_PAGE_LIKE = re.compile(r"/(?:publications?|publicaciones|resources?|documents?|tools?)/[^/]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file to which a page links: its URL, how well it fits, and what the page says of it."""

    url: str
    score: float
    title: str
    language: str
    megabytes: float


@dataclass(frozen=True)
class LandingPage:
    """A page as read, at the URL that gave it after redirects."""

    url: str
    reading: Reading

    @cached_property
    def links(self) -> tuple[tuple[str, PageLink], ...]:
        """The links with their absolute URLs; a viewer's is that of the file that it shows."""
        found = []
        for link in self.reading.page_links:
            try:
                found.append((file_in_viewer(urljoin(self.url, link.url)), link))
            except ValueError:
                continue
        return tuple(found)

    @property
    def redirect(self) -> str | None:
        """The URL to which the page redirects, if it does."""
        here = url_key(self.url)
        return next((url for url, link in self.links if link.role == "redirect" and url_key(url) != here), None)

    @property
    def words(self) -> int:
        return sum(len(block.text.split()) for block in self.reading.blocks)

    def is_cookie_wall(self) -> bool:
        """Return whether the page has little text, and that is about cookies."""
        text = " ".join(block.text for block in self.reading.blocks).lower()
        return self.words <= _MAX_WALL_WORDS and text.count("cookie") > 1 and not self.has_files()

    def is_login(self) -> bool:
        """Return whether the page has little text beside a form to log in."""
        asks = ASKS_FOR_PASSWORD in self.reading.warnings
        return asks and self.words <= _MAX_WALL_WORDS and not self.has_files()

    def has_files(self) -> bool:
        """Return whether the page links to files."""
        return any(is_file_url(url) for url, _ in self.links)


def rank_files(page: LandingPage, source: Source) -> list[Candidate]:
    """Return the files to which a page links, the likeliest to be the source first, each URL once."""
    languages = source.languages[:1] or tuple(filter(None, [(page.reading.language or "")[:2].lower()]))
    titles = [title for title in (*known_titles(source), page.reading.title or "") if title]
    number = document_number(source.url or "") or document_number(page.url)
    best: dict[str, Candidate] = {}
    for url, link in page.links:
        if not _is_file_link(url, link):
            continue
        size = _megabytes(link.text) or _megabytes(link.context)
        language = _language(url, link)
        score = _score(url, link, titles, number)
        if language and languages:
            score += _SAME_LANGUAGE if language in languages else _OTHER_LANGUAGE
        found = Candidate(url, score, _title(link), language, size)
        if url not in best or found.score > best[url].score:
            best[url] = found
    return sorted(best.values(), key=lambda each: (each.score, each.megabytes), reverse=True)


def find_tools(page: LandingPage, source: Source, *, is_index: bool) -> list[Candidate]:
    """Return the tools that an index page lists, in its order: files, and pages below its own. None of another page.

    A link in a sentence lists nothing. Where the source `is_index`, by what its publisher says, pages at URLs like
    those of publications are tools too.
    """
    own = [set(_content_words(title)) for title in (*known_titles(source), page.reading.title or "")]
    below = urlsplit(page.url).path.rstrip("/") + "/"
    here = {url_key(page.url), url_key(source.url or "")}
    found: dict[str, Candidate] = {}
    for url, link in page.links:
        key, path, title = url_key(url), urlsplit(url).path, _title(link)
        if link.role != "text" or link.outside_main or not link.in_list or key is None or key in here or not title:
            continue
        if set(_content_words(title)) in own:  # another language or format
            continue
        is_publication = is_index and (document_number(url) or _PAGE_LIKE.search(path))
        if is_file_url(url) or is_publication or (path.startswith(below) and below != "/"):
            found.setdefault(key, Candidate(url, 0.0, title, _language(url, link), _megabytes(link.text)))
    return list(found.values()) if len(found) >= MIN_TOOLS else []


def known_titles(source: Source) -> tuple[str, ...]:
    """Return the titles by which a source is known; a URL in the place of a title is none."""
    return tuple(title for title in (source.title, *source.also_titled) if title != source.url)


def is_same_title(title: str, others: Iterable[str]) -> bool:
    """Return whether a title is one of the others but for its wording, or one holds all words of the other."""
    words = set(_content_words(title))
    for other in others:
        known = set(_content_words(other))
        if _similarity(title, other) >= SAME_TITLE or (words and known and (words <= known or known <= words)):
            return True
    return False


def _similarity(title: str, other: str) -> float:
    """Return how alike two titles are, up to 100, in any order of their words."""
    return fuzz.token_sort_ratio(" ".join(_content_words(title)), " ".join(_content_words(other)))


def _is_file_link(url: str, link: PageLink) -> bool:
    """Return whether a link leads to a file, or says that it does."""
    if link.role == "redirect":
        return False
    return is_file_url(url) or link.role == "declared" or bool(_DOWNLOADS & {*normalize_name(link.text).split()})


def _score(url: str, link: PageLink, titles: list[str], number: str | None) -> float:
    score = {"declared": _DECLARED, "embedded": _EMBEDDED}.get(link.role, 0.0)
    if number and document_number(url) == number:
        score += _SAME_NUMBER
    if link.role != "text":
        return score
    said = _content_words(link.text)
    known = {word for title in titles for word in normalize_name(title).split()}
    if not said:
        score += _GENERIC if _fits(link.heading, titles) else 0.0
    elif any(_similarity(link.text, title) >= SAME_TITLE for title in titles):
        score += _SAME_TITLE
    elif set(said) <= known:
        score += _PARTLY_TITLE
    around = {*said, *(normalize_name(link.heading).split() if link.heading else ())}
    score += _PARTIAL if (around & _PARTS) - known else 0.0
    return score + (0.0 if link.in_list else _IN_SENTENCE) + (_OUTSIDE_MAIN if link.outside_main else 0.0)


def _fits(heading: str, titles: list[str]) -> bool:
    """Return whether the heading over a link is no other publication's title."""
    return len(_content_words(heading)) < _TITLE_WORDS or is_same_title(heading, titles)


def _title(link: PageLink) -> str:
    """Return the title of a link's target, where the page states one: the link's words, else the heading over it."""
    for words in (_without_format(link.text), link.heading):
        if is_descriptive(words):
            return words
    return ""


def _without_format(words: str) -> str:
    """Return a link's words without "Download" before them and the format and the size behind them."""
    words = _LEAD.sub("", words)
    end = max(0, len(words) - _MAX_FORMAT)
    return (words[:end] + _FORMAT.sub("", words[end:])).strip()


def _content_words(text: str) -> list[str]:
    """Return the words of a link that say what it leads to: no format, size or language, nor "download"."""
    words = normalize_name(_SIZE.sub(" ", text)).split()
    return [word for word in words if len(word) >= _MIN_LETTERS and not word.isdigit() and word not in _stop_words()]


@language_cache()
def _stop_words() -> frozenset[str]:
    """Return the words that say nothing of a link's target: names of languages, words of links, and stop words."""
    names = (word for name, _ in _language_names() for word in name.split())
    stop_words = (normalize_name(word) for each in active_languages().values() for word in each.stopwords)
    return LINK_WORDS.union(names, stop_words)


def _language(url: str, link: PageLink) -> str:
    """Return the language of a link's target, from its attributes, its words, or the name of the file; else nothing."""
    if link.language:
        return link.language
    for words in (link.text, link.context):
        said = f" {normalize_name(words)} "
        named = {code for name, code in _language_names() if f" {name} " in said}
        if len(named) == 1:
            return named.pop()
    codes = _CODE.findall(unquote(urlsplit(url).path).lower())
    return next((code for code in reversed(codes) if code in _LANGUAGE_NAMES), "")


def _language_names() -> Iterator[tuple[str, str]]:
    """Yield the names of languages, each with the language's code."""
    for code, names in _LANGUAGE_NAMES.items():
        yield from ((name, code) for name in names.split())
    yield from ((normalize_name(each.name), code) for code, each in active_languages().items())


def _megabytes(text: str) -> float:
    sizes = [
        float(each["number"].replace(",", ".")) * _MEGABYTES[each["unit"].lower()] for each in _SIZE.finditer(text)
    ]
    return sizes[0] if len(sizes) == 1 else 0.0
