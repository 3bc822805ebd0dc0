"""Notifications in the console: a channel that is really tested, a rule, who gets it and why, on call, the inbox."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]


def by_keyboard(page, until):
    """Walk through the calendar's weeks, and have somebody step in for a shift of it, without a pointer."""
    calendar = page.get_by_role("group", name="Calendar of Network")
    monday = calendar.locator(".num").first
    shown = monday.inner_text()
    page.get_by_role("button", name="A week later").press("Enter")
    expect(monday).not_to_have_text(shown)
    page.keyboard.press("Shift+Tab")
    expect(page.get_by_role("button", name="Today")).to_be_focused()
    page.keyboard.press("Enter")
    expect(monday).to_have_text(shown)
    shift = calendar.get_by_role("button").last
    turn = shift.get_attribute("aria-label")
    shift.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_label("Who")).to_be_focused()
    assert turn.endswith(f"until {dialog.get_by_label('Until').input_value().replace('T', ' ')}")
    page.keyboard.type("All of us")
    dialog.get_by_label("Until").fill(until)
    dialog.get_by_label("Reason").press("End")
    page.keyboard.type("swapped")
    page.keyboard.press("Enter")
    expect(page.get_by_text(re.compile("swapped"))).to_be_visible()
    expect(calendar.get_by_role("button", name=re.compile("steps in, from"))).not_to_have_count(0)
    page.get_by_role("button", name="Take back that All of us steps in").press("Enter")
    expect(page.get_by_text(re.compile("swapped"))).to_have_count(0)


def read_in_the_inbox(house, resident):
    page = resident.page
    page.goto(f"{house.address}/inbox")
    expect(page.get_by_text("1 unread message")).to_be_visible()
    expect(page.get_by_role("navigation").get_by_role("link", name=re.compile(r"Inbox\s*1"))).to_be_visible()
    page.get_by_role("button", name="Mark all as read").click()
    expect(page.get_by_text("0 unread messages")).to_be_visible()
    resident.look("inbox")


def test_from_a_channel_to_who_is_on_call(house, resident):
    page = resident.page
    page.goto(f"{house.address}/notifications")
    expect(page.get_by_text("No rule applies: nobody is told.").or_(page.get_by_text("No rules")).first).to_be_visible()
    page.get_by_role("button", name="Add a channel").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Name").fill("All of us")
    dialog.get_by_label("Kind").select_option("inbox")
    dialog.get_by_role("button", name="Save").click()
    expect(page.get_by_text("All of us is saved.")).to_be_visible()
    page.get_by_role("button", name="Test All of us").click()
    expect(page.get_by_text(re.compile("All of us took the test message"))).to_be_visible()

    page.goto(f"{house.address}/on-call")
    page.get_by_role("button", name="Add a schedule").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Name").fill("Network")
    dialog.get_by_label("Add somebody …").select_option(label="All of us")
    dialog.get_by_role("button", name="Save").click()
    expect(page.get_by_text("All of us is on call")).to_be_visible()
    page.get_by_role("button", name="Step in").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Who").select_option(label="All of us")
    until = f"{house.at + timedelta(days=300):%Y-%m-%dT%H:%M}"  # the page's clock stands still, the server's does not
    dialog.get_by_label("Until").fill(until)
    dialog.get_by_label("Reason").fill("a wedding")
    dialog.get_by_role("button", name="Step in").click()
    expect(page.get_by_text(re.compile("a wedding"))).to_be_visible()
    resident.look("on-call")
    page.get_by_role("button", name="Take back that All of us steps in").click()
    expect(page.get_by_text(re.compile("a wedding"))).to_have_count(0)
    by_keyboard(page, until)

    page.goto(f"{house.address}/notifications")
    page.get_by_role("button", name="Add a rule").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Name").fill("Everything")
    dialog.get_by_label("Tell").fill("Network")
    page.get_by_role("option", name="Network").click()
    dialog.get_by_label("Name").click()  # closes the choice
    dialog.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Everything is saved.")).to_be_visible()
    asked = page.get_by_role("region", name="Who gets this, and why")
    expect(asked.get_by_text("All of us (Network)")).to_be_visible()
    resident.look("notifications")
    page.get_by_role("button", name="Remove All of us").click()
    page.get_by_role("dialog").get_by_role("button", name="Remove").click()
    expect(page.get_by_role("dialog").get_by_text("All of us is named by schedule Network.")).to_be_visible()
    resident.complaints[:] = [said for said in resident.complaints if "409" not in said]

    read_in_the_inbox(house, resident)
