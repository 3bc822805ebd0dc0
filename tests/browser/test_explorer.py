"""The explorer driven as people do: ranked, aggregated, derived, compared, and sent to somebody else as a link."""

import math
import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import enter, open_window
from tests.browser.still_life import DEVICES, PORTS
from tests.browser.tables import drawn

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]
WITH_TRAFFIC = len(PORTS) - 1


def numbers(page: Page) -> list[list[str]]:
    """Return what the table below the chart says, row by row: the line's name, then its figures."""
    grid = page.get_by_role("grid", name="In numbers")
    expect(grid).to_be_visible()
    rows = drawn(grid).get_by_role("rowgroup").last.get_by_role("row").all()
    return [[cell.inner_text() for cell in row.get_by_role("gridcell").all()] for row in rows]


def lines(page: Page, wanted: int) -> list[list[str]]:
    """Return the table once it has so many lines and nothing is on its way."""
    expect(page.get_by_role("grid", name="In numbers")).to_have_attribute("aria-rowcount", str(wanted + 1))
    page.wait_for_load_state("networkidle")
    return numbers(page)


def gigabits(value: float) -> str:
    digits = 0 if value >= 1e11 else 1 if value >= 1e10 else 2
    return f"{value / 1e9:.{digits}f}".rstrip("0" if digits else "").rstrip(".") + " Gb/s"


def test_the_first_ones_are_those_with_the_largest_means_and_p95_is_the_nearest_rank(house, resident):
    page = resident.page
    with page.expect_response(re.compile("/series/query.*top=5")) as answered:
        page.goto(f"{house.address}/explorer")
    told = answered.value.json()["series"]
    shown = lines(page, 5)
    values = [sorted(value for _, value in one["points"] if value is not None) for one in told]
    expected = {gigabits(one[math.ceil(0.95 * len(one)) - 1]) for one in values}
    assert {row[4] for row in shown} == expected
    means = [sum(one) / len(one) for one in values]
    assert means == sorted(means, reverse=True)
    page.get_by_label("Show the first").select_option("20")
    page.wait_for_url("**top=20*")
    many = lines(page, 20)
    assert {row[0] for row in shown} < {row[0] for row in many}
    page.get_by_label("Each step").select_option("p95")
    page.wait_for_url("**agg=p95*")
    resident.look("explorer-p95")


def test_lines_are_of_objects_of_devices_or_of_all_together(house, resident):
    page = resident.page
    page.goto(f"{house.address}/explorer?top=20&range=1h")
    lines(page, 20)
    page.get_by_label("Line of").select_option("device")
    devices = lines(page, DEVICES)
    assert all(" · " not in row[0] for row in devices)
    page.get_by_label("Line of").select_option("none")
    ((name, *figures),) = lines(page, 1)
    assert name == "All together"
    total = page.context.request.get(
        f"{house.address}/api/v1/series/total",
        params={
            "family": "interface",
            "metric": "in_bps",
            "start": (house.at - timedelta(hours=1)).isoformat(),
            "end": house.at.isoformat(),
            "step_s": 60,
        },
    ).json()
    known = [value for _, value in total["series"][0]["points"] if value is not None]
    assert figures[2] == gigabits(sum(known) / len(known))


def test_lines_are_derived_and_compared(house, resident):
    page = resident.page
    page.goto(f"{house.address}/explorer?device=1&range=1h")
    lines(page, WITH_TRAFFIC)
    page.get_by_label("Derive").select_option("change")
    expect(page.get_by_role("region").get_by_text("bit/s/s").first).to_be_visible()
    page.get_by_label("Derive").select_option("total")
    assert [row[0] for row in lines(page, 1)] == ["Sum of all"]
    page.get_by_label("Derive").select_option("none")
    lines(page, WITH_TRAFFIC)
    page.get_by_label("Compare").select_option("week")
    compared = lines(page, 2 * WITH_TRAFFIC)
    before = [row for row in compared if row[0].endswith("week before")]
    assert len(before) == WITH_TRAFFIC
    assert {row[1] for row in before} == {"\N{EN DASH}"}  # nothing was measured then, and nothing is not zero
    resident.look("explorer-compared")


def test_the_copied_link_shows_somebody_else_the_same(house, resident, browser):
    page = resident.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=house.address)
    page.goto(f"{house.address}/explorer")
    page.get_by_role("combobox", name="Devices").or_(page.get_by_role("textbox", name="Devices")).first.click()
    page.get_by_role("option", name="ber-switch-02").click()
    page.keyboard.press("Escape")
    page.get_by_role("combobox", name="Objects").or_(page.get_by_role("textbox", name="Objects")).first.click()
    for port in PORTS[:2]:
        page.get_by_role("option", name=port, exact=True).click()
    page.keyboard.press("Escape")
    page.get_by_label("Each step").select_option("max")
    mine = lines(page, 2)
    assert {row[0] for row in mine} == set(PORTS[:2])
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_text("Link copied")).to_be_visible()
    link = page.evaluate("navigator.clipboard.readText()")
    other = open_window(browser, 1440, 900, dark=False)
    enter(other.page, house)
    other.page.goto(link)
    assert lines(other.page, 2) == mine
    expect(other.page.get_by_label("Each step")).to_have_value("max")
    other.page.context.close()


def test_a_chart_marks_what_happened_and_a_drag_zooms_into_the_address(house, resident):
    page = resident.page
    page.goto(f"{house.address}/devices/1/interface?name=Ethernet2&range=1h")
    traffic = page.get_by_role("region", name="Traffic", exact=True)
    expect(traffic.locator("canvas")).to_be_visible()
    expect(traffic.get_by_role("figure")).to_contain_text("11:20:00 Ethernet2 is down.; 11:30:00 Ethernet2 is up.")
    packets = page.get_by_role("region", name="Unicast packets")
    for chart in (traffic, packets):
        expect(chart.get_by_text("latest", exact=True)).to_be_visible()
    drawing = traffic.locator(".u-over")
    box = drawing.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] * 20 / 60, box["y"] + 20)  # 40 minutes before the end
    expect(traffic.get_by_text("Ethernet2 is down.", exact=True)).to_be_visible()
    pointed = traffic.get_by_text(re.compile(r"^11:\d\d:00$")).inner_text()
    expect(packets.get_by_text(pointed, exact=True)).to_be_visible()  # one crosshair for all charts of the page
    expect(packets.locator(".u-cursor-x")).to_be_visible()
    resident.look("chart-marks")
    page.mouse.move(box["x"] + box["width"] * 0.25, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.75, box["y"] + 20, steps=4)
    page.mouse.up()
    page.wait_for_url(re.compile(r"from=\d+.*to=\d+"))
    ends = {name: int(value) for name, value in re.findall(r"(from|to)=(\d+)", page.url)}
    assert ends["to"] - ends["from"] == pytest.approx(1800, abs=60)
    assert ends["from"] == pytest.approx(house.at.timestamp() - 2700, abs=60)
