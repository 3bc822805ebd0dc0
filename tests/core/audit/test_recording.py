"""An entry belongs to the transaction of what it tells, and holds no secret."""

import contextlib
import json

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import SQLAlchemyError

from watchkeeper.core.audit import Actor, ActorKind, Origin, Outcome, Target, changed, record
from watchkeeper.core.audit.models import AuditEntry
from watchkeeper.core.http.origin import set_actor, set_origin, user_agent_family


async def entries(database):
    async with database.reading() as session:
        return (await session.scalars(select(AuditEntry).order_by(AuditEntry.id))).all()


async def test_a_committed_action_leaves_an_entry_with_who_what_and_where(database):
    async with database.transaction() as session:
        set_origin(session, Origin("192.0.2.7", "req-1", "Firefox"))
        set_actor(session, Actor(ActorKind.USER, "5", "eve"))
        record(session, "device.delete", Target("device", 9, "core-1"), reason="gone", outcome=Outcome.OK)
    (entry,) = await entries(database)
    assert (entry.actor_kind, entry.actor_id, entry.actor_name) == ("user", "5", "eve")
    assert (entry.verb, entry.object_kind, entry.object_id, entry.object_name) == (
        "device.delete",
        "device",
        "9",
        "core-1",
    )
    assert (entry.address, entry.request_id, entry.user_agent) == ("192.0.2.7", "req-1", "Firefox")
    assert (entry.outcome, entry.reason, entry.sequence) == ("ok", "gone", None)


async def test_a_rolled_back_action_leaves_none(database):
    with contextlib.suppress(RuntimeError):
        async with database.transaction() as session:
            record(session, "device.delete", Target("device", 9))
            await session.flush()
            raise RuntimeError
    assert await entries(database) == []


async def test_a_rolled_back_savepoint_leaves_none(database):
    async with database.transaction() as session:
        with contextlib.suppress(RuntimeError):
            async with session.begin_nested():
                record(session, "device.delete", Target("device", 9))
                raise RuntimeError
        record(session, "device.create", Target("device", 10))
    assert [entry.verb for entry in await entries(database)] == ["device.create"]


async def test_without_a_request_the_platform_itself_acts(database):
    async with database.transaction() as session:
        record(session, "schedule.run", Target("schedule"))
    (entry,) = await entries(database)
    assert entry.actor_kind == "system"


async def test_secrets_are_masked_in_before_after_and_reason(database):
    async with database.transaction() as session:
        record(
            session,
            "credential.change",
            Target("credential", 1),
            before={"community": "planted-1", "authPassword": "planted-2", "user": "monitor"},
            after={"url": "https://u:planted-3@host/", "nested": {"privKey": "planted-4"}},
            reason="password=planted-5",
        )
    (entry,) = await entries(database)
    assert "planted" not in f"{entry.before}{entry.after}{entry.reason}"
    assert json.loads(entry.before)["user"] == "monitor"


async def test_text_that_no_database_holds_is_cleaned_and_long_states_are_digested(database):
    async with database.transaction() as session:
        record(
            session,
            "device.change",
            Target("device", "x" * 500, "nul\x00 and \ud800"),
            before={"text": "nul\x00"},
            after={"text": "y" * 50_000},
        )
    (entry,) = await entries(database)
    assert (len(entry.object_id), entry.object_name) == (64, "nul and ?")
    assert json.loads(entry.after)["too_long"]["bytes"] > 50_000


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entries SET verb = 'x.y'",
        "UPDATE audit_entries SET after = NULL",
        "UPDATE audit_entries SET sequence = NULL, hash = NULL",
        "UPDATE audit_entries SET sequence = 900, hash = 'f'",
        "DELETE FROM audit_entries",
        "UPDATE audit_checkpoints SET hash = 'f'",
        "DELETE FROM audit_checkpoints",
    ],
)
async def test_the_database_itself_refuses_to_rewrite_the_log(log, statement):
    await log.fill(2)
    with pytest.raises(SQLAlchemyError, match="append-only"):
        async with log.database.transaction() as session:
            await session.execute(text(statement))
    assert (await log.verify()).intact


async def test_an_unsealed_entry_cannot_be_changed_or_deleted_either(log):
    await log.write()
    for statement in ("UPDATE audit_entries SET verb = 'x.y'", "DELETE FROM audit_entries"):
        with pytest.raises(SQLAlchemyError, match="append-only"):
            async with log.database.transaction() as session:
                await session.execute(text(statement))


async def test_a_verb_names_its_object(database):
    async with database.transaction() as session:
        with pytest.raises(ValueError, match=r"object\.verb"):
            record(session, "delete", Target("device"))


def test_changed_gives_what_differs():
    assert changed({"a": 1, "b": 2}, {"a": 1, "b": 3, "c": 4}) == ({"b": 2, "c": None}, {"b": 3, "c": 4})


@pytest.mark.parametrize(
    ("header", "family"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox"),
        ("Mozilla/5.0 (X11) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36", "Chrome"),
        ("Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge"),
        ("Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15", "Safari"),
        ("curl/8.14.1", "curl"),
        ("python-httpx/0.28.1", "python-httpx"),
        ("", ""),
        ("<script>alert(1)</script>", ""),
    ],
)
def test_user_agents_are_kept_by_family(header, family):
    assert user_agent_family(header) == family
