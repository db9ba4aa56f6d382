"""What the API's description says of the parameters, which `parameters` reads itself, and how it is headed."""

from typing import Any

from indexer.records.passage import FACETS
from indexer.settings import MAX_PAGE_SIZE
from service.registers.parameters import LARGEST_REGISTER_PAGE
from service.registers.register import RegisterSchema
from service.registers.request import PAGE_SIZE
from service.web.parameters import AS_TYPED, MAX_RESULT_WINDOW, MODES, SORTS

TITLE = "Verbatim"

DESCRIPTION = """\
Search over an institution's reports and toolkits that answers in the documents' own words: every result is a
verbatim passage with its document, section, page and permanent link. Nothing is generated.

Every error has the same shape: `{"error": {"status", "code", "message", "remedy"}}`. Parameters that are not known are
passed over; a known one with a value that does not exist is refused.
"""

FACET_PARAMETERS = {
    "country": "A country: alpha-3 code, label or alias.",
    "sector": "A sector: slug, label or alias.",
    "chain": "A supply chain: slug, label or alias.",
    "topic": "A topic: slug, label or alias.",
    "audience": "Whom it is for: slug, label or alias.",
    "statement": "What is stated in it: decided, planned, in_progress, expected, recommended or achieved.",
    "kind": "A kind of document: slug, label or alias.",
    "language": "A language by its code.",
    "document": "A document by its id.",
}


REGISTER_FACETS = {
    **FACET_PARAMETERS,
    "status": "Where the matter stands: decided, planned, in_progress, expected, recommended or achieved.",
    "strength": "How binding the verb is: shall, will, should, may or none.",
    "actor": "Who acts, by name.",
    "actor_group": "The actor's side: government, employers, workers, tripartite, organization or other.",
    "year": "A year that a sentence names.",
    "instrument": "An instrument by its code, such as C188.",
    "follow_up": "What became of it, by the editors' last note.",
    "figure_kind": "The kind of number: quantity, share, money, date or reference.",
    "unit": "The unit: percent, a currency's code or a measure.",
}


def _parameter(name: str, description: str, schema: dict[str, Any], example: object = None) -> dict[str, Any]:
    shown = {} if example is None else {"example": example}
    return {"name": name, "in": "query", "required": False, "description": description, "schema": schema, **shown}


def _facet(name: str) -> dict[str, Any]:
    several = (
        "Several, repeated or between commas, are alternatives. The facets of an answer name those that there are."
    )
    schema = {"type": "array", "items": {"type": "string"}}
    return _parameter(name, f"{REGISTER_FACETS[name]} {several}", schema)


TEXT = _parameter(
    "q",
    'The query, of 2,000 characters at most: words, "exact phrases", -excluded, OR, a trailing *.',
    {"type": "string"},
    "labour inspection",
)

SEARCH_PARAMETERS = [
    TEXT,
    *(_facet(name) for name in FACETS),
    _parameter(
        "match",
        "Whether passages must hold all of the words or any; left out, the query decides.",
        {"type": "string", "enum": list(MODES)},
    ),
    _parameter("sort", "The order of the results.", {"type": "string", "enum": list(SORTS), "default": "relevance"}),
    _parameter(
        "without",
        "Another name from the corpus's thesaurus (see `expansions`) that is not to be looked for; may be repeated.",
        {"type": "array", "items": {"type": "string"}},
    ),
    _parameter(
        "as_typed",
        "Whether a query that finds nothing is left as it is, its spelling not put right.",
        {"type": "string", "enum": list(AS_TYPED), "default": "no"},
    ),
    _parameter(
        "page",
        f"The page of results, from 1; {MAX_RESULT_WINDOW:,} results deep at most.",
        {"type": "integer", "minimum": 1, "default": 1},
    ),
    _parameter(
        "page_size",
        "How many results a page.",
        {"type": "integer", "minimum": 1, "maximum": MAX_PAGE_SIZE},
    ),
]

ANSWER_PARAMETERS = [
    {
        **TEXT,
        "required": True,
        "description": "The question, of 2,000 characters at most.",
        "example": "Who is trained?",
    },
    *(_facet(name) for name in FACETS),
]


def register_parameters(shape: RegisterSchema) -> list[dict[str, Any]]:
    """The parameters of a register."""
    return [
        {**TEXT, "description": TEXT["description"] + " All of its words must stand in a record."},
        *(_facet(name) for name in shape.facets),
        _parameter(
            "sort",
            "The order of the records.",
            {"type": "string", "enum": list(shape.orders), "default": shape.orders[0]},
        ),
        _parameter("page", "The page of records, from 1.", {"type": "integer", "minimum": 1, "default": 1}),
        _parameter(
            "page_size",
            "How many records a page.",
            {"type": "integer", "minimum": 1, "maximum": LARGEST_REGISTER_PAGE, "default": PAGE_SIZE},
        ),
    ]


PASSAGE_PARAMETERS = [{**TEXT, "description": "A query whose words are marked in the passage."}]
