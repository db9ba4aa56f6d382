"""Copying a quotation: what a pasted quotation holds, in a secure context and without one."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.chromium import PLAIN_HOST
from tests.browser.states import address_of

EDITOR = "data:text/html,<!doctype html><title>Memo</title><div contenteditable id='memo' style='min-height:9em'></div>"


def pasted(context: BrowserContext) -> tuple[str, str]:
    """Paste into a page where text can be edited; return the text and the address of its link."""
    memo = context.new_page()
    memo.goto(EDITOR)
    memo.locator("#memo").click()
    memo.keyboard.press("Control+V")
    text = " ".join(memo.locator("#memo").inner_text().split())
    links = memo.locator("#memo a")
    return text, (links.first.get_attribute("href") or "") if links.count() else ""


def assert_quotes(pasted_text: str, link: str, words: str) -> None:
    """Asserts that what was pasted is the words in quotation marks, a reference and the link that proves them."""
    assert pasted_text.startswith(f"“{' '.join(words.split())}” (")
    assert pasted_text.rstrip(".").endswith(")")
    assert urlsplit(link).path.startswith("/q/")
    assert "?h=" in link


@pytest.mark.parametrize("context", [{"permissions": ["clipboard-read", "clipboard-write"]}], indirect=True)
@pytest.mark.parametrize("state", ["passage", "commitment", "quotation", "a question", "results"])
def test_copied_in_a_secure_context(context: BrowserContext, page: Page, site: str, state: str) -> None:
    """The clipboard has rich text with the link, and plain text; a live region says that it was copied."""
    page.goto(address_of(site, state))
    button = page.get_by_role("button", name="Copy quotation").first
    words = button.get_attribute("data-quotation") or ""
    button.click()
    expect(page.get_by_role("status")).to_have_text("Copied")
    plain = page.evaluate("navigator.clipboard.readText()")
    text, link = pasted(context)
    assert_quotes(text, link, words)
    assert plain == f"{text} {link}"


@pytest.mark.parametrize("context", [{"permissions": ["clipboard-read", "clipboard-write"]}], indirect=True)
def test_one_sentence(context: BrowserContext, page: Page, site: str) -> None:
    """Each sentence of a passage is copied by itself, with a link to it alone."""
    page.goto(address_of(site, "passage"))
    page.get_by_text("Quote one sentence").click()
    item = page.locator(".sentences li").nth(1)
    words = item.locator(".words").inner_text()
    item.get_by_role("button", name="Copy quotation").click()
    expect(page.get_by_role("status")).to_have_text("Copied")
    text, link = pasted(context)
    assert_quotes(text, link, words)
    page.goto(link)
    assert " ".join(page.locator("blockquote").first.inner_text().split()) == " ".join(words.split())
    expect(page.get_by_role("heading", level=1)).to_have_text("Word for word")


@pytest.mark.parametrize("context", [{"permissions": ["clipboard-read", "clipboard-write"]}], indirect=True)
@pytest.mark.parametrize("state", ["commitments", "figures"])
def test_rows_of_a_register(context: BrowserContext, page: Page, site: str, state: str) -> None:
    """A row's sentence is copied from its cell; its page is a link beside the citation."""
    page.goto(address_of(site, state))
    cell = page.locator("td.column-words").first
    words = cell.locator(".words").inner_text()
    cell.get_by_role("button", name="Copy quotation").click()
    expect(page.get_by_role("status")).to_have_text("Copied")
    assert_quotes(*pasted(context), words)
    assert "/pages/" in (cell.locator("a.pages").get_attribute("href") or "")


def test_without_a_secure_context(browser: Browser, site: str) -> None:
    """Where the browser gives no clipboard, the quotation is selected, and the live region says how to copy it."""
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(address_of(site, "passage").replace("127.0.0.1", PLAIN_HOST))
        assert page.evaluate("navigator.clipboard") is None
        button = page.get_by_role("button", name="Copy quotation").first
        words = button.get_attribute("data-quotation") or ""
        button.click()
        expect(page.get_by_role("status")).to_contain_text("Press Ctrl+C")
        page.keyboard.press("Control+C")
        text, link = pasted(context)
        assert_quotes(text, link, words)
        assert urlsplit(link).hostname == PLAIN_HOST


def test_without_scripts(browser: Browser, site: str) -> None:
    """Without scripts there are no buttons; the links to the quotations are there."""
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(address_of(site, "passage"))
        assert page.get_by_role("button", name="Copy quotation").count() == 0
        page.get_by_role("link", name="Link that proves these words").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Word for word")
