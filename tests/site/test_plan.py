"""The page that makes a plan, of the invented project, in a real Chromium."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Locator, Page, expect

from browsing import Visit, axe_faults, too_wide

TO_TEN = "minutes=5-10&times=3-3&speed=0.8-0.8&slope=0-0&weeks=6"


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    yield made
    made.close()


def opened(context: BrowserContext, base: str, asked: str = "") -> Page:
    visit = Visit(context, base, f"/plan/{'#' if asked else ''}{asked}")
    assert visit.faults == []
    return visit.page


def said(page: Page) -> Locator:
    return page.locator("form.plan output")


def notes(page: Page) -> str:
    return " ".join(page.locator(".plan-notes li").all_inner_texts())


def weeks(page: Page) -> list[str]:
    cells = page.locator("table.diary td[data-label='Each time']")
    return [
        str(text)
        for text in cells.evaluate_all("all => all.map(cell => cell.innerText.replace(/\\s+/g, ' '))")
    ]


def weeks_field(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Weeks")


def fragment(page: Page) -> str:
    # Of the page itself: what Playwright knows of its address comes a moment later.
    return str(page.evaluate("location.hash.slice(1)"))


RULE = """async ([start, goal, steps, weeks]) => {
  const { weekly } = await import(new URL('../assets/plan-rule.js', location));
  return weekly(start, goal, steps, weeks);
}"""
STEPS = [{"of": "minutes", "by": [1, 2]}, {"of": "speed", "by": [0.1, 0.2]}]


CASES: list[tuple[list[float], list[float], int, list[float], list[float], int | None, int]] = [
    # Smallest steps, minutes before speed, then rest at the goal.
    ([5, 0.8], [7, 1.0], 6, [5, 6, 7, 7, 7, 7], [0.8, 0.8, 0.8, 0.9, 1.0, 1.0], 5, 5),
    # Larger steps where the smallest are too slow, and never above the goal.
    ([5, 0.8], [8, 0.9], 4, [5, 7, 8, 8], [0.8, 0.8, 0.8, 0.9], 4, 4),
    # Too few weeks.
    ([5, 0.8], [10, 1.2], 3, [5, 7, 9], [0.8, 0.8, 0.8], None, 6),
    # Nothing to do.
    ([5, 0.8], [5, 0.8], 2, [5, 5], [0.8, 0.8], 1, 1),
]
"""Start and goal as minutes and km/h, weeks; then minutes and km/h of each, week of arrival, weeks needed."""


def test_the_rule_changes_one_thing_a_week_and_ends_at_the_goal(
    context: BrowserContext, invented_address: str
) -> None:
    """On a page that does not make plans, and so has not loaded the rule itself."""
    page = context.new_page()
    page.goto(f"{invented_address}/methods/")
    assert "plan.js" not in page.content()
    for start, goal, count, minutes, speeds, arrived, needed in CASES:
        named = [dict(zip(("minutes", "speed"), end, strict=True)) for end in (start, goal)]
        made = page.evaluate(RULE, [*named, STEPS, count])
        assert [week["amounts"]["minutes"] for week in made["weeks"]] == minutes
        assert [week["amounts"]["speed"] for week in made["weeks"]] == speeds
        assert (made["arrived"], made["needed"]) == (arrived, needed)
        for before, after in pairwise(made["weeks"]):
            changed = [name for name in named[0] if before["amounts"][name] != after["amounts"][name]]
            assert changed == ([after["grown"]] if after["grown"] else [])


def test_by_keyboard_from_the_first_field_to_a_tick(context: BrowserContext, invented_address: str) -> None:
    page = opened(context, invented_address)
    page.get_by_label("What is it for?").focus()
    page.keyboard.press("ArrowDown")
    assert page.locator(":focus").input_value() == "stiff-thumbs"
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    assert page.locator(":focus").get_attribute("value") == "hall"
    for name in ("minutes-start", "minutes-goal"):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        assert focused.get_attribute("name") == name
        assert focused.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
        hints = str(focused.get_attribute("aria-describedby")).split()
        assert [page.locator(f"#{hint}").count() for hint in hints] == [1, 1]
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.type("9")
    page.keyboard.press("Tab")
    expect(said(page)).to_have_text(
        "You reach your goal in week 5: 9 minutes, 3 times a week, 0.8 km/h (0.5 mph), flat."
    )
    assert fragment(page).startswith("condition=stiff-thumbs&place=hall&minutes=5-9&")
    boxes = page.get_by_role("checkbox", name="Week 1, walk 2")
    boxes.focus()
    page.keyboard.press("Space")
    expect(boxes).to_be_checked()
    assert page.locator("[data-amount=slope]").is_visible() is False


def test_a_wrong_number_is_said_beside_it_and_takes_the_plan_away(
    context: BrowserContext, invented_address: str
) -> None:
    page = opened(context, invented_address)
    field = page.get_by_role("group", name="Minutes each time").get_by_label("In the end")
    for typed, message in (
        ("many", "Write a number, such as 5."),
        ("99", "Give 1 to 12.5 minutes. No finished programme that we read had more."),
        ("12.54", "Give 1 to 12.5 minutes. No finished programme that we read had more."),
        ("3", "“In the end” must not be less than “at first”."),
    ):
        field.fill(typed)
        field.blur()
        expect(page.locator("#error-minutes")).to_have_text(message)
        expect(said(page)).to_contain_text(f"Minutes each time: {message}")
        assert field.get_attribute("aria-invalid") == "true"
        assert not page.locator(".plan-result").is_visible()
    for name, typed, message in (
        ("Times a week", "3.5", "Write a whole number, such as 3."),
        ("Speed", "0.05", "Give 0.1 to 1.6 km/h (0.1 to 1 mph)."),
    ):
        other = page.get_by_role("group", name=name).get_by_label("At first")
        right = other.input_value()
        other.fill(typed)
        other.blur()
        expect(said(page)).to_contain_text(f"{name}: {message}")
        other.fill(right)
    field.fill("7,54")
    field.blur()
    assert field.get_attribute("aria-invalid") == "false"
    expect(said(page)).to_contain_text("7.5 minutes")
    assert field.input_value() == "7.5", "what was rounded is written back"
    assert page.locator(".plan-result").is_visible()


def test_the_address_holds_the_plan_and_what_is_wrong_in_it_is_said(
    context: BrowserContext, invented_address: str
) -> None:
    asked = (
        "condition=stiff-thumbs&place=hill&minutes=5-12.5&times=3-3&speed=0.8-1.2&slope=0-0&weeks=20&unit=mph"
    )
    page = opened(context, invented_address, asked)
    shown = weeks(page)
    weeks_field(page).fill("2")
    weeks_field(page).fill("20")
    weeks_field(page).blur()
    page.wait_for_function("asked => location.hash === `#${asked}`", arg=asked)
    page.reload()
    assert weeks(page) == shown
    assert "had to be corrected" not in said(page).inner_text()
    page.evaluate("location.hash = '#ref-1'")
    assert weeks(page) == shown, "a place on the page is no plan"
    page.evaluate("location.hash = '#condition=nowhere&minutes=0-500&speed=x&weeks=7.5&times=1e1'")
    expect(said(page)).to_contain_text("5 things had to be corrected.")
    assert "minutes: “0-500” became “1-12.5”." in notes(page)
    assert "condition: “nowhere” became “none”." in notes(page)
    page.go_back()
    page.go_back()
    page.wait_for_url(f"**#{asked}")
    expect(page.locator("table.diary tbody tr")).to_have_count(20)
    assert weeks(page) == shown


def test_miles_and_kilometres_stand_together_and_a_belt_gets_whole_tenths(
    context: BrowserContext, invented_address: str
) -> None:
    page = opened(context, invented_address, "minutes=5-5&times=3-3&speed=0.8-1.2&weeks=5")
    assert weeks(page)[0] == "5 minutes 0.8 km/h (0.5 mph) flat"
    assert weeks(page)[1] == "5 minutes ▲ more: 0.9 km/h (0.6 mph) flat"
    page.get_by_label("mph", exact=True).check()
    goal = page.get_by_role("group", name="Speed").get_by_label("In the end")
    assert goal.input_value() == "0.7"
    assert [week.split("minutes ")[1].removeprefix("▲ more: ") for week in weeks(page)] == [
        "0.5 mph (0.8 km/h) flat",
        "0.6 mph (1 km/h) flat",
        "0.7 mph (1.1 km/h) flat",
        "0.7 mph (1.1 km/h) flat",
        "0.7 mph (1.1 km/h) flat",
    ]
    page.get_by_label("km/h", exact=True).check()
    assert goal.input_value() == "1.2", "to look at it in miles does not change the plan"
    page = opened(context, invented_address, "minutes=5-5&speed=1.2-1.2&weeks=2&unit=mph")
    assert "0.7 mph (1.1 km/h)" in weeks(page)[0]
    row = page.locator("table.beside").get_by_role("row", name="Speed")
    expect(row).to_contain_text("0.7 mph (1.1 km/h)")


def test_warnings_and_limits_come_from_the_records(context: BrowserContext, invented_address: str) -> None:
    page = opened(
        context, invented_address, f"condition=stiff-thumbs&place=hill&{TO_TEN}".replace("5-10", "5-12")
    )
    # The post of the invented project says 5 to 10 minutes; two trials of stiff thumbs used 10 and 12.5.
    assert (
        "Longer than the post, which says 5 to 10 minutes. In 2 studies of people with stiff thumbs "
        "it was 10 to 12.5 minutes." in notes(page)
    )
    assert "Mind the wind; one society does." in notes(page) and "juggler" not in notes(page)
    beside = page.locator("table.beside")
    expect(beside.get_by_role("row", name="Minutes in a week")).to_contain_text(
        "15 to 30 minutes; it calls 12 minutes enoughYou get there in week 1."
    )
    page.get_by_label("What is it for?").select_option("cold-feet")
    assert "No finished programme of people with cold feet that we read prints the minutes." in notes(page)
    assert "Ask a juggler first." in notes(page)
    expect(beside.get_by_role("row", name="Each time")).to_contain_text("not printed")


def test_too_few_weeks_are_said_plainly(context: BrowserContext, invented_address: str) -> None:
    page = opened(context, invented_address, TO_TEN.replace("weeks=6", "weeks=2"))
    expect(said(page)).to_have_text(
        "2 weeks will not do for this goal. It takes 4. You get as far as 7 minutes, 3 times a week, "
        "0.8 km/h (0.5 mph), flat."
    )


def test_a_change_is_told_once(context: BrowserContext, invented_address: str) -> None:
    page = opened(context, invented_address)
    assert said(page).evaluate("output => output.tagName") == "OUTPUT"
    said(page).evaluate(
        """output => {
          window.told = [];
          new MutationObserver(() => told.push(output.textContent)).observe(output, {childList: true});
        }"""
    )
    weeks_field(page).fill("3")
    weeks_field(page).blur()
    expect(said(page)).to_contain_text("3 weeks will not do")
    assert len(page.evaluate("told")) == 1


def test_ticks_are_kept_only_when_asked_and_cleared(context: BrowserContext, invented_address: str) -> None:
    page = opened(context, invented_address, TO_TEN)
    own = "Object.keys(localStorage).filter(key => !key.includes('__palette'))"
    tick = page.get_by_label("Week 2, walk 1")
    tick.check()
    assert page.evaluate(own) == []
    page.reload()
    assert not tick.is_checked()
    tick.check()
    page.get_by_label("Keep my plan and my ticks on this device").check()
    assert page.evaluate(own) == ["plan"]
    page.goto("about:blank")
    page.goto(f"{invented_address}/plan/")
    assert tick.is_checked() and len(weeks(page)) == 6, "the plan that was kept comes back"
    page.goto(f"{invented_address}/plan/#weeks=3")
    page.reload()
    assert not tick.is_checked(), "ticks do not wander to the plan of another address"
    page.goto(f"{invented_address}/methods/")
    page.goto(f"{invented_address}/plan/")
    page.on("dialog", lambda dialog: dialog.accept())
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save as a file").click()
    lines = saved.value.path().read_text(encoding="utf-8").splitlines()
    assert lines[0] == "week,walk,minutes,speed_km_h,speed_mph,slope_percent,done"
    assert lines[4] == "2,1,6,0.8,0.5,0,yes" and len(lines) == 1 + 6 * 3
    page.get_by_role("button", name="Clear my ticks").click()
    expect(page.get_by_text("Your ticks are cleared")).to_be_visible()
    page.goto(f"{invented_address}/methods/")
    page.goto(f"{invented_address}/plan/")
    assert (len(weeks(page)), tick.is_checked()) == (6, False), "the plan is kept, its ticks are not"
    page.get_by_label("Keep my plan").uncheck()
    assert page.evaluate(own) == []


def kept(context: BrowserContext, base: str, plan: str = f"place=hill&{TO_TEN}") -> Page:
    """The page with a plan that was kept in an earlier visit, its first walk ticked."""
    page = context.new_page()
    page.goto(f"{base}/methods/")
    page.evaluate("plan => localStorage.setItem('plan', JSON.stringify({ plan, ticks: ['1-1'] }))", plan)
    page.goto(f"{base}/plan/")
    return page


def first_tick(page: Page) -> Locator:
    return page.get_by_label("Week 1, walk 1")


@pytest.mark.parametrize("asked", ["speed=0.804-0.8&weeks=99&condition=renamed", f"weeks=6&{TO_TEN}"])
def test_a_kept_plan_that_is_written_otherwise_keeps_its_ticks(
    context: BrowserContext, invented_address: str, asked: str
) -> None:
    page = kept(context, invented_address, asked)
    assert first_tick(page).is_checked()
    assert "address" not in notes(page)
    assert ("The plan that you keep asked for" in notes(page)) == ("renamed" in asked)


def test_another_address_leaves_the_kept_plan_alone_and_offers_the_way_back(
    context: BrowserContext, invented_address: str
) -> None:
    page = kept(context, invented_address)
    keep, back = (
        page.get_by_label("Keep my plan"),
        page.get_by_role("button", name="Back to my kept plan"),
    )
    assert not back.is_visible()
    page.goto(f"{invented_address}/plan/#condition=cold-feet")
    assert not first_tick(page).is_checked()
    expect(said(page)).to_contain_text("Your kept plan is still on this device.")
    page.once("dialog", lambda dialog: dialog.dismiss())
    keep.click()
    assert not keep.is_checked()
    back.click()
    assert first_tick(page).is_checked() and keep.is_checked() and len(weeks(page)) == 6
    expect(page.get_by_label("What is it for?")).to_be_focused()
    page.get_by_role("button", name="Start again").click()
    assert not first_tick(page).is_checked() and not keep.is_checked()
    assert "minutes=5-12.5" in fragment(page)
    page.go_back()
    expect(first_tick(page)).to_be_checked()
    page.goto(f"{invented_address}/plan/#condition=cold-feet")
    page.once("dialog", lambda dialog: dialog.accept())
    keep.check()
    page.goto(f"{invented_address}/methods/")
    page.goto(f"{invented_address}/plan/")
    assert page.get_by_label("What is it for?").input_value() == "cold-feet"


def test_ticks_outlast_a_look_at_a_footnote_and_a_step_back(
    context: BrowserContext, invented_address: str
) -> None:
    page = opened(context, invented_address)
    weeks_field(page).fill("4")
    weeks_field(page).blur()
    first_tick(page).check()
    page.evaluate("location.hash = '#ref-1'")
    page.go_back()
    page.wait_for_url("**weeks=4**")
    assert first_tick(page).is_checked()
    page.go_forward()
    page.wait_for_url("**#ref-1")
    page.reload()
    assert len(weeks(page)) == 4, "the plan outlasts a reload at a footnote"


def test_to_start_again_or_to_clear_asks_before_ticks_are_gone(
    context: BrowserContext, invented_address: str
) -> None:
    page = opened(context, invented_address)
    first_tick(page).check()
    asked: list[str] = []

    def dismiss(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", dismiss)
    for name in ("Start again", "Clear my ticks"):
        page.get_by_role("button", name=name).click()
        assert first_tick(page).is_checked()
    assert len(asked) == 2


def test_where_nothing_can_rise_the_plan_is_flat(context: BrowserContext, address: str) -> None:
    page = opened(context, address, "place=treadmill&minutes=5-5&speed=0.8-0.8&slope=0-2&weeks=4")
    assert "slope 2%" in weeks(page)[2]
    page.get_by_label("Indoors").check()
    expect(said(page)).to_contain_text("flat")
    assert "slope" not in " ".join(weeks(page)) and "slope=0-0" in fragment(page)
    page.get_by_label("On a treadmill").check()
    assert "slope 2%" in weeks(page)[2], "the slope waits for the way back"
    page.get_by_label("Indoors").check()
    page.reload()
    assert "had to be corrected" not in said(page).inner_text()


def test_the_address_is_copied(context: BrowserContext, invented_address: str) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = opened(context, invented_address)
    page.get_by_role("button", name="Copy the address").click()
    expect(page.get_by_text("The address is copied.")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert re.match(rf"{invented_address}/plan/#condition=&place=hill&minutes=5-12.5&", copied)
    weeks_field(page).fill("4")
    weeks_field(page).blur()
    expect(page.get_by_text("The address is copied.")).not_to_be_visible()


def test_without_javascript_the_ladder_and_a_diary_to_print(browser: Browser, invented_address: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    try:
        page = context.new_page()
        page.goto(f"{invented_address}/plan/#{TO_TEN}")
        assert page.locator("ol.ladder > li").count() == 3
        assert page.locator("form.plan").bounding_box() is None
        assert not page.locator(".plan-result").is_visible()
        assert page.locator(".plan-blank tbody tr").filter(visible=True).count() == 6
        assert page.locator(".plan-blank .pain").first.is_visible()
        assert page.locator("noscript p").is_visible()
    finally:
        context.close()


def test_paper_shows_the_weeks_with_room_for_pain_and_no_form(
    context: BrowserContext, invented_address: str
) -> None:
    page = opened(context, invented_address, TO_TEN)
    page.get_by_label("Week 1, walk 1").check()
    page.emulate_media(media="print")
    for hidden in ("form.plan", ".keep", ".plan-result button", ".plan-blank", ".plan-lead"):
        assert page.locator(hidden).filter(visible=True).count() == 0, hidden
    assert page.locator(".pain").filter(visible=True).count() == 6 * 3
    assert page.get_by_label("Week 1, walk 1").is_checked()
    assert page.get_by_text("You reach your goal in week 6").last.is_visible()
    sheet = page.locator(".plan-sheet")
    assert sheet.get_by_role("heading").inner_text() == "My weeks of walking backwards"
    assert sheet.get_by_text("On a hill").is_visible()
    printed = page.locator(".masthead span")
    assert printed.inner_text().endswith(f"/plan/#condition=&place=hill&{TO_TEN}&unit=kmh")
    assert page.get_by_text("Choose a condition above").filter(visible=True).count() == 0
    beside, wall = (page.locator(at).bounding_box() for at in (".plan-beside", ".plan-sheet"))
    assert beside and wall and beside["y"] < wall["y"], "the first sheet is filled first"
    blank = page.locator(".pain i").first.bounding_box()
    assert blank and blank["width"] >= 40
    page.emulate_media(media="screen")
    weeks_field(page).fill("nothing")
    weeks_field(page).blur()
    assert page.locator(".plan-blank").filter(visible=True).count() == 0
    page.emulate_media(media="print")
    assert page.locator(".plan-blank .walk").filter(visible=True).count() == 6 * 3


def test_the_sheet_for_the_wall_says_when_to_stop(context: BrowserContext, address: str) -> None:
    page = opened(context, address, "condition=knee-osteoarthritis&place=indoors")
    page.emulate_media(media="print")
    sheet = page.locator(".plan-sheet").inner_text()
    assert "Knee osteoarthritis · Indoors, on the floor" in sheet
    assert "Stop at once for chest pain" in sheet


def test_a_plan_with_every_kind_of_note_is_sound_for_axe_and_fits_a_phone(
    browser: Browser, invented_address: str
) -> None:
    """The plan that nobody has touched is looked at with all other kinds of page."""
    context = browser.new_context(
        viewport={"width": 320, "height": 844}, color_scheme="dark", reduced_motion="reduce"
    )
    try:
        page = opened(
            context, invented_address, "condition=cold-feet&place=hill&minutes=5-99&times=3-3&weeks=2"
        )
        assert page.locator(".plan-notes li").count() == 4
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, too_wide(page)
        for control in page.locator("form.plan :is(select, input[type=text], .choice), .walk").all():
            box = control.bounding_box()
            assert box is None or box["height"] >= 44
        assert axe_faults(page) == []
        weeks_field(page).fill("nothing")
        weeks_field(page).blur()
        assert axe_faults(page) == []
    finally:
        context.close()
