"""The part of the composition root that joins accounts: passwords, second factors, keys, and who else may vouch."""

from watchkeeper.core.crypto import KeyRing
from watchkeeper.core.database import Database
from watchkeeper.estate.accounts.cookies import LoginCookies
from watchkeeper.estate.accounts.endpoints import AccountsOffice
from watchkeeper.estate.accounts.external.service import ExternalAccounts
from watchkeeper.estate.accounts.keys.service import ApiKeys
from watchkeeper.estate.accounts.ldap.desk import DirectoryDesk
from watchkeeper.estate.accounts.ldap.directory import Directory
from watchkeeper.estate.accounts.login import LoginDesk
from watchkeeper.estate.accounts.oidc.service import OidcDesk
from watchkeeper.estate.accounts.passwords import Passwords
from watchkeeper.estate.accounts.proxy import ProxyIdentities
from watchkeeper.estate.accounts.proxy_login import ProxyDesk
from watchkeeper.estate.accounts.second_factor.service import SecondFactors
from watchkeeper.estate.accounts.security_keys.ceremonies import RelyingParty
from watchkeeper.estate.accounts.security_keys.service import SecurityKeys
from watchkeeper.estate.accounts.service import AccountsService
from watchkeeper.estate.accounts.sessions import SessionBook
from watchkeeper.faces.settings import Settings
from watchkeeper.kit.clock import Clock


def build_office(settings: Settings, database: Database, keys: KeyRing, clock: Clock) -> AccountsOffice:
    """Return the services of accounts. Raises ConfigurationError for a login that is switched on and not set up."""
    section = settings.accounts
    passwords = Passwords(
        time_cost=section.argon2_passes, memory_kib=section.argon2_memory_kib, parallel=section.argon2_at_once
    )
    book = SessionBook(section, keys, clock)
    named = settings.security_keys
    party = RelyingParty.of(named.origins, named.rp_id) or RelyingParty.among(settings.server.origins, named.rp_id)
    factors = SecondFactors(keys, clock, SecurityKeys(party, named.challenge_s, clock))
    external = ExternalAccounts(clock)
    directory = DirectoryDesk(Directory(settings.ldap), external, settings.ldap) if settings.ldap.enabled else None
    proxy = ProxyIdentities(settings.proxy_login)
    return AccountsOffice(
        accounts=AccountsService(passwords, clock, section),
        desk=LoginDesk(database, book, factors, passwords, section, clock, directory),
        book=book,
        factors=factors,
        keys=ApiKeys(section, clock),
        cookies=LoginCookies(secure=settings.server.secure_cookies, device_days=section.known_device_days),
        oidc=OidcDesk(database, book, external, settings.oidc, clock) if settings.oidc.enabled else None,
        proxy=ProxyDesk(database, book, external, proxy) if settings.proxy_login.enabled else None,
        local_login=section.local_login,
    )
