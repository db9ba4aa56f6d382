"""Answers as the API's description shows them: about a harbour that does not exist, in a country of no code."""

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
            "permalink": "/passages/3f0c2a9b1d7e4c58",
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

PROBLEM_EXAMPLE: dict[str, Any] = {
    "error": {
        "status": 503,
        "code": "no_index",
        "message": "There is no index yet.",
        "remedy": "Run `python -m indexer build` (or `make run`) on the machine that serves this page.",
    }
}
