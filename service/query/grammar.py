"""The query grammar.

    labour inspection        passages with both words, in any of their forms
    "freedom of association" these words, one after the other
    -toolkit   -"due diligence"   not with this word, not with this phrase
    NOT toolkit              the same; NOT (toolkit OR guide) excludes both
    coffee OR cocoa          either of the two
    coffee AND cocoa         both, however many words there are
    inspect*                 every word with this prefix of at least three letters

Everything else that is not a letter or a digit only separates words, and there are no syntax errors. A minus is an
operator directly before a word and after white space; AND, OR and NOT are in capital letters beside operands; a
quotation mark that is never closed is ignored. What other engines have besides (service/query/foreign_syntax.py) is
ignored and named. A query without any word finds nothing.

In capital letters, WHO, IT and US are names, not the stop words that are spelled like them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from indexer.analysis.amounts import may_be_several
from indexer.analysis.language_detection import query_language
from indexer.analysis.language_registry import language_cache
from indexer.analysis.normalizer import normalized_query, normalized_tokens
from indexer.analysis.scripts import has_unspaced
from indexer.analysis.terms import accented_form, is_stopword, name_of
from indexer.analysis.tokenizer import MAX_CACHED_QUERIES, tokenize, tokenize_query
from service.query.foreign_syntax import strip_operator
from service.query.items import Clause, Ignored, Item, Phrase, Prefix, Query, Word
from service.query.lexer import QueryToken, clean_query, has_names, is_plain, lex_query, to_text
from service.query.questions import is_question
from service.translations.messages import N_

MIN_PREFIX = 3
NO_WORD_IGNORED = N_("it has no word to search for")
STAR_IGNORED = N_("the star needs at least 3 letters before it")

_STARRED = re.compile(r"(?P<start>.*\w)\*+\W*", re.DOTALL)


@language_cache(maxsize=MAX_CACHED_QUERIES)
def parse(text: str) -> Query:
    """Parse a query. Raise QueryTooLong; any other text is a valid query."""
    cleaned = clean_query(text)
    return _parse_words(" ".join(cleaned.split())) if is_plain(cleaned) else _parse_tokens(lex_query(text))


def _parse_words(plain: str) -> Query:
    """Parse a query of plain words, as most are: the same as `_parse_tokens`, in fewer steps."""
    folded, language = tuple([word.text for word in tokenize_query(plain)]), query_language(plain)
    names = has_names(plain)
    found = dict.fromkeys(_alternatives(plain, names=names))
    content_words = [each for each in found if not _is_stopword(each[0], language)]
    clauses = content_words or [tuple(_keep_stopword(item, language) for item in each) for each in found]
    return Query(
        text=plain,
        clauses=tuple([Clause(each) for each in clauses]),
        excluded=(),
        language=language,
        question=bool(found) and _is_question(plain, language, folded, names=names),
        ignored=((plain, NO_WORD_IGNORED),) if plain and not found else (),
        words=folded,
    )


def _parse_tokens(found: Sequence[QueryToken]) -> Query:
    plain = " ".join([token.text for token in found if not token.excluded and token.kind in ("chunk", "phrase")])
    folded, language = tuple([word.text for word in tokenize_query(plain)]), query_language(plain)
    text = to_text(found)
    names = has_names(plain)
    builder = _QueryBuilder(language, names)
    for before, token, after in zip((None, *found), found, (*found[1:], None), strict=False):
        builder.add(token, before, after)
    builder.end_run()
    clauses = builder.clauses_without_stopwords()
    if text and not clauses and not builder.excluded:
        builder.ignored.append((text, NO_WORD_IGNORED))
    return Query(
        text=text,
        clauses=clauses,
        excluded=tuple(dict.fromkeys(builder.excluded)),
        language=language,
        question=bool(clauses) and found[0].kind == "chunk" and _is_question(plain, language, folded, names=names),
        ignored=tuple(dict.fromkeys(builder.ignored)),
        words=folded,
        requires_all=any(token.kind == "and" for token in found),
    )


def _is_phrase(token: QueryToken | None) -> bool:
    return token is not None and token.kind == "phrase"


def _is_question(plain: str, language: str, folded: Sequence[str], *, names: bool) -> bool:
    """Return whether a query is a question. A name does not make it one: `WHO guidelines`."""
    first = next(iter(tokenize_query(plain)), None)
    if first is not None and names and name_of(plain[first.start : first.end], first.text):
        folded = ("", *folded[1:])
    return is_question(plain, language, folded)


@dataclass(slots=True)
class _QueryBuilder:
    """Builds a query from its tokens.

    Chunks are gathered into runs, because a normalized token may have several words; whatever is not a plain chunk
    ends a run. `joining` is true after an OR: the next item joins the last clause.
    """

    language: str
    names: bool
    clauses: list[tuple[Item, ...]] = field(default_factory=list)
    excluded: list[Item] = field(default_factory=list)
    ignored: list[Ignored] = field(default_factory=list)
    run: list[str] = field(default_factory=list)
    joining: bool = False

    def add(self, token: QueryToken, before: QueryToken | None, after: QueryToken | None) -> None:
        """Add the next token, between these two."""
        if token.kind == "or":
            self.end_run(before_or=True)
            self.joining = True
        elif token.kind == "and":
            self.end_run()
        elif token.kind == "phrase":
            self.end_run()
            if token.excluded:
                self.excluded.append(_phrase(token.text))
            else:
                self._clause(_phrase(token.text))
        else:
            chunk = strip_operator(
                token.text,
                after_phrase=_is_phrase(before),
                before_phrase=_is_phrase(after),
                between=before is not None and after is not None,
            )
            if chunk.ignored:
                self.ignored.append((chunk.ignored, chunk.reason))
            self._add_chunk(f"{chunk.text}*" if chunk.prefix else chunk.text, excluded=token.excluded)

    def _add_chunk(self, text: str, *, excluded: bool) -> None:
        """Add a chunk without operators of other engines."""
        if excluded:
            self.end_run()
            self.excluded.extend(self._operand(text))
        elif start := self._starred(text):
            *before, last = (word.text for word in tokenize(start))
            self.run.extend(before)
            self.end_run()
            self._clause(Prefix(f"{last}*", last))
        else:
            self.run.append(text)

    def end_run(self, *, before_or: bool = False) -> None:
        """Make clauses of the chunks gathered. A chunk of several words next to an OR is one alternative."""
        run, self.run = self.run, []
        first = run.pop(0) if run and self.joining and _is_compound(run[0]) else None
        last = run.pop() if run and before_or and _is_compound(run[-1]) else None
        if first is not None:
            self._clause(_phrase(first))
        for items in _alternatives(" ".join(run), names=self.names):
            self._clause(*items)
        if last is not None:
            self._clause(_phrase(last))

    def clauses_without_stopwords(self) -> tuple[Clause, ...]:
        """Return the clauses without stop words; or with them, marked, where the query has nothing else."""
        clauses = [tuple([item for item in clause if not _is_stopword(item, self.language)]) for clause in self.clauses]
        if not any(clauses):
            clauses = [tuple(_keep_stopword(item, self.language) for item in clause) for clause in self.clauses]
        return tuple(Clause(clause) for clause in _distinct(clauses))

    def _clause(self, *items: Item) -> None:
        if self.joining:
            self.clauses[-1] = (*self.clauses[-1], *items)
        else:
            self.clauses.append(items)
        self.joining = False

    def _operand(self, text: str) -> Iterator[Item]:
        """Yield the items of an excluded chunk: one of several words is excluded as a phrase."""
        start = self._starred(text)
        found = list(tokenize(start or text))
        words = list(_alternatives(text, names=self.names))
        if len(words) > 1:
            yield _phrase(text)
        elif start:
            yield Prefix(f"{found[-1].text}*", found[-1].text)
        else:
            yield from (_keep_stopword(items[0], self.language) for items in words)

    def _starred(self, chunk: str) -> str | None:
        """Return the chunk without its trailing star; None if it has none or too few letters before it."""
        match = _STARRED.fullmatch(chunk) if "*" in chunk else None
        found = list(tokenize(match["start"])) if match else []
        if not match or not found or has_unspaced(found[-1].text):
            return None
        if len(found[-1].text) < MIN_PREFIX:
            self.ignored.append((chunk, STAR_IGNORED))
            return None
        return match["start"]


def _is_stopword(item: Item, language: str) -> bool:
    return isinstance(item, Word) and is_stopword(item.normalized, item.text, language)


def _keep_stopword(item: Item, language: str) -> Item:
    return replace(item, is_stopword=True) if isinstance(item, Word) and _is_stopword(item, language) else item


def _alternatives(text: str, *, names: bool) -> Iterator[tuple[Item, ...]]:
    """Yield for each normalized token of a text the items of which a passage must match one."""
    unspaced = has_unspaced(text)
    for token in normalized_query(text):
        written, normalized = text[token.start : token.end], token.text
        if token.variants and (may_be_several(token) or "/" in token.text):
            yield Word(written, token.text), _phrase(written)
        elif unspaced and has_unspaced(written) and _is_letter(written):
            yield (_phrase(written),)
        else:
            if names and written.isupper():
                normalized = name_of(written, normalized) or normalized
            yield (Word(written, normalized, False, "" if written.isascii() else accented_form(written)),)


def _is_letter(written: str) -> bool:
    """Return whether this is a single letter of a script without spaces: only pairs of those are terms."""
    return next(tokenize(written)).end == len(written)


def _phrase(text: str) -> Phrase:
    return Phrase(text, tuple(word.text for word in tokenize(text)))


def _is_compound(chunk: str) -> bool:
    return len(list(normalized_tokens(chunk))) > 1


def _distinct(clauses: list[tuple[Item, ...]]) -> Iterator[tuple[Item, ...]]:
    """Yield the non-empty clauses, without repetition in or among them."""
    seen: set[frozenset[Item]] = set()
    for clause in clauses:
        items = frozenset(clause)
        if items and items not in seen:
            seen.add(items)
            yield tuple(dict.fromkeys(clause)) if len(clause) > 1 else clause
