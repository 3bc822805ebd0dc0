"""Credentials: kept sealed, handed out in the clear only to what talks to devices."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
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
from watchkeeper.estate.vault import kinds, repository
from watchkeeper.estate.vault.errors import (
    CredentialInUseError,
    CredentialNameTakenError,
    CredentialNotFoundError,
    InvalidCredentialError,
)
from watchkeeper.estate.vault.expiry import COMING
from watchkeeper.estate.vault.mapping import CredentialMap, Explained
from watchkeeper.estate.vault.models import Credential
from watchkeeper.estate.vault.resolving import Subject
from watchkeeper.estate.vault.schemas import CredentialChange, CredentialCreate
from watchkeeper.estate.vault.secrets import (
    SECRETS,
    VERSIONS,
    CredentialKind,
    CredentialParts,
    parse_extra,
    parse_secret_bytes,
)
from watchkeeper.kit.clock import Clock, utc_now

log = get_logger(__name__)

SORTABLE = {"name": Credential.name, "kind": Credential.kind, "created_at": Credential.created_at}


@dataclass(frozen=True, slots=True)
class ChosenCredential:
    """The credential whose turn it is on a device, in the clear, as an SNMP driver takes it."""

    credential_id: int
    credential: SnmpCredential


class VaultService:
    """The vault's verbs. ``keys`` seal and open; nothing here returns a secret except to drivers."""

    def __init__(self, keys: KeyRing, clock: Clock = utc_now) -> None:
        self._keys = keys
        self._clock = clock
        self.map = CredentialMap(clock)

    def now(self) -> datetime:
        """Return the moment by which expiry is judged."""
        return self._clock()

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
            user=new.user,
            auth=new.auth,
            priv=new.priv,
            context=new.context,
            attributes=new.attributes,
            extra={name: secret.get_secret_value() for name, secret in new.extra.items()},
            **{name: _reveal(getattr(new, name)) for name in SECRETS},
        )
        parts.check()
        if new.is_default:
            _refuse_default(new.kind)
        await self._refuse_taken(session, new.name, but=None)
        now = self._clock()
        credential = Credential(
            uid=uuid4().hex,
            name=new.name,
            kind=new.kind,
            secret_version=0,
            is_default=new.is_default,
            expires_at=new.expires_at,
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
            _refuse_default(credential.kind)
            await repository.clear_default(session)
            credential.is_default = change.is_default
        if "expires_at" in change.model_fields_set:
            credential.expires_at = change.expires_at
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

    async def credential_for(self, session: AsyncSession, devices: Iterable[Subject]) -> dict[int, ChosenCredential]:
        """Return the SNMP credential whose turn it is on each device, in four queries; devices without one are absent.

        A secret that does not open leaves its devices out and is logged: one damaged row does not stop the rest.
        """
        chosen = await self.chosen_for(session, devices, kinds.Protocol.SNMP)
        opened = self._open_all(await repository.by_ids(session, set(chosen.values())))
        return {
            device_id: ChosenCredential(credential_id, opened[credential_id])
            for device_id, credential_id in chosen.items()
            if credential_id in opened
        }

    async def chosen_for(
        self, session: AsyncSession, devices: Iterable[Subject], protocol: kinds.Protocol
    ) -> dict[int, int]:
        """Return the number of the credential whose turn it is on each device; devices without one are absent."""
        return await self.map.choose(session, list(devices), await repository.rows(session), protocol)

    async def parts_of(self, session: AsyncSession, credential_id: int) -> CredentialParts:
        """Return a credential in the clear, for what talks to devices.

        Raises CredentialNotFoundError, and ConfigurationError when it does not open.
        """
        return self._parts(await self._get(session, credential_id))

    async def explain(self, session: AsyncSession, subject: Subject, protocol: kinds.Protocol) -> list[Explained]:
        """Return every credential that a device may be opened with, in order, and which is used now."""
        return await self.map.explain(session, subject, await repository.rows(session), protocol)

    async def credential(self, session: AsyncSession, credential_id: int) -> Credential:
        """Return one credential. Raises CredentialNotFoundError."""
        return await self._get(session, credential_id)

    async def expiring(self, session: AsyncSession) -> Sequence[Credential]:
        """Return the credentials that have expired or will within thirty days, the next first."""
        return await repository.expiring(session, self._clock() + COMING)

    async def reveal(self, session: AsyncSession, credential_id: int, reason: str, actor: Principal) -> dict[str, str]:
        """Return a credential's secrets in the clear to who has proved who they are, and record that, and why.

        Raises CredentialNotFoundError.
        """
        credential = await self._get(session, credential_id)
        target = Target("credential", credential.id, credential.name)
        record(session, "credential.reveal", target, actor=actor, reason=reason)
        log.info("credential revealed", credential=credential.name, by=actor.name)
        return self._parts(credential).secrets()

    async def renew_data_keys(self, session: AsyncSession, before: datetime, limit: int) -> int:
        """Encrypt up to ``limit`` secrets anew, under fresh data keys, that were sealed before ``before``."""
        stale = await repository.sealed_before(session, before, limit)
        for credential in stale:
            parts = self._parts(credential)
            credential.secret = self._keys.seal(parts.secret_bytes(), credential.place())
            credential.sealed_at = self._clock()
        await session.flush()
        return len(stale)

    async def credentials_by_id(self, session: AsyncSession, ids: Sequence[int]) -> dict[int, SnmpCredential]:
        """Return the credentials with ``ids``.

        Raises CredentialNotFoundError naming those that do not exist.
        """
        stored = [credential for credential in await repository.usable(session, set(ids)) if credential.id in ids]
        missing = sorted(set(ids) - {credential.id for credential in stored})
        if missing:
            raise CredentialNotFoundError(f"There is no credential {', '.join(map(str, missing))}.")
        return self._open_all(stored)

    def _open_all(self, stored: Iterable[Credential]) -> dict[int, SnmpCredential]:
        opened = {}
        for credential in stored:
            if credential.kind not in VERSIONS:
                continue
            try:
                opened[credential.id] = _for_driver(self._parts(credential))
            except ConfigurationError as error:
                log.warning("credential does not open", credential=credential.name, problem=error.message)
        return opened

    def _parts(self, credential: Credential) -> CredentialParts:
        opened = self._keys.open(credential.secret, credential.place())
        return CredentialParts(
            kind=CredentialKind(credential.kind),
            user=credential.user,
            auth=credential.auth,
            priv=credential.priv,
            context=credential.context,
            attributes=credential.attributes,
            extra=parse_extra(opened),
            **parse_secret_bytes(opened),
        )

    def _store(self, credential: Credential, parts: CredentialParts) -> None:
        credential.user, credential.auth, credential.priv = parts.user, parts.auth, parts.priv
        credential.context, credential.attributes = parts.context, dict(parts.attributes)
        credential.sealed_at = self._clock()
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


def _refuse_default(kind: str) -> None:
    """Only SNMP has the one default that a flag names; others are given to all by a mapping, which has an order."""
    if kind not in VERSIONS:
        raise InvalidCredentialError(
            f"A credential of kind {kind} cannot be the default.", hint="Give it to level `default` instead."
        )


def _told(credential: Credential) -> dict[str, object]:
    """Return what the audit log tells of a credential: that its secret changed shows in the version."""
    told = snapshot(credential, but=("id", "uid", "created_at", "updated_at", "sealed_at", "secret_version"))
    return {**told, "version": credential.secret_version}


def _reveal(secret: object) -> str:
    return secret.get_secret_value() if isinstance(secret, SecretStr) else ""


def _changed(parts: CredentialParts, change: CredentialChange) -> CredentialParts:
    given = change.model_fields_set
    if "user" in given:
        parts = replace(parts, user=change.user or "")
    if "context" in given:
        parts = replace(parts, context=change.context or "")
    if change.attributes is not None:
        parts = replace(parts, attributes=change.attributes)
    if change.extra is not None:
        parts = replace(parts, extra={name: secret.get_secret_value() for name, secret in change.extra.items()})
    fresh: dict[str, Any] = {name: _reveal(getattr(change, name)) for name in SECRETS if name in given}
    parts = replace(parts, **fresh)
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
