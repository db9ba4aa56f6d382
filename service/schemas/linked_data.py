"""What a document is, in the terms of schema.org, as JSON-LD for search engines and reference managers."""

from typing import Any

from indexer.records.source import Source


def document_data(source: Source, url: str) -> dict[str, Any]:
    """Return a document as a `Report` of schema.org, without unknown values; `url` is the absolute URL of its page."""
    values = {
        "name": source.title,
        "alternativeHeadline": source.subtitle,
        "url": url,
        "sameAs": source.url,
        "author": {"@type": "Organization", "name": source.publisher} if source.publisher else None,
        "datePublished": str(source.year) if source.year else None,
        "inLanguage": list(source.languages),
        "reportNumber": source.symbol,
        "isbn": source.isbn,
        "spatialCoverage": list(source.countries),
    }
    known = {name: value for name, value in values.items() if value}
    return {"@context": "https://schema.org", "@type": "Report", **known}


def site_data(name: str, url: str, search: str) -> dict[str, Any]:
    """Return the site as a `WebSite` with its search; `search` is the URL of the search, without parameters."""
    action = {
        "@type": "SearchAction",
        "target": {"@type": "EntryPoint", "urlTemplate": f"{search}?q={{search_term_string}}"},
        "query-input": "required name=search_term_string",
    }
    return {"@context": "https://schema.org", "@type": "WebSite", "name": name, "url": url, "potentialAction": action}
