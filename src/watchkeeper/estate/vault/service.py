"""Credentials: kept sealed, handed out in the clear only to what talks to devices."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from uuid import uuid4

from pydantic import SecretStr
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.core.audit import Target, record, snapshot
from watchkeeper.core.crypto import KeyRing
from watchkeeper.core.errors import ConfigurationError
from watchkeeper.core.http.paging import ListQuery, paginate
from watchkeeper.core.http.security import Principal
from watchkeeper.core.telemetry import get_logger
from watchkeeper.estate.drivers.protocol import SnmpCredential
from watchkeeper.estate.vault import repository
from watchkeeper.estate.vault.errors import (
    CredentialInUseError,
    CredentialNameTakenError,
    CredentialNotFoundError,
)
from watchkeeper.estate.vault.models import Credential
from watchkeeper.estate.vault.schemas import CredentialChange, CredentialCreate
from watchkeeper.estate.vault.secrets import VERSIONS, CredentialKind, CredentialParts, parse_secret_bytes
from watchkeeper.kit.clock import Clock, utc_now

log = get_logger(__name__)

SORTABLE = {"name": Credential.name, "kind": Credential.kind, "created_at": Credential.created_at}


@dataclass(frozen=True, slots=True)
class CredentialSubject:
    """A device that needs a credential, and those assigned to it and to its site."""

    device_id: int
    device_credential_id: int | None = None
    site_credential_id: int | None = None

    def choose(self, default_id: int | None) -> int | None:
        """Return the one credential to use: the device's, else its site's, else the default. Never a second try."""
        for candidate in (self.device_credential_id, self.site_credential_id, default_id):
            if candidate is not None:
                return candidate
        return None


async def secrets_exist(session: AsyncSession) -> bool:
    """Say whether sealed secrets are stored; then a missing master key must not be replaced by a new one."""
    return await repository.any_stored(session)


class VaultService:
    """The vault's verbs. ``keys`` seal and open; nothing here returns a secret except to drivers."""

    def __init__(self, keys: KeyRing, clock: Clock = utc_now) -> None:
        self._keys = keys
        self._clock = clock

    async def list_credentials(self, session: AsyncSession, query: ListQuery) -> tuple[Sequence[Credential], int]:
        """Return one page of credentials and how many there are."""
        return await paginate(session, repository.all_credentials(query.q), query, SORTABLE, "name")

    async def names(self, session: AsyncSession) -> dict[str, int]:
        """Return every credential's id by its name."""
        return await repository.names(session)

    async def create(self, session: AsyncSession, new: CredentialCreate, actor: Principal) -> Credential:
        """Store a new credential.

        Raises InvalidCredentialError when its parts do not fit its kind, CredentialNameTakenError for a used name.
        """
        parts = CredentialParts(
            kind=new.kind,
            community=_reveal(new.community),
            user=new.user,
            auth=new.auth,
            auth_secret=_reveal(new.auth_secret),
            priv=new.priv,
            priv_secret=_reveal(new.priv_secret),
            context=new.context,
        )
        parts.check()
        await self._refuse_taken(session, new.name, but=None)
        now = self._clock()
        credential = Credential(
            uid=uuid4().hex,
            name=new.name,
            kind=new.kind,
            secret_version=0,
            is_default=new.is_default,
            created_at=now,
            updated_at=now,
        )
        self._store(credential, parts)
        if new.is_default:
            await repository.clear_default(session)
        session.add(credential)
        await session.flush()
        target = Target("credential", credential.id, credential.name)
        record(session, "credential.create", target, actor=actor, after=_told(credential))
        log.info("credential created", credential=new.name, kind=str(new.kind), by=actor.name)
        return credential

    async def change(
        self, session: AsyncSession, credential_id: int, change: CredentialChange, actor: Principal
    ) -> Credential:
        """Change what ``change`` names; a new secret replaces the old one under a new version.

        Raises CredentialNotFoundError, InvalidCredentialError and CredentialNameTakenError.
        """
        credential = await self._get(session, credential_id)
        told = _told(credential)
        if change.name is not None and change.name != credential.name:
            await self._refuse_taken(session, change.name, but=credential_id)
            credential.name = change.name
        before = self._parts(credential)
        parts = _changed(before, change)
        if parts != before:
            parts.check()
            self._store(credential, parts)
        if change.is_default is not None and change.is_default != credential.is_default:
            await repository.clear_default(session)
            credential.is_default = change.is_default
        credential.updated_at = self._clock()
        await session.flush()
        target = Target("credential", credential.id, credential.name)
        record(session, "credential.change", target, actor=actor, before=told, after=_told(credential))
        log.info("credential changed", credential=credential.name, by=actor.name)
        return credential

    async def delete(self, session: AsyncSession, credential_id: int, actor: Principal) -> None:
        """Remove a credential. Raises CredentialInUseError while a device or site names it."""
        credential = await self._get(session, credential_id)
        try:
            async with session.begin_nested():
                await session.delete(credential)
        except IntegrityError as error:
            raise CredentialInUseError(
                f"Credential {credential.name!r} is still used by devices, sites or discoveries.",
                hint="Give them another credential first.",
            ) from error
        target = Target("credential", credential_id, credential.name)
        record(session, "credential.delete", target, actor=actor, before=_told(credential))
        log.info("credential deleted", credential=credential.name, by=actor.name)

    async def credential_for(
        self, session: AsyncSession, devices: Iterable[CredentialSubject]
    ) -> dict[int, SnmpCredential]:
        """Return the credential to use for each device, in one query; devices without one are absent.

        A secret that does not open leaves its devices out and is logged: one damaged row does not stop the rest.
        """
        subjects = list(devices)
        ids = {
            candidate
            for subject in subjects
            for candidate in (subject.device_credential_id, subject.site_credential_id)
            if candidate is not None
        }
        stored = await repository.usable(session, ids)
        default_id = next((credential.id for credential in stored if credential.is_default), None)
        opened = self._open_all(stored)
        chosen = ((subject.device_id, subject.choose(default_id)) for subject in subjects)
        return {
            device_id: opened[credential_id]
            for device_id, credential_id in chosen
            if credential_id is not None and credential_id in opened
        }

    async def credentials_by_id(self, session: AsyncSession, ids: Sequence[int]) -> dict[int, SnmpCredential]:
        """Return the credentials with ``ids``.

        Raises CredentialNotFoundError naming those that do not exist.
        """
        stored = [credential for credential in await repository.usable(session, set(ids)) if credential.id in ids]
        missing = sorted(set(ids) - {credential.id for credential in stored})
        if missing:
            raise CredentialNotFoundError(f"There is no credential {', '.join(map(str, missing))}.")
        return self._open_all(stored)

    async def check_key(self, session: AsyncSession) -> None:
        """Open every secret. Raises ConfigurationError when the master key is not the one that sealed them."""
        for credential in await repository.every(session):
            self._keys.open(credential.secret, credential.place())

    async def rewrap(self, session: AsyncSession) -> int:
        """Wrap every secret under the current master key and return how many; retired keys may go afterwards."""
        stored = await repository.every(session)
        for credential in stored:
            credential.secret = self._keys.rewrap(credential.secret, credential.place())
        await session.flush()
        return len(stored)

    def _open_all(self, stored: Iterable[Credential]) -> dict[int, SnmpCredential]:
        opened = {}
        for credential in stored:
            try:
                opened[credential.id] = _for_driver(self._parts(credential))
            except ConfigurationError as error:
                log.warning("credential does not open", credential=credential.name, problem=error.message)
        return opened

    def _parts(self, credential: Credential) -> CredentialParts:
        secret = parse_secret_bytes(self._keys.open(credential.secret, credential.place()))
        return CredentialParts(
            kind=CredentialKind(credential.kind),
            community=secret.get("community", ""),
            user=credential.user,
            auth=credential.auth,
            auth_secret=secret.get("auth_secret", ""),
            priv=credential.priv,
            priv_secret=secret.get("priv_secret", ""),
            context=credential.context,
        )

    def _store(self, credential: Credential, parts: CredentialParts) -> None:
        credential.user, credential.auth, credential.priv = parts.user, parts.auth, parts.priv
        credential.context = parts.context
        credential.secret_version += 1
        credential.secret = self._keys.seal(parts.secret_bytes(), credential.place())

    async def _get(self, session: AsyncSession, credential_id: int) -> Credential:
        credential = await repository.by_id(session, credential_id)
        if credential is None:
            raise CredentialNotFoundError(f"There is no credential {credential_id}.")
        return credential

    async def _refuse_taken(self, session: AsyncSession, name: str, *, but: int | None) -> None:
        if await repository.name_taken(session, name, but):
            raise CredentialNameTakenError(
                f"There is a credential named {name!r} already.", hint="Choose another name."
            )


def _told(credential: Credential) -> dict[str, object]:
    """Return what the audit log tells of a credential: that its secret changed shows in the version."""
    told = snapshot(credential, but=("id", "uid", "created_at", "updated_at", "secret_version"))
    return {**told, "version": credential.secret_version}


def _reveal(secret: object) -> str:
    return secret.get_secret_value() if isinstance(secret, SecretStr) else ""


def _changed(parts: CredentialParts, change: CredentialChange) -> CredentialParts:
    given = change.model_fields_set
    if "user" in given:
        parts = replace(parts, user=change.user or "")
    if "context" in given:
        parts = replace(parts, context=change.context or "")
    if "community" in given:
        parts = replace(parts, community=_reveal(change.community))
    if "auth_secret" in given:
        parts = replace(parts, auth_secret=_reveal(change.auth_secret))
    if "priv_secret" in given:
        parts = replace(parts, priv_secret=_reveal(change.priv_secret))
    if "auth" in given:
        parts = replace(parts, auth=change.auth, auth_secret=parts.auth_secret if change.auth else "")
    if "priv" in given:
        parts = replace(parts, priv=change.priv, priv_secret=parts.priv_secret if change.priv else "")
    return parts


def _for_driver(parts: CredentialParts) -> SnmpCredential:
    return SnmpCredential(
        version=VERSIONS[parts.kind],
        community=parts.community,
        user=parts.user,
        auth=parts.auth,
        auth_secret=parts.auth_secret,
        priv=parts.priv,
        priv_secret=parts.priv_secret,
        context=parts.context,
    )
