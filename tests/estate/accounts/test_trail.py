"""Every security action of accounts leaves an audit entry, in the transaction that did it, without secrets."""

import pytest
from sqlalchemy import select

from watchkeeper.core.audit.models import AuditEntry
from watchkeeper.core.http.origin import Origin
from watchkeeper.estate.accounts.errors import WrongLoginError
from watchkeeper.estate.accounts.keys.schemas import KeyCreate
from watchkeeper.estate.accounts.origins import Caller
from watchkeeper.estate.accounts.schemas import UserChange

PASSWORD = "four unrelated plain words"
HOME = Caller(address="192.0.2.1", origin=Origin("192.0.2.1", "req-1", "Firefox"))


async def entries(database):
    async with database.reading() as session:
        return (await session.scalars(select(AuditEntry).order_by(AuditEntry.id))).all()


async def last(database):
    return (await entries(database))[-1]


async def test_a_login_says_who_and_from_where(database, desk, people):
    await desk.login("vic", PASSWORD, HOME)
    entry = await last(database)
    assert (entry.verb, entry.outcome, entry.actor_name, entry.address) == ("session.login", "ok", "vic", "192.0.2.1")
    assert entry.request_id == "req-1"


async def test_a_failed_login_names_the_account_but_never_what_was_typed(database, desk, people):
    for name in ("vic", "my password by mistake"):
        with pytest.raises(WrongLoginError):
            await desk.login(name, "wrong guess", HOME)
    known, unknown = (await entries(database))[-2:]
    assert (known.verb, known.outcome, known.reason) == ("session.login", "failed", "wrong_login")
    assert (known.object_name, unknown.object_name, unknown.actor_name) == ("vic", "", "unknown")
    assert "mistake" not in str([vars(entry) for entry in await entries(database)])


async def test_a_role_change_shows_before_and_after(database, accounts, people, admin):
    async with database.transaction() as session:
        await accounts.change_user(session, people["vic"], UserChange(role="engineer"), admin)
    entry = next(entry for entry in await entries(database) if entry.verb == "account.role")
    assert (entry.before, entry.after) == ('{"role":"viewer"}', '{"role":"engineer"}')
    assert (entry.actor_name, entry.object_name) == ("root", "vic")


async def test_a_key_is_recorded_by_its_prefix_only(database, accounts, keys, people, admin):
    async with database.transaction() as session:
        owner = await accounts.user(session, people["vic"])
        made = await keys.create(session, owner, KeyCreate(name="job", scopes=["devices:view"]), admin)
        await keys.revoke(session, owner, made.row.id, admin)
    created, revoked = (await entries(database))[-2:]
    assert (created.verb, revoked.verb) == ("api_key.create", "api_key.revoke")
    assert made.row.prefix in created.after
    assert made.text.split("_", 2)[2] not in created.after + revoked.before


async def test_what_is_rolled_back_leaves_no_entry(database, accounts, people, admin):
    before = len(await entries(database))

    async def delete_and_fail():
        async with database.transaction() as session:
            await accounts.delete_user(session, people["vic"], admin)
            raise RuntimeError("rolled back")

    with pytest.raises(RuntimeError):
        await delete_and_fail()
    assert len(await entries(database)) == before
