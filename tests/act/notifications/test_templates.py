"""Messages in words of one's own: what is filled in, what is refused, and that they really leave so."""

import pytest
from pydantic import ValidationError

from watchkeeper.act.notifications.news import News, wording
from watchkeeper.act.notifications.preview import PreviewIn
from watchkeeper.act.notifications.preview_schemas import seen
from watchkeeper.act.notifications.schemas import ChannelIn, ChannelView
from watchkeeper.act.notifications.templates import FIELDS, MessageTemplate

NEWS = News(7, "paged", "2026-03-02T12:00:00Z", "b\x07 failed {link}", "major", "P2", ("node:b",), ())


def test_fields_are_filled_and_lines_without_anything_to_say_are_left_out():
    template = MessageTemplate(
        subject="{priority}\t{state}: {title}", body="Failed: {roots}\nCut off: {consequences}\n{{as said}}\nBye"
    )
    assert wording(NEWS, "", template) == ("P2 MAJOR: b failed {link}", "Failed: node:b\n{as said}\nBye")


def test_what_is_left_empty_is_as_usual():
    usual = wording(NEWS, "https://x.example")
    assert wording(NEWS, "https://x.example", MessageTemplate()) == usual
    assert wording(NEWS, "https://x.example", MessageTemplate(body="{link}"))[0] == usual[0]


def test_every_field_has_a_value_of_its_own():
    body = "\n".join(f"{name}={{{name}}}" for name in FIELDS)
    said = wording(NEWS, "L", MessageTemplate(body=body))[1].splitlines()
    assert len(said) == len(FIELDS) - 1  # nobody is cut off


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("{titel}", "did you mean {title}"),
        ("{password}", "there is no field"),
        ("{title", "written twice"),
        ("}", "written twice"),
        ("{}", "there is no field"),
        ("{title.__class__}", "there is no field"),
        ("{title!r}", "nothing else"),
        ("{title:>99999999}", "nothing else"),
        ("{0[secret]}", "there is no field"),
    ],
)
def test_anything_but_the_name_of_a_field_is_refused(text, why):
    with pytest.raises(ValidationError, match=why):
        MessageTemplate(body=text)


async def test_messages_leave_in_the_words_of_their_rule_and_the_preview_shows_them(house, receiver):
    hook = await house.channel("hook", "webhook", url=receiver.url, secret="s3cret-of-the-hook")
    template = {"subject": "{state} {roots}", "body": "See {link}"}
    await house.rule({"channels": [hook]}, template=template)
    await house.alert("node:d")
    await house.forward(200)
    document = receiver.got[0][2]
    assert document["subject"] == "MAJOR node:d"
    assert document["body"].startswith("See https://wk.example/api/v1/notifications/acknowledge/")
    async with house.database.reading() as session:
        asked = PreviewIn(incident_id=1, template=MessageTemplate(**template))
        view = seen(await house.service.previewer.preview(session, asked))
    assert (view.subject, view.body) == ("MAJOR node:d", "See https://watchkeeper.example/acknowledge")


async def test_a_channel_has_words_of_its_own_where_the_rule_has_none(house, receiver):
    words = {"subject": "{priority} {roots}", "body": "{title}"}
    async with house.database.transaction() as session:
        config = {"url": receiver.url, "secret": "s3cret-of-the-hook"}
        new = ChannelIn(name="short", kind="webhook", config=config, template=words)
        short = await house.service.create_channel(session, new, house.engineer)
        view = ChannelView.seen(short, {})
    assert view.template == MessageTemplate(**words)
    await house.rule({"channels": [short.id]}, template={"body": "By the rule: {roots}"})
    await house.alert("node:d")
    await house.forward(200)
    document = receiver.got[0][2]
    assert (document["subject"], document["body"]) == ("P4 node:d", "By the rule: node:d")


async def test_words_that_say_nothing_are_none(house, receiver):
    async with house.database.transaction() as session:
        config = {"url": receiver.url, "secret": "s3cret-of-the-hook"}
        new = ChannelIn(name="plain", kind="webhook", config=config, template={})
        assert (await house.service.create_channel(session, new, house.engineer)).template is None
