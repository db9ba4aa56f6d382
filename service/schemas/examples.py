"""Example responses for the API's description: about a harbour that does not exist, in a user-assigned country."""

from typing import Any

SEARCH_EXAMPLE: dict[str, Any] = {
    "query": {
        "q": "labour inspection",
        "filters": {"country": ["XAA"]},
        "match": None,
        "mode": "all",
        "widened": False,
        "question": False,
        "ignored": [],
        "ignored_why": [],
        "corrected": None,
        "expansions": [],
        "without": [],
        "sort": "relevance",
        "page": 1,
        "page_size": 10,
    },
    "total": 1,
    "others": 12,
    "results": [
        {
            "id": "3f0c2a9b1d7e4c58",
            "score": 14.2,
            "matched": "all",
            "document": {
                "id": "harbour-briefing",
                "title": "Work in an imaginary harbour",
                "kind": "briefing",
                "language": "en",
                "year": None,
                "official": False,
                "badge": "Verbatim's briefing, not the official text",
                "url": None,
            },
            "section": ["Inspections on board"],
            "pages": [{"number": 1, "label": "1"}],
            "language": "en",
            "snippets": [
                [
                    {"text": "For ", "match": False},
                    {"text": "labour inspection", "match": True},
                    {"text": " at sea, a guide was developed", "match": False},
                ]
            ],
            "tags": {
                "country": ["XAA"],
                "sector": ["pearls"],
                "chain": ["pearls-imaginary-islands"],
                "topic": ["labour-inspection"],
                "audience": ["governments"],
                "statement": ["achieved"],
            },
            "expanded": False,
            "why": {
                "found": [
                    {"text": "labour", "fields": ["text"]},
                    {"text": "inspection", "fields": ["text", "heading"]},
                ],
                "missing": [],
                "names": [],
                "evidence": ["Your words are close together here."],
            },
            "permalink": "/passages/3f0c2a9b1d7e4c58",
            "withheld": False,
        }
    ],
    "facets": {
        "country": [{"value": "XAA", "label": "Imaginary Islands", "count": 1, "selected": True}],
        "sector": [{"value": "pearls", "label": "Pearls", "count": 1, "selected": False}],
        "chain": [
            {
                "value": "pearls-imaginary-islands",
                "label": "Pearls of the Imaginary Islands",
                "count": 1,
                "selected": False,
            }
        ],
        "topic": [{"value": "labour-inspection", "label": "Labour inspection", "count": 1, "selected": False}],
        "audience": [{"value": "governments", "label": "Governments", "count": 1, "selected": False}],
        "statement": [{"value": "achieved", "label": "Achieved", "count": 1, "selected": False}],
        "kind": [{"value": "briefing", "label": "Briefing", "count": 1, "selected": False}],
        "language": [{"value": "en", "label": "English", "count": 1, "selected": False}],
        "document": [
            {
                "value": "harbour-briefing",
                "label": "Work in an imaginary harbour",
                "count": 1,
                "selected": False,
            }
        ],
    },
    "suggestions": [],
    "generation": "20260401T093000000000Z",
}

ANSWER_EXAMPLE: dict[str, Any] = {
    "query": {"q": "Who inspects the pearl boats?", "filters": {}, "kind": "person"},
    "answered": True,
    "confidence": 0.81,
    "answers": [
        {
            "text": "The Harbour Office inspects the pearl boats.",
            "marked": [
                {"text": "The ", "match": False},
                {"text": "Harbour Office", "match": True},
                {"text": " inspects the pearl boats.", "match": False},
            ],
            "confidence": 0.81,
            "passage": "3f0c2a9b1d7e4c58",
            "start": 120,
            "end": 164,
            "document": SEARCH_EXAMPLE["results"][0]["document"],
            "section": ["Inspections on board"],
            "pages": [{"number": 1, "label": "1"}],
            "language": "en",
            "permalink": "/passages/3f0c2a9b1d7e4c58",
        }
    ],
    "closest": None,
    "message": None,
    "nearest": SEARCH_EXAMPLE["results"],
    "searched": {"passages": 118, "documents": 6},
    "generation": "20260401T093000000000Z",
}

PROBLEM_EXAMPLE: dict[str, Any] = {
    "error": {
        "status": 503,
        "code": "no_index",
        "message": "There is no index yet.",
        "remedy": "Run `python -m indexer build` (or `make run`) on the machine that serves this page.",
    }
}
