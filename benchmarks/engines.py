"""The engines whose speed is compared, each doing the same whole job.

The job: the ten best passages by BM25 with their stored fields and a snippet with marks, the exact number of all that
match, and how many of these there are for each country and each sector.
"""

import sqlite3
import threading
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.passages import Row, build_generation, slug
from benchmarks.queries import BenchmarkQuery
from indexer.index.whoosh_pickles import allow_pickles

SNIPPET_CHARACTERS = 250
BEST = 10


@dataclass(frozen=True, slots=True)
class JobResult:
    """The result of the job. `best` holds the stored fields and the snippet of each hit."""

    total: int
    best: list[tuple[Any, str]]
    countries: dict[str, int]
    sectors: dict[str, int]


Job = Callable[[BenchmarkQuery], JobResult]


def build_verbatim(rows: Sequence[Row], folder: Path) -> None:
    """Build a generation, as the indexer does once documents are read and divided."""
    build_generation(rows, folder)


def _open_fully(engine: Any) -> None:
    """Open the index and wait for the thread that verifies its digests: its CPU time is not a query's."""
    before = set(threading.enumerate())
    engine.info()
    for thread in set(threading.enumerate()) - before:
        thread.join()


def open_verbatim(folder: Path, *, reranked: bool = False) -> Job:
    """Return the product's own engine, as its API calls it, with reranking and spelling correction or without.

    The other engines do neither: without them, all do the same job.
    """
    from service.search.local_engine import LocalEngine  # noqa: PLC0415 - only this engine's process pays for it
    from service.search.protocol import FacetCount, SearchRequest, Snippet  # noqa: PLC0415 - as above
    from service.search.weights import Weights  # noqa: PLC0415 - as above

    engine = LocalEngine(folder, weights=None if reranked else Weights(reranked=0))
    _open_fully(engine)

    def text_of(query: BenchmarkQuery) -> str:
        text = " ".join(query.words)
        return {"phrase": f'"{text}"', "prefix": f"{text}*"}.get(query.kind, text)

    def marked(snippets: Sequence[Snippet]) -> str:
        runs = (run for snippet in snippets for run in snippet)
        return "".join(f"<b>{run.text}</b>" if run.match else run.text for run in runs)

    def counts(values: Sequence[FacetCount]) -> dict[str, int]:
        return {value.value: value.count for value in values}

    def ask(query: BenchmarkQuery) -> JobResult:
        page = engine.search(
            SearchRequest(
                text=text_of(query),
                filters={"country": (slug(query.country),)} if query.country else {},
                match="any" if query.kind in ("any", "filtered") else "all",
                as_typed=not reranked,
            )
        )
        best = [(hit.passage, marked(hit.snippets)) for hit in page.hits]
        return JobResult(page.total, best, counts(page.facets["country"]), counts(page.facets["sector"]))

    return ask


def question_of(query: BenchmarkQuery) -> str:
    """Return the words of a query asked for in a question, of one of a few kinds."""
    words = " and ".join(query.words)
    forms = ("What is said about {}?", "How many {} are there?", "Who decided on {}?", "Why is there {}?")
    return forms[sum(map(len, query.words)) % len(forms)].format(words)


def open_asking(folder: Path) -> Callable[[BenchmarkQuery], Any]:
    """Return the plain search for the same questions, with the product's default settings.

    No synonyms are looked up (the generation has no thesaurus yet), no spelling is corrected, no answer is selected.
    """
    from service.search.local_engine import LocalEngine  # noqa: PLC0415 - only this engine's process pays for it
    from service.search.protocol import SearchRequest  # noqa: PLC0415 - as above

    engine = LocalEngine(folder)
    _open_fully(engine)

    def ask(query: BenchmarkQuery) -> Any:
        page = engine.search(SearchRequest(text=question_of(query), as_typed=True))
        return page, page.facets["country"], page.facets["sector"]

    return ask


def open_answering(folder: Path) -> Callable[[BenchmarkQuery], Any]:
    """Return the product's whole work for a question, with its default settings, as its pages do it.

    Synonyms are looked up in the repository's thesaurus, which is added to the generation. Queries without results are
    corrected.
    """
    from indexer.corpus.thesaurus import load_thesaurus  # noqa: PLC0415 - as above
    from indexer.index.digests import write_digests  # noqa: PLC0415 - as above
    from indexer.index.folders import live_folder  # noqa: PLC0415 - as above
    from indexer.index.generation import THESAURUS  # noqa: PLC0415 - as above
    from indexer.index.record_file import write_json  # noqa: PLC0415 - as above
    from indexer.settings import ROOT  # noqa: PLC0415 - only this engine's process pays for it
    from service.answers.answer import Answerer  # noqa: PLC0415 - as above
    from service.search.local_engine import LocalEngine  # noqa: PLC0415 - as above
    from service.search.protocol import SearchRequest  # noqa: PLC0415 - as above

    write_json(live_folder(folder) / THESAURUS, load_thesaurus(ROOT / "corpus" / "thesaurus.toml"))
    write_digests(live_folder(folder))
    engine = LocalEngine(folder)
    answerer = Answerer(engine)
    _open_fully(engine)

    def ask(query: BenchmarkQuery) -> Any:
        page = engine.search(SearchRequest(text=question_of(query)))
        corrections = () if page.total else engine.suggest(page.request.text)
        return answerer.answer(page), page.facets["country"], page.facets["sector"], corrections

    return ask


def build_tantivy(rows: Sequence[Row], folder: Path) -> None:
    """Build one segment with tantivy's own English stemmer."""
    import tantivy  # noqa: PLC0415 - only this engine's process pays for it

    schema = tantivy.SchemaBuilder()
    schema.add_text_field("text", stored=True, tokenizer_name="en_stem")
    for name in ("country", "sector"):
        schema.add_text_field(name, stored=True, fast=True, tokenizer_name="raw", index_option="basic")
    for name in ("document", "title"):
        schema.add_text_field(name, stored=True, tokenizer_name="raw", index_option="basic")
    folder.mkdir(parents=True)
    index = tantivy.Index(schema.build(), path=str(folder))
    writer = index.writer(heap_size=512 << 20, num_threads=1)
    for row in rows:
        countries = [slug(country) for country in row.countries]
        writer.add_document(
            tantivy.Document(
                text=row.text, country=countries, sector=slug(row.sector), document=row.document, title=row.title
            )
        )
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    segments = index.searcher().num_segments
    if segments != 1:
        raise RuntimeError(f"tantivy made {segments} segments; give its writer more memory")


def open_tantivy(folder: Path) -> Job:
    """Return tantivy with its own English stemmer, one segment."""
    import tantivy  # noqa: PLC0415 - only this engine's process pays for it

    index = tantivy.Index.open(str(folder))
    searcher, schema = index.searcher(), index.schema
    facets = {name: {"terms": {"field": name, "size": 1_000}} for name in ("country", "sector")}

    def parsed(query: BenchmarkQuery) -> Any:
        if query.kind == "prefix":
            return tantivy.Query.regex_query(schema, "text", f"{query.words[0]}.*")
        if query.kind == "phrase":
            return index.parse_query(f'"{" ".join(query.words)}"', ["text"])
        words = " ".join(f"+{word}" if query.kind == "all" else word for word in query.words)
        asked = index.parse_query(words, ["text"])
        if query.country:
            filtered = tantivy.Query.term_query(schema, "country", slug(query.country))
            return tantivy.Query.boolean_query(
                [(tantivy.Occur.Must, asked), (tantivy.Occur.Must, tantivy.Query.const_score_query(filtered, 0.0))]
            )
        return asked

    def ask(query: BenchmarkQuery) -> JobResult:
        asked = parsed(query)
        found: Any = searcher.search(asked, BEST, count=True)
        counted = searcher.aggregate(asked, facets)
        generator = tantivy.SnippetGenerator.create(searcher, asked, schema, "text")
        generator.set_max_num_chars(SNIPPET_CHARACTERS)
        best = []
        for _, address in found.hits:
            document = searcher.doc(address)
            best.append((document.to_dict(), generator.snippet_from_doc(document).to_html()))
        counts = {name: {each["key"]: each["doc_count"] for each in counted[name]["buckets"]} for name in facets}
        return JobResult(found.count, best, counts["country"], counts["sector"])

    return ask


def build_fts5(rows: Sequence[Row], folder: Path) -> None:
    """Build a table of FTS5 with its Porter stemmer beside one of what is stored."""
    folder.mkdir(parents=True)
    with sqlite3.connect(folder / "passages.db") as database:
        database.executescript(
            "CREATE TABLE passage (id INTEGER PRIMARY KEY, document TEXT, title TEXT, sector TEXT, text TEXT);"
            "CREATE TABLE country (passage INTEGER, name TEXT, PRIMARY KEY (passage, name)) WITHOUT ROWID;"
            "CREATE VIRTUAL TABLE found USING"
            " fts5(text, content='passage', content_rowid='id', tokenize='porter unicode61');"
        )
        for number, row in enumerate(rows):
            values = (number, row.document, row.title, slug(row.sector), row.text)
            database.execute("INSERT INTO passage VALUES (?, ?, ?, ?, ?)", values)
            database.execute("INSERT INTO found (rowid, text) VALUES (?, ?)", (number, row.text))
            countries = [(number, slug(country)) for country in row.countries]
            database.executemany("INSERT INTO country VALUES (?, ?)", countries)
        database.execute("INSERT INTO found (found) VALUES ('optimize')")
    database.close()


_FTS5_TOTAL = "SELECT count(*) FROM found {join} WHERE found MATCH ? {where}"
_FTS5_BEST = (
    "SELECT passage.*, snippet(found, 0, '<b>', '</b>', '', 40) FROM"
    " (SELECT rowid AS hit, rank AS worth FROM found {join} WHERE found MATCH ? {where} ORDER BY rank LIMIT 10)"
    " JOIN passage ON passage.id = hit JOIN found ON found.rowid = hit WHERE found MATCH ? ORDER BY worth, hit"
)
_FTS5_COUNTRIES = (
    "SELECT country.name, count(*) FROM found JOIN country ON country.passage = found.rowid"
    " WHERE found MATCH ? GROUP BY country.name"
)
_FTS5_SECTORS = (
    "SELECT sector, count(*) FROM found JOIN passage ON passage.id = found.rowid {join} WHERE found MATCH ? {where}"
    " GROUP BY sector"
)


def open_fts5(folder: Path) -> Job:
    """Return SQLite's FTS5 with its Porter stemmer."""
    database = sqlite3.connect(f"file:{folder / 'passages.db'}?mode=ro", uri=True)

    def text_of(query: BenchmarkQuery) -> str:
        if query.kind == "phrase":
            return f'"{" ".join(query.words)}"'
        if query.kind == "prefix":
            return f"{query.words[0]}*"
        return (" AND " if query.kind == "all" else " OR ").join(f'"{word}"' for word in query.words)

    def ask(query: BenchmarkQuery) -> JobResult:
        text = text_of(query)
        filtered: tuple[str, ...] = (slug(query.country),) if query.country else ()
        parts = {
            "join": "JOIN country AS chosen ON chosen.passage = found.rowid" if filtered else "",
            "where": "AND chosen.name = ?" if filtered else "",
        }
        [[total]] = database.execute(_FTS5_TOTAL.format(**parts), (text, *filtered))
        best = database.execute(_FTS5_BEST.format(**parts), (text, *filtered, text)).fetchall()
        countries = dict(database.execute(_FTS5_COUNTRIES, (text,)))
        sectors = dict(database.execute(_FTS5_SECTORS.format(**parts), (text, *filtered)))
        return JobResult(total, [(row[:-1], row[-1]) for row in best], countries, sectors)

    return ask


def build_whoosh(rows: Sequence[Row], folder: Path) -> None:
    """Build an index as Whoosh's documentation does."""
    from whoosh.analysis import StemmingAnalyzer  # noqa: PLC0415 - only this engine's process pays for it
    from whoosh.fields import KEYWORD, STORED, TEXT, Schema  # noqa: PLC0415 - as above
    from whoosh.index import create_in  # noqa: PLC0415 - as above

    folder.mkdir(parents=True)
    schema = Schema(
        text=TEXT(analyzer=StemmingAnalyzer(stoplist=None, minsize=1), stored=True),
        country=KEYWORD(commas=True, stored=True),
        sector=KEYWORD(commas=True, stored=True),
        document=STORED,
    )
    index = create_in(folder, schema)
    writer = index.writer(limitmb=512)
    for row in rows:
        countries = ",".join(map(slug, row.countries))
        writer.add_document(text=row.text, country=countries, sector=slug(row.sector), document=row.document)
    writer.commit(optimize=True)
    index.close()


WHOOSH_PICKLES = (
    ("__builtin__", "frozenset"),
    ("_codecs", "encode"),
    ("builtins", "int"),
    ("collections", "defaultdict"),
    ("whoosh.analysis.analyzers", "CompositeAnalyzer"),
    ("whoosh.analysis.filters", "LowercaseFilter"),
    ("whoosh.analysis.filters", "StripFilter"),
    ("whoosh.analysis.morph", "StemFilter"),
    ("whoosh.fields", "KEYWORD"),
    ("whoosh.fields", "STORED"),
    ("whoosh.lang.porter", "stem"),
)
"""What the pickles of this index name, besides those of Verbatim's own, which may be open in the same process."""


def open_whoosh(folder: Path) -> Job:
    """Return Whoosh as its documentation uses it: its searcher, its highlighter, facets from stored fields."""
    allow_pickles(WHOOSH_PICKLES)
    from whoosh.index import open_dir  # noqa: PLC0415 - only this engine's process pays for it
    from whoosh.query import And, Or, Phrase, Prefix, Term  # noqa: PLC0415 - as above

    index: Any = open_dir(folder, readonly=True)
    searcher = index.searcher()
    analyzer = index.schema["text"].analyzer

    def parsed(query: BenchmarkQuery) -> Any:
        if query.kind == "prefix":
            return Prefix("text", query.words[0])
        terms = [token.text for word in query.words for token in analyzer(word)]
        if query.kind == "phrase":
            return Phrase("text", terms)
        return (And if query.kind == "all" else Or)([Term("text", term) for term in terms])

    def ask(query: BenchmarkQuery) -> JobResult:
        chosen = Term("country", slug(query.country)) if query.country else None
        asked = parsed(query)
        found = searcher.search(asked, limit=BEST, filter=chosen)
        countries: Counter[str] = Counter()
        sectors: Counter[str] = Counter()
        matching = list(asked.docs(searcher))
        for number in matching:
            stored = searcher.stored_fields(number)
            values = stored["country"].split(",")
            countries.update(values)
            if not query.country or slug(query.country) in values:
                sectors[stored["sector"]] += 1
        best = [(hit.fields(), hit.highlights("text")) for hit in found]
        return JobResult(len(found), best, dict(countries), dict(sectors))

    return ask


ENGINES: Mapping[str, tuple[Callable[[Sequence[Row], Path], None], Callable[[Path], Job]]] = {
    "verbatim": (build_verbatim, open_verbatim),
    "tantivy": (build_tantivy, open_tantivy),
    "fts5": (build_fts5, open_fts5),
    "whoosh": (build_whoosh, open_whoosh),
}


def open_reranked(folder: Path) -> Job:
    """Return the product's own engine with reranking and spelling correction, as for a reader."""
    return open_verbatim(folder, reranked=True)
