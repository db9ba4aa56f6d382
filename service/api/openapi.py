"""The OpenAPI description: title, parameters (which `service.web.parameters` parses), and facets of the live index."""

from collections.abc import Callable
from typing import Any

from fastapi import FastAPI

from indexer.errors import IndexUnavailable
from indexer.records.taxonomy import Taxonomy
from indexer.settings import MAX_PAGE_SIZE
from service.registers.request import MAX_API_PAGE_SIZE, PAGE_SIZE
from service.registers.store import RegisterType
from service.web.parameters import (
    GROUPS,
    MAX_DOCUMENTS,
    MAX_RESULT_WINDOW,
    MAX_SUGGESTIONS,
    MODES,
    SORTS,
    SUGGESTIONS,
    YES_NO,
)

TITLE = "Verbatim"

DESCRIPTION = """\
Search over an institution's reports and toolkits that answers in the documents' own words: every result is a
verbatim passage with its document, section, page and permanent link. Nothing is generated.

Every error has the same form: `{"error": {"status", "code", "message", "remedy"}}`. Unknown
parameters are ignored; a known one with an unknown value is an error.
"""


def _parameter(name: str, description: str, schema: dict[str, Any], example: object = None) -> dict[str, Any]:
    extra = {} if example is None else {"example": example}
    return {"name": name, "in": "query", "required": False, "description": description, "schema": schema, **extra}


def _facet(name: str, description: str) -> dict[str, Any]:
    several = "Several, repeated or separated by commas, are alternatives. The facets of a response name all values."
    schema = {"type": "array", "items": {"type": "string"}}
    return _parameter(name, f"{description} {several}", schema)


TEXT = _parameter(
    "q",
    'The query, of 2,000 characters at most: words, "exact phrases", -excluded, OR, a trailing *.',
    {"type": "string"},
    "labour inspection",
)

COLLECTION_PARAMETERS = [
    _parameter(
        "p",
        "A quotation by its `key`, as `harbour/11/120-240/0123456789abcdef`, or its permanent link; may be repeated.",
        {"type": "array", "items": {"type": "string"}},
    )
]

SEARCH_PARAMETERS = [
    TEXT,
    _parameter(
        "match",
        "Whether passages must contain all of the words or any; by default the query decides.",
        {"type": "string", "enum": list(MODES)},
    ),
    _parameter("sort", "The order of the results.", {"type": "string", "enum": list(SORTS), "default": "relevance"}),
    _parameter(
        "without",
        "A synonym from the corpus's thesaurus (see `expansions`) that is not searched; may be repeated.",
        {"type": "array", "items": {"type": "string"}},
    ),
    _parameter(
        "as_typed",
        "Whether words that no passage holds are left as they are, without correcting their spelling.",
        {"type": "string", "enum": list(YES_NO), "default": "no"},
    ),
    _parameter(
        "words_only",
        "Whether only the query's own words are searched: no synonyms, translations or words of similar meaning.",
        {"type": "string", "enum": list(YES_NO), "default": "no"},
    ),
    _parameter(
        "group",
        "Whether results are documents, each with its first passages, or passages.",
        {"type": "string", "enum": list(GROUPS), "default": "none"},
    ),
    _parameter(
        "page",
        f"The page of results, from 1; {MAX_RESULT_WINDOW:,} results deep at most.",
        {"type": "integer", "minimum": 1, "default": 1},
    ),
    _parameter(
        "page_size",
        "Results per page.",
        {"type": "integer", "minimum": 1, "maximum": MAX_PAGE_SIZE},
    ),
]

COMPARED_PARAMETERS = [each for each in SEARCH_PARAMETERS if each["name"] in ("q", "match", "without", "words_only")]

COMPARE_PARAMETERS = [
    *COMPARED_PARAMETERS,
    _parameter("by", "The facet by whose values the search is compared.", {"type": "string"}, "country"),
]

MATRIX_PARAMETERS = [
    *COMPARED_PARAMETERS,
    _parameter("rows", "The facet of the rows.", {"type": "string"}, "topic"),
    _parameter("columns", "The facet of the columns.", {"type": "string"}, "country"),
]

ANSWER_PARAMETERS = [
    {
        **TEXT,
        "required": True,
        "description": "The question, of 2,000 characters at most.",
        "example": "Who is trained?",
    },
]

DOCUMENTS_PARAMETERS = [
    _parameter("page", "The page of documents, from 1.", {"type": "integer", "minimum": 1, "default": 1}),
    _parameter(
        "page_size",
        "Documents per page.",
        {"type": "integer", "minimum": 1, "maximum": MAX_DOCUMENTS, "default": MAX_DOCUMENTS},
    ),
]


def register_parameters(register: RegisterType[Any]) -> list[dict[str, Any]]:
    """Return the parameters of a register."""
    descriptions = {**register.facet_labels, **register.facet_descriptions}
    orders = register.fields.orders
    return [
        {**TEXT, "description": TEXT["description"] + " A record must contain all of its words."},
        *(_facet(name, descriptions.get(name, name)) for name in register.fields.facets),
        _parameter("sort", "The order of the records.", {"type": "string", "enum": list(orders), "default": orders[0]}),
        _parameter("page", "The page of records, from 1.", {"type": "integer", "minimum": 1, "default": 1}),
        _parameter(
            "page_size",
            "Records per page.",
            {"type": "integer", "minimum": 1, "maximum": MAX_API_PAGE_SIZE, "default": PAGE_SIZE},
        ),
    ]


PASSAGE_PARAMETERS = [{**TEXT, "description": "A query whose words are marked in the passage."}]

SUGGEST_PARAMETERS = [
    {**TEXT, "description": "What was typed so far.", "example": "lab"},
    _parameter(
        "limit",
        "How many suggestions at most.",
        {"type": "integer", "minimum": 1, "maximum": MAX_SUGGESTIONS, "default": SUGGESTIONS},
    ),
]

QUOTATION_PARAMETERS = [
    {
        **_parameter("h", "The digest at the end of the permalink: 16 hexadecimal digits.", {"type": "string"}),
        "required": True,
    }
]

FILTERED = ("/api/v1/search", "/api/v1/answer", "/api/v1/compare", "/api/v1/matrix", "/api/v1/search/record")
"""The paths that every facet of the taxonomy can filter."""


def describe(app: FastAPI, taxonomy: Callable[[], Taxonomy]) -> None:
    """Replace the application's OpenAPI description by one with the facets of the live index."""
    described: list[tuple[Taxonomy, dict[str, Any]]] = []

    def description() -> dict[str, Any]:
        try:
            facets = taxonomy()
        except IndexUnavailable:
            facets = Taxonomy({})
        if not described or described[0][0] is not facets:
            described[:] = [(facets, with_facets(FastAPI.openapi(app), facets))]
        return described[0][1]

    app.openapi = description  # type: ignore[method-assign]  # the way that FastAPI documents


def with_facets(description: dict[str, Any], taxonomy: Taxonomy) -> dict[str, Any]:
    """Return the description with the parameters of a taxonomy's facets."""
    facets = {facet.name: _facet(facet.name, facet.description) for facet in taxonomy.facets.values()}
    paths = {
        path: {method: _with_facets(path, operation, facets) for method, operation in operations.items()}
        for path, operations in description["paths"].items()
    }
    return {**description, "paths": paths}


def _with_facets(path: str, operation: dict[str, Any], facets: dict[str, dict[str, Any]]) -> dict[str, Any]:
    given = operation.get("parameters", [])
    described = [facets.get(each["name"], each) if each["in"] == "query" else each for each in given]
    if path in FILTERED:
        described[1:1] = facets.values()
    return {**operation, "parameters": described} if described else operation
