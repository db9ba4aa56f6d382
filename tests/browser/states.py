"""Every page and state of the service, as a browser can reach it."""

from urllib.parse import quote

import httpx

from tests.browser.quotations import COLLECTION, QUOTATIONS

LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 3

SEARCHES = {
    "results": "/search?q=labour+inspection",
    "results with filters": "/search?q=workers&country=NAM&country=COL&topic=labour-inspection",
    "everything": "/search",
    "second page": "/search?q=workers&page=2",
    "any of the words": "/search?q=labour+inspection&match=any",
    "a question": "/search?q=How+many+inspectors+were+certified%3F",
    "unheard words": "/search?q=inspection+zzzzqqq",
    "words left out": "/search?q=labour+a*",
    "nothing": "/search?q=inspecton&country=NAM&topic=labour-inspection",
    "behind the last page": "/search?q=coffee&page=90",
    "other languages": "/search?q=inspectora",
    "right to left": "/search?q=zqxarabic",
    "long words": f"/search?q={quote(LONG)}",
    "markup": "/search?q=%3Cscript%3Ealert(1)%3C/script%3E+zqxbody",
    "embed": "/embed?q=labour+inspection&country=NAM",
    "comparison": "/compare?q=inspection",
    "comparison: nothing": "/compare?q=zzzzqqq",
    "matrix": "/matrix?q=inspection",
    "matrix: nothing": "/matrix?q=zzzzqqq",
    "record of a search": "/search/record?q=inspection+zzzzqqq+training",
    "collection: nothing": "/collection",
    "collection": COLLECTION,
    "embed: nothing": "/embed?q=zzzzqqq",
    "embed: error": "/embed?page=0",
}

REGISTERS = {
    "commitments": "/commitments",
    "commitments narrowed": "/commitments?q=training&country=NAM&country=COL&status=achieved",
    "commitments grouped": "/commitments?by=country&sort=status",
    "commitments on one page": "/commitments?show=all",
    "commitments: nothing": "/commitments?q=zzzzqqq&country=NAM",
    "commitments: behind the last page": "/commitments?page=900",
    "commitments: refused": "/commitments?status=lost",
    "commitments: long words": f"/commitments?q={quote(LONG)}",
    "figures": "/figures",
    "figures narrowed": "/figures?figure_kind=share&country=NAM",
    "figures grouped": "/figures?by=sector",
    "figures: nothing": "/figures?q=zzzzqqq",
}

OTHERS = {
    "home": "/",
    "documents": "/documents",
    "documents narrowed": "/documents?state=waiting&country=NAM",
    "no documents": "/documents?country=NLD&state=unknown",
    "document": "/documents/briefing-namibia",
    "document: hostile": "/documents/svg-onload-alert-1-notes",
    "document: not fetched": "/documents/project-namibia",
    "document: address not known": "/documents/coffee-toolkit-colombia",
    "document: several texts about it": "/documents/supply-chains-report",
    "about": "/about",
    "not found": "/nowhere",
    "refused": "/search?country=Atlantis",
    "too long": "/search?q=" + "a" * 2_001,
}

PASSAGES = {
    "passage": "labour inspection at sea guide",
    "passage: hostile": "zqxbody",
    "passage: right to left": "zqxarabic",
    "passage: long words": "zqxlong",
    "passage: Spanish": "inspectora finca",
}
"""Passages by a query that finds each first."""

RECORDS = {"commitment": "commitments", "figure": "figures"}
"""Records by the register whose first one is shown."""

STATES = (*SEARCHES, *REGISTERS, *OTHERS, *QUOTATIONS, *PASSAGES, *RECORDS)


def address_of(site: str, state: str) -> str:
    """The whole address of a state."""
    if state in PASSAGES:
        query = PASSAGES[state]
        found = httpx.get(f"{site}/api/v1/search", params={"q": query}).json()["results"][0]
        return f"{site}/passages/{found['id']}?q={quote(query)}"
    if state in RECORDS:
        register = RECORDS[state]
        return f"{site}/{register}/" + str(httpx.get(f"{site}/api/v1/{register}").json()["results"][0]["id"])
    return site + (SEARCHES | REGISTERS | OTHERS | QUOTATIONS)[state]
