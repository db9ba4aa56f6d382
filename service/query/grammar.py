"""The query grammar.

    labour inspection        passages with both words, in any of their forms
    "freedom of association" these words, one after the other
    -toolkit   -"due diligence"   not with this word, not with this phrase
    coffee OR cocoa          either of the two
    inspect*                 every word with this prefix of at least three letters

Everything else that is not a letter or a digit only separates words: there are no parentheses, fields or ranges,
and no syntax errors. A minus is an operator directly before a word and after white space; OR in capital
letters between two operands; a quotation mark that is never closed is ignored.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from indexer.analysis.language_detection import query_language
from indexer.analysis.normalizer import normalized_query, normalized_tokens
from indexer.analysis.terms import accented_form, is_stopword
from indexer.analysis.tokenizer import tokenize, tokenize_query
from service.query.items import Clause, Ignored, Item, Phrase, Prefix, Query, Word
from service.query.questions import is_question
from service.query.tokens import QueryToken, clean_query, is_plain, lex_query, to_text

MIN_PREFIX = 3
STAR_IGNORED = f"the star needs at least {MIN_PREFIX} letters before it"

_STARRED = re.compile(r"(?P<start>.*\w)\*+\W*", re.DOTALL)


def parse(text: str) -> Query:
    """Parse a query. Raise QueryTooLong; any other text is a valid query."""
    cleaned = clean_query(text)
    return _parse_words(" ".join(cleaned.split())) if is_plain(cleaned) else _parse_tokens(lex_query(text))


def _parse_words(plain: str) -> Query:
    """Parse a query of plain words, as most are: the same as `_parse_tokens`, in fewer steps."""
    folded, language = tuple([word.text for word in tokenize_query(plain)]), query_language(plain)
    found = dict.fromkeys(_words(plain))
    content_words = [word for word in found if not is_stopword(word.normalized, word.text, language)]
    return Query(
        text=plain,
        clauses=tuple(
            [Clause((word,)) for word in content_words or (replace(word, is_stopword=True) for word in found)]
        ),
        excluded=(),
        language=language,
        question=bool(found) and is_question(plain, language, folded),
        words=folded,
    )


def _parse_tokens(found: Sequence[QueryToken]) -> Query:
    plain = " ".join([token.text for token in found if not token.excluded and token.kind != "or"])
    folded, language = tuple([word.text for word in tokenize_query(plain)]), query_language(plain)
    builder = _QueryBuilder(language)
    for token in found:
        builder.add(token)
    builder.end_run()
    clauses = builder.clauses_without_stopwords()
    return Query(
        text=to_text(found),
        clauses=clauses,
        excluded=tuple(dict.fromkeys(builder.excluded)),
        language=language,
        question=bool(clauses) and found[0].kind == "chunk" and is_question(plain, language, folded),
        ignored=tuple(builder.ignored),
        words=folded,
    )


@dataclass(slots=True)
class _QueryBuilder:
    """Builds a query from its tokens.

    Chunks are gathered into runs, because a normalized token may have several words; whatever is not a plain chunk
    ends a run. `joining` is true after an OR: the next item joins the last clause.
    """

    language: str
    clauses: list[tuple[Item, ...]] = field(default_factory=list)
    excluded: list[Item] = field(default_factory=list)
    ignored: list[Ignored] = field(default_factory=list)
    run: list[str] = field(default_factory=list)
    joining: bool = False

    def add(self, token: QueryToken) -> None:
        """Add the next token."""
        if token.kind == "or":
            self.end_run(before_or=True)
            self.joining = True
        elif token.excluded:
            self.end_run()
            self.excluded.extend(self._operand(token))
        elif token.kind == "phrase":
            self.end_run()
            self._clause(_phrase(token.text))
        elif start := self._starred(token.text):
            *before, last = (word.text for word in tokenize(start))
            self.run.extend(before)
            self.end_run()
            self._clause(Prefix(f"{last}*", last))
        else:
            self.run.append(token.text)

    def end_run(self, *, before_or: bool = False) -> None:
        """Make clauses of the chunks gathered. A chunk of several words next to an OR is one alternative."""
        run, self.run = self.run, []
        first = run.pop(0) if run and self.joining and _is_compound(run[0]) else None
        last = run.pop() if run and before_or and _is_compound(run[-1]) else None
        if first is not None:
            self._clause(_phrase(first))
        for word in _words(" ".join(run)):
            self._clause(word)
        if last is not None:
            self._clause(_phrase(last))

    def clauses_without_stopwords(self) -> tuple[Clause, ...]:
        """Return the clauses without stop words; or with them, marked, where the query has nothing else."""
        clauses = [tuple([item for item in clause if not self._is_stopword(item)]) for clause in self.clauses]
        if not any(clauses):
            clauses = [tuple(self._keep_stopword(item) for item in clause) for clause in self.clauses]
        return tuple(Clause(clause) for clause in _distinct(clauses))

    def _clause(self, item: Item) -> None:
        if self.joining:
            self.clauses[-1] = (*self.clauses[-1], item)
        else:
            self.clauses.append((item,))
        self.joining = False

    def _operand(self, token: QueryToken) -> Iterator[Item]:
        """Yield the items of an excluded token: a chunk of several words is excluded as a phrase."""
        start = self._starred(token.text) if token.kind == "chunk" else None
        found = list(tokenize(start or token.text))
        if token.kind == "phrase" or len(list(_words(token.text))) > 1:
            yield _phrase(token.text)
        elif start:
            yield Prefix(f"{found[-1].text}*", found[-1].text)
        else:
            yield from (self._keep_stopword(word) for word in _words(token.text))

    def _starred(self, chunk: str) -> str | None:
        """Return the chunk without its trailing star; None if it has none or too few letters before it."""
        match = _STARRED.fullmatch(chunk) if "*" in chunk else None
        found = list(tokenize(match["start"])) if match else []
        if not match or not found:
            return None
        if len(found[-1].text) < MIN_PREFIX:
            self.ignored.append((chunk, STAR_IGNORED))
            return None
        return match["start"]

    def _is_stopword(self, item: Item) -> bool:
        return isinstance(item, Word) and is_stopword(item.normalized, item.text, self.language)

    def _keep_stopword(self, item: Item) -> Item:
        return replace(item, is_stopword=True) if self._is_stopword(item) and isinstance(item, Word) else item


def _words(text: str) -> Iterator[Word]:
    found = ((text[token.start : token.end], token.text) for token in normalized_query(text))
    return (Word(written, normalized, accented=accented_form(written)) for written, normalized in found)


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
