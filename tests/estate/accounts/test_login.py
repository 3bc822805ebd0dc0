"""Logging in: sessions, their end, and the brake on guessing."""

import asyncio

import pytest
from sqlalchemy import func, select

from watchkeeper.estate.accounts.errors import SessionEndedError, TooManyLoginsError, WrongLoginError
from watchkeeper.estate.accounts.models import LoginFailures, LoginSession, User
from watchkeeper.estate.accounts.origins import Caller
from watchkeeper.estate.accounts.passwords import Passwords
from watchkeeper.estate.accounts.schemas import UserChange

PASSWORD = "four unrelated plain words"
HOME = Caller(address="192.0.2.1", user_agent="test")


async def login(desk, name="root", password=PASSWORD, caller=HOME):
    return await desk.login(name, password, caller)


async def refused(desk, **wanted):
    with pytest.raises((WrongLoginError, TooManyLoginsError)) as caught:
        await login(desk, **wanted)
    return caught.value


async def test_a_login_opens_a_session_that_finds_its_user(database, desk, book, people):
    opened = await login(desk, name="ROOT")
    async with database.reading() as session:
        living = await book.find(session, opened.token)
        assert living.user.id == people["root"]


async def test_the_token_is_stored_nowhere(database, desk, book, people):
    opened = await login(desk)
    async with database.reading() as session:
        stored = (await session.execute(select(LoginSession.__table__))).one()
    assert opened.token not in {str(value) for value in stored}
    assert opened.token not in repr(opened)


@pytest.mark.parametrize("wrong", [{"password": "wrong"}, {"name": "nobody"}, {"name": ""}])
async def test_wrong_name_and_wrong_password_are_told_the_same(desk, people, wrong):
    error = await refused(desk, **wrong)
    assert isinstance(error, WrongLoginError)
    assert error.message == "Name or password is wrong."


async def test_a_disabled_user_cannot_log_in(database, desk, accounts, people, admin):
    async with database.transaction() as session:
        await accounts.change_user(session, people["vic"], UserChange(enabled=False), admin)
    assert isinstance(await refused(desk, name="vic"), WrongLoginError)


async def test_logging_in_again_ends_the_former_session(database, desk, book, people):
    first = await login(desk)
    second = await login(desk, caller=Caller(address="192.0.2.1", token=first.token))
    async with database.reading() as session:
        await book.find(session, second.token)
        with pytest.raises(SessionEndedError):
            await book.find(session, first.token)


async def test_a_session_ends_after_twelve_idle_hours(database, desk, book, people, clock):
    opened = await login(desk)
    clock.advance(12 * 3600)
    async with database.reading() as session:
        await book.find(session, opened.token)
        clock.advance(1)
        with pytest.raises(SessionEndedError):
            await book.find(session, opened.token)


async def test_use_keeps_a_session_alive_but_not_beyond_seven_days(database, desk, book, people, clock):
    opened = await login(desk)
    for _ in range(13):
        clock.advance(12 * 3600)
        async with database.transaction() as session:
            await book.touch(session, (await book.find(session, opened.token)).login.id)
    clock.advance(12 * 3600)
    async with database.reading() as session:
        with pytest.raises(SessionEndedError):
            await book.find(session, opened.token)


async def test_logout_ends_the_session(database, desk, book, people):
    opened = await login(desk)
    async with database.transaction() as session:
        await book.close(session, opened.token)
    async with database.reading() as session:
        with pytest.raises(SessionEndedError):
            await book.find(session, opened.token)


async def test_after_five_failures_the_right_password_has_to_wait_as_well(desk, people, clock):
    for _ in range(5):
        assert isinstance(await refused(desk, password="wrong"), WrongLoginError)
    error = await refused(desk)
    assert isinstance(error, TooManyLoginsError)
    assert error.details["retry_after_s"] >= 1
    clock.advance(1.1)
    assert (await login(desk)).user.id == people["root"]


async def test_the_wait_grows_with_each_failure(desk, people, clock):
    waits = []
    for _ in range(9):
        error = await refused(desk, password="wrong")
        if isinstance(error, TooManyLoginsError):
            waits.append(error.details["retry_after_s"])
            clock.advance(waits[-1])
            await refused(desk, password="wrong")
    assert waits == sorted(waits)
    assert waits[-1] > waits[0]


async def test_an_account_that_does_not_exist_is_braked_alike(desk, people):
    for _ in range(5):
        await refused(desk, name="nobody")
    assert isinstance(await refused(desk, name="nobody"), TooManyLoginsError)


async def test_one_address_guessing_many_accounts_is_braked(desk, people):
    for number in range(20):
        assert isinstance(await refused(desk, name=f"user{number}"), WrongLoginError)
    assert isinstance(await refused(desk, name="another"), TooManyLoginsError)
    elsewhere = Caller(address="198.51.100.7")
    assert (await login(desk, caller=elsewhere)).user.id == people["root"]


async def test_addresses_of_one_ipv6_network_are_one_guesser(desk, people):
    for number in range(20):
        await refused(desk, name=f"user{number}", caller=Caller(address=f"2001:db8::{number:x}"))
    error = await refused(desk, name="another", caller=Caller(address="2001:db8::ffff"))
    assert isinstance(error, TooManyLoginsError)


async def test_success_forgives_the_account(desk, people, clock):
    for _ in range(4):
        await refused(desk, password="wrong")
    await login(desk)
    for _ in range(4):
        assert isinstance(await refused(desk, password="wrong"), WrongLoginError)
    await login(desk)


async def test_guesses_at_the_same_moment_are_all_counted(database, desk, book, people):
    attempts = await asyncio.gather(*(desk.login("root", "wrong", HOME) for _ in range(12)), return_exceptions=True)
    checked = [error for error in attempts if isinstance(error, WrongLoginError)]
    assert len(checked) <= 6
    async with database.reading() as session:
        counted = await session.scalar(select(func.max(LoginFailures.failures)))
    assert counted == len(checked)


async def test_what_is_typed_as_a_name_is_not_stored(database, desk, book, people):
    await refused(desk, name="my password by mistake")
    async with database.reading() as session:
        subjects = (await session.scalars(select(LoginFailures.subject))).all()
    assert not any("mistake" in subject for subject in subjects)


async def test_a_hash_of_former_parameters_is_renewed_at_login(database, desk, book, people, passwords):
    async with database.transaction() as session:
        before = (await session.scalars(select(User).where(User.id == people["root"]))).one()
        before.password_hash = await Passwords(time_cost=2, memory_kib=8).hash(PASSWORD)
    await login(desk)
    async with database.reading() as session:
        after = await session.scalar(select(User.password_hash).where(User.id == people["root"]))
    assert not passwords.is_outdated(after)
    await login(desk)


async def test_ended_sessions_and_old_failures_are_swept_at_a_login(database, desk, book, people, clock):
    await login(desk, name="vic")
    await refused(desk, name="somebody")
    clock.advance(8 * 86_400)
    await login(desk)
    async with database.reading() as session:
        assert await session.scalar(select(func.count()).select_from(LoginSession)) == 1
        assert await session.scalar(select(func.count()).where(LoginFailures.failures > 0)) == 0
