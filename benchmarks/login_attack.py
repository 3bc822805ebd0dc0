"""How many of 10,000 guesses at one account are compared at all: ``python benchmarks/login_attack.py [GUESSES]``.

The guesses come within an hour (of a clock that is moved) from 200 addresses; the rightful user comes ten times
meanwhile, each time from a new address with a browser that is known. The peer is what a server does whose brake counts
addresses only: five wrong tries, then ten minutes of nothing (fail2ban's defaults).
"""

import asyncio
import itertools
import sys
import tempfile
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from pathlib import Path

from watchkeeper.core.crypto import KeyRing
from watchkeeper.core.database import Database
from watchkeeper.core.http.security import Principal
from watchkeeper.core.migrate import upgrade
from watchkeeper.estate.accounts.errors import TooManyLoginsError, WrongLoginError
from watchkeeper.estate.accounts.login import LoginDesk
from watchkeeper.estate.accounts.origins import Caller
from watchkeeper.estate.accounts.passwords import Passwords
from watchkeeper.estate.accounts.permissions import Role, permissions_of
from watchkeeper.estate.accounts.schemas import UserCreate
from watchkeeper.estate.accounts.second_factor.service import SecondFactors
from watchkeeper.estate.accounts.service import AccountsService
from watchkeeper.estate.accounts.sessions import SessionBook

PASSWORD = "four unrelated plain words"  # noqa: S105  # of an account that lives for this run
ADDRESSES = [f"198.51.100.{number}" for number in range(200)]
EVERY = timedelta(hours=1)
PEER_TRIES, PEER_BAN_S = 5, 600


class Moved:
    """A clock that stands until it is moved."""

    now = datetime(2026, 1, 5, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        """Return the moment it stands at."""
        return self.now


async def ours(database: Database, guesses: int) -> tuple[int, int, int]:
    """Return how many guesses were compared, and how often the user came and got in."""
    clock, passwords, keys = Moved(), Passwords(time_cost=1, memory_kib=8), KeyRing(bytes(range(32)))
    root = Principal(0, "root", Role.ADMIN, permissions_of(Role.ADMIN))
    desk = LoginDesk(database, SessionBook(None, keys, clock), SecondFactors(keys, clock), passwords, None, clock)
    async with database.transaction() as session:
        new = UserCreate(name="vic", role="viewer", password=PASSWORD, must_change_password=False)
        await AccountsService(passwords, clock).create_user(session, new, root)
    known = (await desk.login("vic", PASSWORD, Caller(address="203.0.113.5"))).device_token
    compared = came = entered = 0
    sources = itertools.cycle(ADDRESSES)
    for number in range(guesses):
        clock.now += EVERY / guesses
        try:
            await desk.login("vic", f"guess {number}", Caller(address=next(sources)))
        except WrongLoginError:
            compared += 1
        except TooManyLoginsError:
            pass
        if number % (guesses // 10) == guesses // 10 - 1:
            came += 1
            opened = await desk.login("vic", PASSWORD, Caller(address=f"192.0.2.{came}", device=known))
            entered += opened.user.name == "vic"
    return compared, came, entered


def peer(guesses: int) -> int:
    """Return how many guesses a brake on addresses alone lets through."""
    failures: dict[str, int] = defaultdict(int)
    until: dict[str, float] = defaultdict(float)
    compared = 0
    for number, source in zip(range(guesses), itertools.cycle(ADDRESSES), strict=False):
        at = number * EVERY.total_seconds() / guesses
        if at < until[source]:
            continue
        compared += 1
        failures[source] += 1
        if failures[source] % PEER_TRIES == 0:
            until[source] = at + PEER_BAN_S
    return compared


async def main() -> None:
    """Print both figures."""
    guesses = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as directory:
        url = f"sqlite+aiosqlite:///{Path(directory) / 'attack.db'}"
        database = Database(url)
        await upgrade(database)
        compared, came, entered = await ours(database, guesses)
        await database.dispose()
    print(f"ours: {compared} of {guesses} guesses were compared; the rightful user got in {entered} of {came} times")
    print(f"a brake on addresses alone (peer): {peer(guesses)} of {guesses}")


if __name__ == "__main__":
    asyncio.run(main())
