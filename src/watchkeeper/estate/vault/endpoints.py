"""Credentials over HTTP; secrets are write-only, but for revealing."""

from typing import Protocol

from fastapi import APIRouter, Request, Response, status

from watchkeeper.core.http.paging import Identifier, ListParameters, Page
from watchkeeper.core.http.proofs import ProofGiven
from watchkeeper.core.http.security import CurrentPrincipal, Principal, require
from watchkeeper.core.http.transaction import ReadingRoute, Session, TransactionRoute, transaction_of
from watchkeeper.estate.vault.host_keys import HostKeys
from watchkeeper.estate.vault.models import Credential
from watchkeeper.estate.vault.schemas import (
    AcceptHostKey,
    BindingCreate,
    BindingView,
    CredentialChange,
    CredentialCreate,
    CredentialView,
    HostKeyView,
    KindView,
    Revealed,
    RevealOrder,
    UseView,
    all_kinds,
)
from watchkeeper.estate.vault.service import VaultService


class Reauthenticator(Protocol):
    """Has somebody prove again who they are. The accounts slice implements it."""

    async def demand(self, request: Request, principal: Principal, given: ProofGiven) -> None:
        """Return when what is ``given`` proves that it is ``principal``; raise otherwise."""
        ...


def build_router(service: VaultService, host_keys: HostKeys, reauthenticator: Reauthenticator) -> APIRouter:
    """Return the routes of the vault."""
    router = APIRouter(route_class=TransactionRoute)
    router.include_router(_credential_router(service))
    router.include_router(_reveal_router(service, reauthenticator))
    router.include_router(_mapping_router(service))
    router.include_router(_host_key_router(host_keys))
    return router


def _credential_router(service: VaultService) -> APIRouter:
    router = APIRouter(prefix="/credentials", tags=["credentials"], route_class=TransactionRoute)
    view, edit = [require("credentials:view")], [require("credentials:edit")]

    def shown(credential: Credential) -> CredentialView:
        return CredentialView.of(credential, service.now())

    @router.get("", dependencies=view)
    async def list_credentials(session: Session, query: ListParameters) -> Page[CredentialView]:
        """List credentials, without their secrets."""
        found, total = await service.list_credentials(session, query)
        items = [shown(credential) for credential in found]
        return Page[CredentialView](items=items, total=total, offset=query.offset, limit=query.limit)

    @router.get("/kinds", dependencies=view)
    async def list_kinds() -> list[KindView]:
        """List the kinds of credentials and the parts of each."""
        return all_kinds()

    @router.get("/expiring", dependencies=view)
    async def list_expiring(session: Session) -> list[CredentialView]:
        """List the credentials that have expired or will within thirty days, the next first."""
        return [shown(credential) for credential in await service.expiring(session)]

    @router.post("", dependencies=edit, status_code=status.HTTP_201_CREATED)
    async def create_credential(new: CredentialCreate, session: Session, actor: CurrentPrincipal) -> CredentialView:
        """Store a credential; its secrets are encrypted and never returned."""
        return shown(await service.create(session, new, actor))

    @router.patch("/{credential_id}", dependencies=edit)
    async def change_credential(
        credential_id: Identifier, change: CredentialChange, session: Session, actor: CurrentPrincipal
    ) -> CredentialView:
        """Change a credential; parts that are absent stay as they are."""
        return shown(await service.change(session, credential_id, change, actor))

    @router.delete("/{credential_id}", dependencies=edit, status_code=status.HTTP_204_NO_CONTENT)
    async def delete_credential(credential_id: Identifier, session: Session, actor: CurrentPrincipal) -> None:
        """Remove a credential that nothing uses any more."""
        await service.delete(session, credential_id, actor)

    @router.get("/{credential_id}/usage", dependencies=view)
    async def list_usage(credential_id: Identifier, session: Session) -> list[UseView]:
        """Show on which devices a credential worked or was refused."""
        credential = await service.credential(session, credential_id)
        uses = await service.map.uses(session, credential_id)
        return [UseView.of(use, credential.secret_version) for use in uses]

    return router


def _reveal_router(service: VaultService, reauthenticator: Reauthenticator) -> APIRouter:
    router = APIRouter(prefix="/credentials", tags=["credentials"], route_class=ReadingRoute)

    @router.post("/{credential_id}/reveal", dependencies=[require("credentials:reveal")])
    async def reveal_credential(
        credential_id: Identifier, order: RevealOrder, request: Request, actor: CurrentPrincipal, response: Response
    ) -> Revealed:
        """Show a credential's secrets to who proves again who they are and says why; it is recorded."""
        await reauthenticator.demand(request, actor, order)
        async with transaction_of(request) as session:
            secrets = await service.reveal(session, credential_id, order.reason, actor)
        response.headers["Cache-Control"] = "no-store"
        return Revealed(secrets=secrets)

    return router


def _mapping_router(service: VaultService) -> APIRouter:
    router = APIRouter(prefix="/credentials", tags=["credentials"], route_class=TransactionRoute)
    view, edit = [require("credentials:view")], [require("credentials:edit")]

    @router.get("/mappings", dependencies=view)
    async def list_mappings(session: Session) -> list[BindingView]:
        """List what credentials are given to."""
        return [BindingView.of(binding) for binding in await service.map.bindings(session)]

    @router.post("/{credential_id}/mappings", dependencies=edit, status_code=status.HTTP_201_CREATED)
    async def give_credential(
        credential_id: Identifier, new: BindingCreate, session: Session, actor: CurrentPrincipal
    ) -> BindingView:
        """Give a credential to a device, pool, site or platform, or to all."""
        binding = await service.map.give(session, credential_id, new.level, new.ref, new.position, actor)
        return BindingView.of(binding)

    @router.delete("/mappings/{mapping_id}", dependencies=edit, status_code=status.HTTP_204_NO_CONTENT)
    async def take_credential(mapping_id: Identifier, session: Session, actor: CurrentPrincipal) -> None:
        """Take a credential from what it was given to."""
        await service.map.take(session, mapping_id, actor)

    return router


def _host_key_router(host_keys: HostKeys) -> APIRouter:
    router = APIRouter(prefix="/host-keys", tags=["credentials"], route_class=TransactionRoute)

    @router.get("", dependencies=[require("credentials:view")])
    async def list_host_keys(session: Session) -> list[HostKeyView]:
        """List the pinned keys of SSH servers, those that changed first."""
        return [HostKeyView.of(row) for row in await host_keys.known(session)]

    @router.post("/{key_id}/accept", dependencies=[require("credentials:edit")])
    async def accept_host_key(
        key_id: Identifier, order: AcceptHostKey, session: Session, actor: CurrentPrincipal
    ) -> HostKeyView:
        """Pin the key that a server offers now in place of the old one."""
        return HostKeyView.of(await host_keys.accept(session, key_id, actor, order.reason))

    return router
