"""People of the directory: recognised by their password there, admitted here."""

from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.estate.accounts.external import repository
from watchkeeper.estate.accounts.external.identity import ExternalIdentity, RoleMapping
from watchkeeper.estate.accounts.external.service import ExternalAccounts
from watchkeeper.estate.accounts.kinds import Kind, Origin
from watchkeeper.estate.accounts.ldap.directory import Directory
from watchkeeper.estate.accounts.ldap.settings import LdapSettings
from watchkeeper.estate.accounts.models import User


class DirectoryDesk:
    """Decides whom the directory is asked about, and gives them their account.

    A name that has a local account is never asked about: the directory cannot take it over, and is not needed for it.
    """

    def __init__(self, directory: Directory, external: ExternalAccounts, settings: LdapSettings) -> None:
        self._directory = directory
        self._external = external
        self._mapping = RoleMapping(settings.roles, settings.default_role)
        self._create = settings.create_accounts

    @staticmethod
    def knows(user: User | None) -> bool:
        """Say whether a name is the directory's: nobody has it here, or somebody from there."""
        return user is None or (user.origin == Origin.LDAP and user.kind == Kind.PERSON and user.enabled)

    async def recognise(self, name: str, password: str) -> ExternalIdentity | None:
        """Return who ``name`` is when ``password`` is theirs. Raises ProviderUnavailableError."""
        return await self._directory.authenticate(name, password)

    async def admit(self, session: AsyncSession, identity: ExternalIdentity) -> User:
        """Return the account. Raises as ``ExternalAccounts.admit`` does."""
        return await self._external.admit(session, identity, self._mapping, create=self._create)

    async def is_theirs(self, session: AsyncSession, user: User, password: str) -> bool:
        """Say whether ``password`` is that of ``user`` in the directory. Raises ProviderUnavailableError."""
        identity = await self._directory.authenticate(user.name, password)
        if identity is None:
            return False
        found = await repository.identity_and_user(session, identity.provider, identity.subject)
        return found is not None and found[1].id == user.id
