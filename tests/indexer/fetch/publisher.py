"""A publisher's site on this machine: pages of an older and a newer system, with the files that they lead to."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from tests.indexer.fetch.papers import make_pdf
from tests.indexer.fetch.site import Reply, Script, Site, SiteRequest

PDF_TYPE = {"Content-Type": "application/pdf"}
HTML_TYPE = {"Content-Type": "text/html; charset=utf-8"}

OLD_FILES = "/wcmsp5/groups/public/---ed_dialogue/---sector/documents/publication"
MOVED_FILES = "/sites/default/files/wcmsp5/groups/public/@ed_dialogue/@sector/documents/publication"

ABSTRACT = "This publication was written with the people who work on the quays, and tested by them for a whole season."


@dataclass(frozen=True)
class Paper:
    """A publication of the site: its id, title and year, the path of its page, and a word that only its file has."""

    id: str
    title: str
    page: str
    word: str
    year: int = 2021
    language: str = "en"

    @property
    def pdf(self) -> bytes:
        return make_pdf(self.title, [f"The {self.word} is kept dry and shown to every new hand before the first trip."])

    @property
    def entry(self) -> str:
        """Its block of a manifest, with {root} for the site."""
        return f"""
[[source]]
id = "{self.id}"
title = "{self.title}"
kind = "guide"
year = {self.year}
languages = ["{self.language}"]
countries = ["NAM"]
sectors = ["fisheries"]
page = "{{root}}{self.page}"
text = "fetch"
"""


PAPERS = (
    Paper("winches", "Safe winches on small trawlers", "/sector/WCMS_700001/lang--en/index.htm", "capstan"),
    Paper("harbours", "Harbour inspection handbook", "/sector/WCMS_700002/lang--en/index.htm", "bollard"),
    Paper("ladders", "Ladders and gangways for crews", "/sector/WCMS_700003/lang--en/index.htm", "stringer"),
    Paper("nets-es", "Redes y cubiertas seguras", "/es/publications/redes-y-cubiertas-seguras", "malla", language="es"),
    Paper("contracts", "Written contracts for fishers", "/publications/written-contracts-fishers", "signatory", 2019),
    Paper("ice-rooms", "Working in ice rooms", "/publications/working-in-ice-rooms", "brine"),
    Paper("first-aid", "First aid far from the coast", "/publications/first-aid-far-coast", "tourniquet"),
    Paper("rest-hours", "Hours of rest at sea", "/publications/hours-rest-sea", "watchkeeper"),
    Paper("life-jackets", "Choosing and checking life jackets", "/publications/choosing-life-jackets", "buoyancy"),
    Paper("complaints", "How to make a complaint on board", "/sector/WCMS_700010/lang--en/index.htm", "grievance"),
    Paper("cooks", "A guide for ships' cooks", f"{OLD_FILES}/wcms_700011.pdf", "galley"),
    Paper("noise", "Noise in engine rooms", "/publications/noise-engine-rooms", "decibel"),
)
"""Twelve publications, each behind another arrangement of the site."""

TOOLS = (
    Paper("", "Checklist for the engine room", "/toolkits/deck/checklist-engine-room.pdf", "bilge"),
    Paper("", "Poster on hooks and lines", "/media/62/download", "swivel"),
    Paper("", "Form for the daily round", "/toolkits/deck/daily-round", "logbook"),
)
"""The tools of a toolkit: two files, and a page that leads to a third."""


def page(title: str, *parts: str, head: str = "") -> Reply:
    """A page with a menu, a heading and these parts."""
    return Reply(
        body=f"""<!doctype html><html lang="en"><head><title>{escape(title)} | Harbour Institute</title>{head}</head>
        <body><nav><a href="/publications">Publications</a> <a href="/annual-report.pdf">Annual report 2023</a></nav>
        <main><h1>{escape(title)}</h1>{"".join(parts)}</main>
        <footer><a href="/media/1/download">Download our brochure (PDF)</a></footer></body></html>""".encode(),
        headers=HTML_TYPE,
    )


def link(path: str, words: str, extra: str = "") -> str:
    return f'<p><a href="{path}"{extra}>{escape(words)}</a></p>'


def to(path: str, **headers: str) -> Reply:
    return Reply(302, headers={"Location": path, **headers})


def named_clients_only(reply: Reply) -> Script:
    """Refuse clients that do not say who they are and how to reach their owner, as some publishers do."""

    def script(request: SiteRequest) -> Reply:
        agent = request.headers.get("user-agent", "")
        return reply if agent.startswith("Verbatim/") and "contact: " in agent else Reply(403)

    return script


def behind_a_cookie(path: str, reply: Reply) -> dict[str, Reply | Script]:
    """A page that sends clients without a cookie away to fetch one, and shows nothing but itself before that."""

    def script(request: SiteRequest) -> Reply:
        return reply if "consent=yes" in request.headers.get("cookie", "") else to("/consent")

    return {path: script, "/consent": to(path, **{"Set-Cookie": "consent=yes; Path=/; HttpOnly"})}


def add_publications(site: Site) -> None:
    """Give a site the pages and files of PAPERS and TOOLS."""
    papers = {paper.id: paper for paper in PAPERS}
    files = {name: Reply(body=paper.pdf, headers=PDF_TYPE) for name, paper in papers.items()}
    pages = {name: paper.page for name, paper in papers.items()}
    abstract = f"<p>{ABSTRACT}</p>"
    other = Reply(body=make_pdf("Another document", ["This must never be taken for a publication."]), headers=PDF_TYPE)
    titles = {name: paper.title for name, paper in papers.items()}

    def plain(name: str, *parts: str) -> Reply:
        return page(titles[name], abstract, *parts)

    site.pages |= {
        # an old page, with the file's number in its own URL; another publication is linked too
        pages["winches"]: plain(
            "winches",
            link(f"{OLD_FILES}/wcms_699999.pdf", "Hoists of the last century"),
            link(f"{OLD_FILES}/wcms_700001.pdf", "Full text - pdf 0.3 MB"),
        ),
        f"{OLD_FILES}/wcms_700001.pdf": files["winches"],
        # an old page that has become a new one
        pages["harbours"]: to("/publications/harbour-inspection-handbook"),
        "/publications/harbour-inspection-handbook": plain(
            "harbours", link("/media/42/download", "Download PDF (2 MB)")
        ),
        "/media/42/download": files["harbours"],
        # an old page whose file has moved
        pages["ladders"]: plain("ladders", link(f"{OLD_FILES}/wcms_700003.pdf", titles["ladders"])),
        f"{MOVED_FILES}/wcms_700003.pdf": files["ladders"],
        # several languages
        pages["nets-es"]: plain(
            "nets-es",
            '<ul><li><a href="/media/43/download">English</a> (PDF)</li>'
            '<li><a href="/media/44/download">Español</a> (PDF)</li>'
            '<li><a href="/media/45/download" hreflang="fr">PDF</a></li></ul>',
        ),
        "/media/43/download": other,
        "/media/44/download": files["nets-es"],
        "/media/45/download": other,
        # a summary and the whole
        pages["contracts"]: plain(
            "contracts",
            link("/media/46/download", "Executive summary (PDF, 9.1 MB)"),
            link("/media/47/download", "Full report (PDF, 3.2 MB)"),
            link("/media/48/download", "PDF (0.1 MB)"),
        ),
        "/media/46/download": other,
        "/media/47/download": files["contracts"],
        "/media/48/download": other,
        # no unnamed clients
        pages["ice-rooms"]: named_clients_only(plain("ice-rooms", link("/media/49/download", "Download"))),
        "/media/49/download": named_clients_only(files["ice-rooms"]),
        # a wall of cookies
        **behind_a_cookie(pages["first-aid"], plain("first-aid", link("/media/50/download", "Download"))),
        "/media/50/download": files["first-aid"],
        # a viewer whose address names the file, and one that frames it
        pages["rest-hours"]: plain("rest-hours", link("/viewer.html?file=%2Fmedia%2F51%2Fdownload", "Read online")),
        "/media/51/download": files["rest-hours"],
        pages["life-jackets"]: plain("life-jackets", link("/reader/52/download", "Download the publication")),
        "/reader/52/download": page("Reader", '<iframe src="/files/52.pdf"></iframe>'),
        "/files/52.pdf": files["life-jackets"],
        # a notice that the page has moved
        pages["complaints"]: Reply(
            body=b'<p>If you have not been redirected, use this link: <a href="/publications/complaint-on-board">'
            b"http://127.0.0.1/publications/complaint-on-board</a></p>",
            headers=HTML_TYPE,
        ),
        "/publications/complaint-on-board": plain("complaints", link("/media/53/download", "PDF", ' title="Download"')),
        "/media/53/download": files["complaints"],
        # a file at an address that has moved
        f"{MOVED_FILES}/wcms_700011.pdf": files["cooks"],
        # a file that only the page's metadata name
        pages["noise"]: page(
            titles["noise"], abstract, head='<meta name="citation_pdf_url" content="/files/noise-engine-rooms.pdf">'
        ),
        "/files/noise-engine-rooms.pdf": files["noise"],
        "/annual-report.pdf": other,
        "/media/1/download": other,
    }
    tools = [Reply(body=tool.pdf, headers=PDF_TYPE) for tool in TOOLS]
    site.pages |= {
        "/toolkits/deck": page(
            "Toolkit for work on deck",
            abstract,
            "<p>It follows the handbook, of which <a href='/media/42/download'>a new edition</a> is out.</p>",
            "".join(f"<li>{link(tool.page, tool.title)}</li>" for tool in TOOLS),
        ),
        TOOLS[0].page: tools[0],
        TOOLS[1].page: tools[1],
        TOOLS[2].page: page(TOOLS[2].title, abstract, link("/media/63/download", "Download")),
        "/media/63/download": tools[2],
    }


TOOLKIT_ENTRY = """
[[source]]
id = "deck-toolkit"
title = "Toolkit for work on deck"
kind = "toolkit"
countries = ["NAM"]
sectors = ["fisheries"]
page = "{root}/toolkits/deck"
text = "fetch"
"""


def manifest_of(site: Site, entries: Sequence[str]) -> str:
    """The text of a manifest with these entries."""
    head = 'allowed_hosts = ["127.0.0.1"]\npage_kinds = ["news"]\nindex_kinds = ["toolkit"]\n'
    return head + "".join(entries).replace("{root}", site.root)
