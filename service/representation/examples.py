"""Answers as the API's description shows them."""

from typing import Any

SEARCH_EXAMPLE: dict[str, Any] = {
    "query": {
        "q": "labour inspection",
        "filters": {"country": ["NAM"]},
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
                "id": "namibia",
                "title": "Namibia: decent work in the fisheries supply chain",
                "kind": "briefing",
                "language": "en",
                "year": None,
                "official": False,
                "badge": "Verbatim's briefing, not the official text",
                "url": None,
            },
            "section": ["Joint labour inspections at sea"],
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
                "country": ["NAM"],
                "sector": ["fisheries"],
                "chain": ["fisheries-namibia"],
                "topic": ["labour-inspection"],
                "audience": ["governments"],
            },
            "permalink": "/passages/3f0c2a9b1d7e4c58",
        }
    ],
    "facets": {
        "country": [{"value": "NAM", "label": "Namibia", "count": 1, "selected": True}],
        "sector": [{"value": "fisheries", "label": "Fisheries", "count": 1, "selected": False}],
        "chain": [{"value": "fisheries-namibia", "label": "Fisheries in Namibia", "count": 1, "selected": False}],
        "topic": [{"value": "labour-inspection", "label": "Labour inspection", "count": 1, "selected": False}],
        "audience": [{"value": "governments", "label": "Governments", "count": 1, "selected": False}],
        "kind": [{"value": "briefing", "label": "Briefing", "count": 1, "selected": False}],
        "language": [{"value": "en", "label": "English", "count": 1, "selected": False}],
        "document": [
            {
                "value": "namibia",
                "label": "Namibia: decent work in the fisheries supply chain",
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
