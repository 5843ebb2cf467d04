"""The content security policy in a real Chromium: no page goes against it, and it stops what is not ours."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from browsing import DESKTOP, Visit, until
from evidence.run.policy import HEADERS
from tools.serving import served

PAGES: dict[str, str] = json.loads((Path(__file__).parent.parent / "pages.json").read_text(encoding="utf-8"))
LISTEN = """document.addEventListener('securitypolicyviolation', (event) =>
  console.error('against the policy', event.effectiveDirective, event.blockedURI, event.sample))"""


def headers_of(site: Path) -> dict[str, str]:
    """What a host sends with every file, by the file of headers."""
    lines = (site / HEADERS).read_text(encoding="utf-8").splitlines()
    assert lines[0] == "/*"
    return dict(line.strip().split(": ", 1) for line in lines[1:])


@contextmanager
def listening(browser: Browser) -> Iterator[BrowserContext]:
    """A window that tells of everything that a policy stops."""
    context = browser.new_context(viewport=DESKTOP)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    context.add_init_script(LISTEN)
    try:
        yield context
    finally:
        context.close()


@pytest.fixture(params=["meta", "header"], scope="module")
def policed(request: pytest.FixtureRequest, site: Path) -> Iterator[str]:
    """The site as a host serves it that sends no headers, and as one that sends ours."""
    with served(site, headers_of(site) if request.param == "header" else {}) as base:
        yield base


def test_no_page_goes_against_its_policy(browser: Browser, policed: str) -> None:
    with listening(browser) as context:
        visit = Visit(context, policed, "/404.html")
        for path in (*PAGES.values(), "/knee/"):
            visit.to(path)
            # The first sign of somebody fetches the theme's script.
            visit.page.mouse.move(300, 300)
            until(visit.page, "() => Boolean(window.component$)")
        assert visit.faults == []


def test_the_search_and_the_marks_work(browser: Browser, policed: str) -> None:
    with listening(browser) as context:
        visit = Visit(context, policed, "/")
        box = visit.page.get_by_role("textbox", name="Search")
        box.click()
        visit.page.get_by_text("Type to start searching").wait_for()
        box.press_sequentially("treadmill")
        found = visit.page.locator(".md-search-result__link").first
        found.wait_for(timeout=10_000)
        found.click()
        visit.page.wait_for_url("**?h=*")
        until(visit.page, "() => document.querySelector('.md-content mark')")
        assert visit.faults == []


def test_the_plan_the_filters_and_the_worker_work(browser: Browser, policed: str) -> None:
    with listening(browser) as context:
        visit = Visit(context, policed, "/plan/")
        expect(visit.page.locator("form.plan")).to_be_visible()
        visit.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        visit.to("/studies/")
        form = visit.page.locator("form.finder")
        shown = visit.page.locator("tbody tr").filter(visible=True)
        every = shown.count()
        form.locator("select").first.select_option(index=1)
        until(visit.page, "() => location.search !== '' || location.hash !== ''")
        assert 0 < shown.count() < every
        assert visit.faults == []


def test_what_is_not_ours_does_not_run(browser: Browser, address: str) -> None:
    """As if text had come into a page unescaped."""
    hostile = (
        '<script>window.came = "script"</script><img src="x:" onerror="window.came = 1">'
        '<a id="bad" href="javascript:window.came = 2">x</a><p id="styled" style="color: rgb(1, 2, 3)">x</p>'
        '<iframe src="https://example.org/"></iframe><script src="https://example.org/x.js"></script>'
        '<base href="https://example.org/">'
    )

    def put_in(route: Route) -> None:
        found = route.fetch()
        route.fulfill(response=found, body=found.text().replace("</h1>", f"</h1>{hostile}", 1))

    with listening(browser) as context:
        context.route("**/glossary/", put_in)
        visit = Visit(context, address, "/glossary/")
        page: Page = visit.page
        page.evaluate("document.getElementById('bad').click()")
        page.wait_for_timeout(200)
        assert page.evaluate("window.came") is None
        assert page.locator("#styled").evaluate("e => getComputedStyle(e).color") != "rgb(1, 2, 3)"
        stopped = " ".join(fault for fault in visit.faults if "against the policy" in fault)
        for directive in ("script-src-elem", "script-src-attr", "style-src-attr", "frame-src", "base-uri"):
            assert directive in stopped, directive
