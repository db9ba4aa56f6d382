"""The interface in each language: accessible and within the page, followed from the browser and kept by every step."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from service.translations.messages import SOURCE, catalogue, languages
from tests.browser.states import address_of
from tests.browser.test_accessibility import violations

STATES = ("home", "results with filters", "a question", "nothing", "commitments", "figures", "documents", "document",
          "document: not fetched", "passage", "commitment", "about", "not found", "refused", "embed", "embed: error",
          "comparison", "comparison: nothing", "matrix", "record of a search", "quotation", "quotation: moved",
          "quotation: gone", "quotation: unknown", "collection")  # fmt: skip

SEARCH = {"en": "Search", "es": "Buscar", "fr": "Rechercher", "vi": "Tìm kiếm"}
WIDTHS = (1280, 360)
LOOKED_AT = {"en": 1280, "es": 360, "fr": 1280, "vi": 360}
"""The width at which axe-core looks at each language: all states in English have both (test_accessibility.py)."""

OTHER_LANGUAGES = tuple(language for language in languages() if language != SOURCE)

OF_DATA = "bdi, code, pre, cite, q, script, style, html [lang], [dir=auto]"
"""Elements around the words of queries, documents and other languages."""

SHOWN = """ofData => {
  const found = [document.title];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode())
    if (!walker.currentNode.parentElement.closest(ofData)) found.push(walker.currentNode.data);
  for (const name of ["title", "aria-label", "alt", "placeholder"])
    for (const element of document.querySelectorAll(`[${name}]`))
      if (!element.closest(ofData)) found.push(element.getAttribute(name));
  return found.map(text => text.replace(/\\s+/g, " ").trim());
}"""
"""Returns the texts of a page, as a script of the browser."""

each_language = pytest.mark.parametrize("language", languages())


@each_language
@pytest.mark.parametrize("state", STATES)
def test_accessible_and_within_the_page(browser: Browser, site: str, state: str, language: str) -> None:
    """axe-core finds nothing, and nothing is wider than the page, for a reader whose browser has this language."""
    address = address_of(site, state)
    looked_at = LOOKED_AT[language]
    with browser.new_context(viewport={"width": looked_at, "height": 900}, locale=language) as context:
        page = context.new_page()
        page.goto(address)
        assert page.locator("html").get_attribute("lang") == language
        assert page.get_by_role("button", name=SEARCH[language], exact=True).first.is_visible()
        assert violations(page) == [], looked_at
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, width


def english_messages(page: Page, language: str) -> set[str]:
    """The texts of a page that are messages in English which the language's catalogue translates."""
    known = catalogue(language)
    shown = page.evaluate(SHOWN, OF_DATA)
    return {text for text in shown if text and known.gettext(text) != text}


@pytest.mark.parametrize("language", OTHER_LANGUAGES)
def test_no_english_messages(browser: Browser, site: str, language: str) -> None:
    """A first-time visitor whose browser has another language meets no message in English."""
    with browser.new_context(locale=language) as context:
        page = context.new_page()
        for state in STATES:
            page.goto(address_of(site, state))
            assert english_messages(page, language) == set(), state
        page.goto(f"{site}/?lang=en")
        assert english_messages(page, language)  # the check can fail


@each_language
def test_without_index(browser: Browser, empty_site: str, language: str) -> None:
    """So is the page that says that there is no index, with status 503."""
    for width in (*WIDTHS, 320):
        with browser.new_context(viewport={"width": width, "height": 900}, locale=language) as context:
            page = context.new_page()
            response = page.goto(empty_site)
            assert response
            assert response.status == 503
            assert page.locator("html").get_attribute("lang") == language
            assert violations(page) == [], width
            assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, width
            assert language == SOURCE or english_messages(page, language) == set()


@each_language
def test_narrowest_pages(browser: Browser, site: str, language: str) -> None:
    """Nothing is wider than a page of 320 pixels."""
    with browser.new_context(viewport={"width": 320, "height": 800}, locale=language) as context:
        page = context.new_page()
        for state in STATES:
            page.goto(address_of(site, state))
            assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, state


def test_the_switch_and_what_keeps_it(page: Page, site: str) -> None:
    """A chosen language stays through the form, a filter, a result and the way back; permanent links have none."""
    page.goto(site)
    page.get_by_role("navigation", name="Language").get_by_role("link", name="Tiếng Việt").click()
    expect(page.locator("html")).to_have_attribute("lang", "vi")
    page.locator("#q").fill("workers")
    page.get_by_role("button", name="Tìm kiếm").click()
    expect(page).to_have_url(re.compile(r"/search\?.*lang=vi"))
    page.get_by_role("checkbox", name=re.compile("Namibia")).first.check()
    expect(page).to_have_url(re.compile(r"country=NAM.*lang=vi|lang=vi.*country=NAM"))
    expect(page.locator("html")).to_have_attribute("lang", "vi")
    permanent = page.locator("a.permalink").first.get_attribute("href") or ""
    assert "lang=" not in permanent
    page.locator(".found-heading a").first.click()
    expect(page).to_have_url(re.compile(r"/passages/.*lang=vi"))
    page.locator(".back a").click()
    expect(page).to_have_url(re.compile(r"/search\?.*lang=vi"))
    page.get_by_role("navigation", name="Ngôn ngữ").get_by_role("link", name="Français").click()
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    assert "country=NAM" in page.url
    assert page.context.cookies() == []


def test_quotations_keep_their_language(browser: Browser, site: str) -> None:
    """On a Vietnamese page, an English sentence is marked as English and said to be; so are headings and titles."""
    with browser.new_context(locale="vi-VN") as context:
        page = context.new_page()
        page.goto(address_of(site, "a question"))
        assert page.locator(".answer blockquote").first.get_attribute("lang") == "en"
        expect(page.locator(".answer .language").first).to_have_text("Bằng tiếng Anh")
        for place in (".result .words", ".result-heading a span", ".citation cite"):
            assert page.locator(place).first.get_attribute("lang") == "en", place


def test_a_copied_citation_is_confirmed_in_the_language(browser: Browser, site: str) -> None:
    """The button that copies a citation answers in the page's language."""
    with browser.new_context(locale="es", permissions=["clipboard-read", "clipboard-write"]) as context:
        page = context.new_page()
        page.goto(address_of(site, "passage"))
        button = page.get_by_role("button", name="Copiar la referencia")
        button.click()
        expect(page.get_by_role("status")).to_have_text("Copiado")
