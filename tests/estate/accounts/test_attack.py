"""Guesses at the pace of ten thousand an hour are throttled, while the rightful user still gets in."""

import itertools

import pytest

from watchkeeper.estate.accounts.errors import TooManyLoginsError, WrongLoginError
from watchkeeper.estate.accounts.origins import Caller

PASSWORD = "four unrelated plain words"
pytestmark = pytest.mark.timeout(600)
GUESSES = 2_000
GUESS_EVERY_S = 0.36  # ten thousand in an hour, as benchmarks/login_attack.py has them all
HOME = "203.0.113.5"


@pytest.fixture
def database(sqlite_database):
    """One database is enough here: the brakes' rows are tested on both elsewhere."""
    return sqlite_database


@pytest.fixture
def checked(passwords, monkeypatch):
    """The passwords that were compared: only those guesses could have succeeded."""
    compared = []
    verify = passwords.verify

    async def noting(encoded, given):
        compared.append(given)
        return await verify(encoded, given) if given == PASSWORD else False

    monkeypatch.setattr(passwords, "verify", noting)
    return compared


async def attack(desk, clock, addresses, meanwhile, guesses=1_000):
    """Guess at a steady pace from ``addresses`` in turn; the rightful user comes ten times ``meanwhile``."""
    sources = itertools.cycle(addresses)
    for number in range(guesses):
        clock.advance(GUESS_EVERY_S)
        with pytest.raises((WrongLoginError, TooManyLoginsError)):
            await desk.login("vic", f"guess {number}", Caller(address=next(sources)))
        if number % (guesses // 10) == guesses // 10 - 1:
            await meanwhile()


async def test_from_two_hundred_addresses_few_guesses_count_and_the_known_device_passes(desk, people, clock, checked):
    first = await desk.login("vic", PASSWORD, Caller(address=HOME))
    logins = []

    async def comes_from_a_new_place():
        caller = Caller(address=f"192.0.2.{len(logins)}", device=first.device_token)
        logins.append(await desk.login("vic", PASSWORD, caller))

    await attack(desk, clock, [f"198.51.100.{n}" for n in range(200)], comes_from_a_new_place, GUESSES)
    assert len(logins) == 10
    assert len([given for given in checked if given != PASSWORD]) < 60


async def test_without_the_cookie_the_familiar_network_passes_as_well(desk, people, clock, checked):
    await desk.login("vic", PASSWORD, Caller(address=HOME))
    logins = []

    async def comes_from_home():
        logins.append(await desk.login("vic", PASSWORD, Caller(address=HOME)))

    await attack(desk, clock, [f"198.51.100.{n}" for n in range(200)], comes_from_home)
    assert len(logins) == 10


async def test_from_the_users_own_network_the_known_device_still_passes(desk, people, clock, checked):
    first = await desk.login("vic", PASSWORD, Caller(address=HOME))
    logins = []

    async def comes_with_the_cookie():
        logins.append(await desk.login("vic", PASSWORD, Caller(address=HOME, device=first.device_token)))

    await attack(desk, clock, [HOME], comes_with_the_cookie)
    assert len(logins) == 10
    assert len([given for given in checked if given != PASSWORD]) < 60


async def test_a_known_device_has_no_free_guesses_of_its_own(desk, people, clock):
    first = await desk.login("vic", PASSWORD, Caller(address=HOME))
    thief = Caller(address="198.51.100.1", device=first.device_token)
    for _ in range(5):
        with pytest.raises(WrongLoginError):
            await desk.login("vic", "wrong", thief)
    with pytest.raises(TooManyLoginsError):
        await desk.login("vic", "wrong", thief)


async def test_the_device_of_one_account_is_unknown_to_another(desk, people, clock):
    vic = await desk.login("vic", PASSWORD, Caller(address=HOME))
    for number in range(20):
        with pytest.raises(WrongLoginError):
            await desk.login("root", "wrong", Caller(address=f"198.51.100.{number}"))
    with pytest.raises(TooManyLoginsError):
        await desk.login("root", PASSWORD, Caller(address="192.0.2.77", device=vic.device_token))
