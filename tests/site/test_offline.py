"""Without a network, in a real Chromium: what is always kept, what was opened, and what was not."""

from __future__ import annotations

import gzip
import os
import re
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, Request, Route, expect

from browsing import PHONE, axe_faults, too_wide
from evidence.say.numbers import day
from evidence.show import offline
from tools.serving import served

SUB = "walking"
"""Below this path the site stands, as beside other sites of a host."""
HEADINGS = {
    "": "Does walking backwards help?",
    "how-to/": "How to walk backwards safely",
    "how-to/treadmill/": "Walking backwards on a treadmill",
    "plan/": "Make a plan",
    "safety/": "Is walking backwards safe?",
}
"""Pages that nobody has opened and that are kept all the same, with their titles."""
READY = """async () => {
  await navigator.serviceWorker.ready;
  if (navigator.serviceWorker.controller) return;
  await new Promise((done) => navigator.serviceWorker.addEventListener('controllerchange', done));
}"""
STORES = """async () => {
  const stores = {};
  for (const name of await caches.keys())
    stores[name] = (await (await caches.open(name)).keys()).map(({ url }) => url);
  return stores;
}"""


class Host:
    """The site below a path of a host that can fall silent, and everything that it was asked for."""

    def __init__(self, folder: Path, context: BrowserContext) -> None:
        self.folder = folder
        self.context = context
        self.asked: list[str] = []
        self._serving = ExitStack()
        self.host = self._serving.enter_context(served(folder.parent))
        self.base = f"{self.host}/{SUB}/"
        context.on("request", self._heard)

    def _heard(self, request: Request) -> None:
        self.asked.append(request.url)

    def silent(self) -> None:
        """Nobody answers any more."""
        self._serving.close()

    def to(self, page: Page, path: str) -> None:
        """Open a page of the site."""
        page.goto(self.base + path, wait_until="load")

    def visited(self, path: str) -> Page:
        """A tab that has come to a page of the site, once the browser keeps what it should."""
        page = self.context.new_page()
        self.to(page, path)
        page.evaluate(READY)
        return page

    def changed(self, name: str, old: str, new: str) -> None:
        """Put something else into a file, of which others hold the same copy."""
        file = self.folder / name
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.unlink()
        file.write_text(text.replace(old, new, 1), encoding="utf-8")


@contextmanager
def hosted(browser: Browser, site: Path, folder: Path) -> Iterator[Host]:
    copy = folder / SUB
    # The data are many files, and none is a page.
    shutil.copytree(site, copy, copy_function=os.link, ignore=shutil.ignore_patterns("citations", "*.pdf"))
    context = browser.new_context(viewport=PHONE)
    try:
        host = Host(copy, context)
        yield host
        host.silent()
        # Chromium shows sheets for paper with parts of its own.
        allowed = (host.base, "data:", "blob:", "chrome:", "chrome-extension:")
        assert [url for url in host.asked if not url.startswith(allowed)] == []
    finally:
        context.close()


@pytest.fixture
def host(browser: Browser, site: Path, tmp_path: Path) -> Iterator[Host]:
    with hosted(browser, site, tmp_path) as made:
        yield made


def until(page: Page, holds: Callable[[dict[str, list[str]]], bool]) -> None:
    """Wait for what is kept, the addresses in each store; fails when it does not come."""
    end = time.monotonic() + 20
    while not holds(stores := page.evaluate(STORES)):
        assert time.monotonic() < end, stores
        page.wait_for_timeout(100)


def today() -> str:
    """In the words of the site."""
    return day(datetime.now().astimezone().date())


def no_room(host: Host, page: Page) -> None:
    """Nothing more fits into what the browser keeps."""
    host.context.new_cdp_session(page).send(
        "Storage.overrideQuotaForOrigin", {"origin": host.host, "quotaSize": 1}
    )
    put = """async () => {
      const [name] = await caches.keys();
      await (await caches.open(name)).put('new', new Response('something'));
    }"""
    with pytest.raises(Error, match="QuotaExceeded"):
        page.evaluate(put)


def line_of(page: Page) -> str:
    return page.locator("article > p.kept").inner_text()


def test_home_guide_plan_and_safety_open_offline_after_a_visit_to_any_page(host: Host) -> None:
    visit = today()
    page = host.visited("glossary/")
    host.silent()
    for path, heading in HEADINGS.items():
        host.to(page, path)
        expect(page.locator("h1").first).to_contain_text(heading)
        assert line_of(page) == f"You are offline. This page was kept on {visit}."
        loaded = "document.fonts.ready.then((fonts) => [...fonts].some(({ status }) => status === 'loaded'))"
        assert page.evaluate(loaded), "no typeface"
        assert page.evaluate("getComputedStyle(document.querySelector('p.kept')).borderLeftStyle") == "solid"
        assert too_wide(page) == []


def test_the_plan_works_offline(host: Host) -> None:
    page = host.visited("")
    host.silent()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    host.to(page, "plan/")
    form = page.locator("form.plan")
    expect(form).to_be_visible()
    form.locator("[name=condition]").select_option(index=1)
    form.locator("[name=fit]").check()
    expect(page.locator(".plan-weeks input").first).to_be_visible()
    page.mouse.move(10, 10)
    expect(page.locator(".plan-code svg, .plan-code canvas, .plan-code > *").first).to_be_attached()
    # The theme's script asks for the words of the search, which are not kept.
    assert set(faults) <= {"Network error"}


def test_a_page_that_was_opened_opens_offline_with_its_day(host: Host) -> None:
    page = host.visited("knee-osteoarthritis/?from=somewhere#page-title")
    host.to(page, "low-back-pain/")
    expect(page.locator("p.kept")).to_have_count(0)
    host.silent()
    for path in ("knee-osteoarthritis/", "low-back-pain/?from=elsewhere"):
        host.to(page, path)
        assert line_of(page).startswith("You are offline. This page was kept on ")
    # Short addresses lead there too, and are never themselves kept.
    host.to(page, "knee/")
    assert page.url == f"{host.base}knee-osteoarthritis/"
    stores = page.evaluate(STORES)
    assert all(name.startswith(f"{host.base} ") for name in stores)
    kept = {url for urls in stores.values() for url in urls}
    assert {f"{host.base}knee-osteoarthritis/", f"{host.base}low-back-pain/"} <= kept
    assert [url for url in kept if "?" in url or "#" in url or not url.startswith(host.base)] == []


def test_a_kept_page_opens_offline_by_whatever_leads_to_it_online(host: Host) -> None:
    page = host.visited("glossary/")
    host.to(page, "knee-osteoarthritis/index.html#page-title")
    host.silent()
    for typed, shown in {
        "plan": "plan/",
        "plan/index.html": "plan/index.html",
        "index.html": "index.html",
        "knee-osteoarthritis": "knee-osteoarthritis/",
        "knee-osteoarthritis/index.html?a=b": "knee-osteoarthritis/index.html?a=b",
        "knee": "knee-osteoarthritis/",
    }.items():
        host.to(page, typed)
        assert page.url == host.base + shown
        assert "This page was kept on" in line_of(page)
    stores = page.evaluate(STORES)
    assert [url for urls in stores.values() for url in urls if url.endswith("index.html")] == []


def test_a_sheet_for_paper_that_was_opened_opens_offline_as_it_is(host: Host, site: Path) -> None:
    sheet = "knee-osteoarthritis/handout.pdf"
    os.link(site / sheet, host.folder / sheet)
    page = host.visited("knee-osteoarthritis/")
    page.get_by_role("link", name="Print one page").click()
    page.wait_for_url(host.base + sheet)
    other = host.visited("offline/")
    until(other, lambda stores: any(host.base + sheet in urls for urls in stores.values()))
    host.silent()
    answer = page.goto(host.base + sheet)
    assert answer and answer.from_service_worker
    assert (answer.status, answer.headers["content-type"]) == (200, "application/pdf")
    weight = "async (url) => (await (await caches.match(url)).blob()).size"
    assert other.evaluate(weight, host.base + sheet) == (site / sheet).stat().st_size
    host.to(other, "studies/chen-2021/")
    link = other.get_by_role("article").locator(f"a[href='{host.base}{sheet}']")
    assert link.inner_text() == "Walking backwards for knee osteoarthritis (PDF)"


def test_a_page_never_opened_says_that_it_is_not_kept_and_what_is(host: Host) -> None:
    page = host.visited("knee-osteoarthritis/")
    host.to(page, "conditions/")
    host.silent()
    host.to(page, "studies/chen-2021/")
    assert page.url == f"{host.base}studies/chen-2021/"
    assert line_of(page) == "You are offline. The page that you asked for is not kept on this device."
    # The last one first.
    opened = page.locator("article #opened ~ ul").first.locator("a")
    assert opened.evaluate_all("links => links.map((link) => link.href)") == [
        f"{host.base}conditions/",
        f"{host.base}knee-osteoarthritis/",
    ]
    assert axe_faults(page) == []
    assert too_wide(page) == []
    for link in ("Plan", "How to start"):
        host.to(page, "studies/chen-2021/")
        page.get_by_role("article").get_by_role("link", name=link, exact=True).click()
        expect(page.locator("article > p.kept")).to_contain_text("This page was kept on")


def test_failures_pages_that_lead_on_and_downloads_are_not_kept(host: Host) -> None:
    page = host.visited("glossary/")
    for path in ("nothing-here/", "knee/", "data/results.csv"):
        page.evaluate(
            "(url) => new Promise((done) => { const frame = document.createElement('iframe');"
            " frame.onload = done; frame.src = url; document.body.append(frame); setTimeout(done, 1500) })",
            host.base + path,
        )
    kept = {url.removeprefix(host.base) for urls in page.evaluate(STORES).values() for url in urls}
    assert "glossary/" in kept
    assert kept & {"nothing-here/", "knee/", "data/results.csv"} == set()


def test_requests_for_parts_of_a_file_and_posts_go_to_the_network(host: Host) -> None:
    page = host.visited("glossary/")
    host.silent()
    ask = (
        "([url, how]) =>"
        " fetch(url, { cache: 'no-store', ...how }).then(({ status }) => status, () => 'no network')"
    )
    file = f"{host.base}assets/site.css"
    assert page.evaluate(ask, [file, {}]) == 200
    assert page.evaluate(ask, [file, {"headers": {"Range": "bytes=0-9"}}]) == "no network"
    assert page.evaluate(ask, [file, {"method": "POST"}]) == "no network"


def test_only_the_pages_opened_last_are_kept(host: Host) -> None:
    host.changed(offline.WORKER, f"{offline.PATIENCE}, {offline.MOST}", f"{offline.PATIENCE}, 2")
    page = host.visited("glossary/")
    for path in ("claims/", "doses/", "claims/", "data/"):
        host.to(page, path)
    wanted = [f"{host.base}claims/", f"{host.base}data/"]
    until(page, lambda stores: wanted in stores.values())


def test_where_there_is_no_room_the_old_pages_stay(host: Host) -> None:
    page = host.visited("knee-osteoarthritis/")
    knee = f"{host.base}knee-osteoarthritis/"
    until(page, lambda stores: any(knee in urls for urls in stores.values()))
    no_room(host, page)
    paths = ("plan/", "how-to/", "safety/", "knee-osteoarthritis/")
    for path in paths:
        host.to(page, path)
        # Nothing tells that something could not be kept.
        page.wait_for_timeout(300)
    host.silent()
    for path in paths:
        host.to(page, path)
        assert "This page was kept on" in line_of(page)


def test_where_the_browser_cannot_get_at_what_it_keeps_the_site_works_the_same(host: Host) -> None:
    page = host.visited("glossary/")
    (worker,) = host.context.service_workers
    worker.evaluate("() => { caches.open = caches.match = () => Promise.reject(new Error('broken')) }")
    host.to(page, "safety/")
    expect(page.locator("h1").first).to_contain_text(HEADINGS["safety/"])
    expect(page.locator("p.kept")).to_have_count(0)
    assert page.evaluate("getComputedStyle(document.querySelector('.md-header')).position") == "sticky"
    host.silent()
    host.to(page, "safety/")
    assert line_of(page) == "You are offline. The page that you asked for is not kept on this device."


def test_where_all_was_removed_the_reader_is_told(host: Host) -> None:
    page = host.visited("glossary/")
    page.evaluate("async () => { for (const name of await caches.keys()) await caches.delete(name) }")
    host.silent()
    host.to(page, "plan/")
    assert line_of(page) == "You are offline. The page that you asked for is not kept on this device."
    assert page.title() == "You are offline."
    assert axe_faults(page) == []
    assert too_wide(page) == []


def test_where_the_host_fails_a_kept_page_is_shown(host: Host) -> None:
    page = host.visited("glossary/")
    host.context.route("**/*", lambda route: route.fulfill(status=502, body="<html>Out of order</html>"))
    host.to(page, "safety/")
    assert line_of(page) == f"The site does not answer. This page was kept on {today()}."
    expect(page.locator("h1").first).to_contain_text(HEADINGS["safety/"])
    assert page.evaluate("getComputedStyle(document.querySelector('p.kept')).borderLeftStyle") == "solid"
    answer = page.goto(f"{host.base}doses/")
    assert answer and answer.status == 502
    expect(page.get_by_text("Out of order")).to_be_visible()


def test_a_new_version_takes_the_place_of_the_old_one(host: Host) -> None:
    page = host.visited("claims/")
    (before,) = {name for name in page.evaluate(STORES) if not name.endswith(" opened")}
    newer = "2099-01-01-newer"
    host.changed(offline.WORKER, before.removeprefix(f"{host.base} "), newer)
    host.changed("safety/index.html", "<h1", "<p>Newer advice</p><h1")
    host.changed("claims/index.html", "<h1", "<p>Newer claims</p><h1")
    host.to(page, "safety/")
    expect(page.get_by_text("Newer advice")).to_be_visible()
    until(page, lambda stores: {*stores} == {f"{host.base} {newer}{which}" for which in ("", " opened")})
    host.silent()
    for path, text in (("safety/", "Newer advice"), ("claims/", "Newer claims")):
        host.to(page, path)
        expect(page.get_by_text(text)).to_be_visible()
        assert "This page was kept on" in line_of(page)


def test_a_slow_network_does_not_keep_a_reader_waiting(host: Host) -> None:
    page = host.visited("glossary/")

    def slowly(route: Route) -> None:
        time.sleep(offline.PATIENCE / 1000 + 2)
        route.abort()

    host.context.route("**/safety/", slowly)
    host.to(page, "safety/")
    assert line_of(page).startswith("The network is slow. This page was kept on ")


def test_what_every_browser_keeps_is_light(host: Host) -> None:
    """As a host sends it: packed, but for what is packed already."""
    page = host.visited("glossary/")
    (kept,) = (urls for name, urls in page.evaluate(STORES).items() if not name.endswith(" opened"))
    paths = [host.folder / url.removeprefix(host.base) for url in kept]
    files = [path / "index.html" if path.is_dir() else path for path in paths]
    weights = {file.name: len(gzip.compress(file.read_bytes(), 9)) for file in files}
    assert sum(weights.values()) < 600_000 / 2, weights
    worker, module = host.folder / offline.WORKER, host.folder / "assets" / "offline.js"
    assert len(gzip.compress(worker.read_bytes(), 9)) < 4_000
    assert module.stat().st_size < 1_000


def test_without_javascript_nothing_is_kept_and_the_page_is_the_same(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)
    try:
        page = context.new_page()
        page.goto(f"{address}/safety/")
        expect(page.locator("h1").first).to_be_visible()
        expect(page.locator("p.kept")).to_have_count(0)
        assert context.service_workers == []
    finally:
        context.close()


def test_whatever_the_worker_names_is_on_the_site(site: Path) -> None:
    text = (site / offline.WORKER).read_text(encoding="utf-8")
    named = re.findall(r'"([^"\s:]+(?:/|\.\w+))"', text.partition("const [PATIENCE")[0])
    assert len(named) > 20
    missing = [
        name for name in named if not (site / name / ("index.html" if name.endswith("/") else "")).exists()
    ]
    assert missing == []
    assert f"The last {offline.MOST} pages" in (site / "offline" / "index.html").read_text(encoding="utf-8")
