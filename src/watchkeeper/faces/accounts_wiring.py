"""The part of the composition root that joins accounts: passwords, second factors, sessions, keys."""

from watchkeeper.core.crypto import KeyRing
from watchkeeper.core.database import Database
from watchkeeper.estate.accounts.cookies import LoginCookies
from watchkeeper.estate.accounts.endpoints import AccountsOffice
from watchkeeper.estate.accounts.keys.service import ApiKeys
from watchkeeper.estate.accounts.login import LoginDesk
from watchkeeper.estate.accounts.passwords import Passwords
from watchkeeper.estate.accounts.second_factor.service import SecondFactors
from watchkeeper.estate.accounts.service import AccountsService
from watchkeeper.estate.accounts.sessions import SessionBook
from watchkeeper.faces.settings import Settings
from watchkeeper.kit.clock import Clock


def build_office(settings: Settings, database: Database, keys: KeyRing, clock: Clock) -> AccountsOffice:
    """Return the services of accounts."""
    section = settings.accounts
    passwords = Passwords(
        time_cost=section.argon2_passes, memory_kib=section.argon2_memory_kib, parallel=section.argon2_at_once
    )
    book = SessionBook(section, keys, clock)
    factors = SecondFactors(keys, clock)
    return AccountsOffice(
        accounts=AccountsService(passwords, clock, section),
        desk=LoginDesk(database, book, factors, passwords, section, clock),
        book=book,
        factors=factors,
        keys=ApiKeys(section, clock),
        cookies=LoginCookies(secure=settings.server.secure_cookies, device_days=section.known_device_days),
    )
