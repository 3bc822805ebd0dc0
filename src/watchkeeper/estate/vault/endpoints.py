"""Credentials over HTTP; secrets are write-only."""

from fastapi import APIRouter, status

from watchkeeper.core.http.paging import Identifier, ListParameters, Page
from watchkeeper.core.http.security import CurrentPrincipal, require
from watchkeeper.core.http.transaction import Session, TransactionRoute
from watchkeeper.estate.vault.schemas import CredentialChange, CredentialCreate, CredentialView
from watchkeeper.estate.vault.service import VaultService


def build_router(service: VaultService) -> APIRouter:
    """Return the routes of the vault."""
    router = APIRouter(prefix="/credentials", tags=["credentials"], route_class=TransactionRoute)
    view, edit = [require("credentials:view")], [require("credentials:edit")]

    @router.get("", dependencies=view)
    async def list_credentials(session: Session, query: ListParameters) -> Page[CredentialView]:
        """List credentials, without their secrets."""
        found, total = await service.list_credentials(session, query)
        items = [CredentialView.of(credential) for credential in found]
        return Page[CredentialView](items=items, total=total, offset=query.offset, limit=query.limit)

    @router.post("", dependencies=edit, status_code=status.HTTP_201_CREATED)
    async def create_credential(new: CredentialCreate, session: Session, actor: CurrentPrincipal) -> CredentialView:
        """Store a credential; its secrets are encrypted and never returned."""
        return CredentialView.of(await service.create(session, new, actor))

    @router.patch("/{credential_id}", dependencies=edit)
    async def change_credential(
        credential_id: Identifier, change: CredentialChange, session: Session, actor: CurrentPrincipal
    ) -> CredentialView:
        """Change a credential; parts that are absent stay as they are."""
        return CredentialView.of(await service.change(session, credential_id, change, actor))

    @router.delete("/{credential_id}", dependencies=edit, status_code=status.HTTP_204_NO_CONTENT)
    async def delete_credential(credential_id: Identifier, session: Session, actor: CurrentPrincipal) -> None:
        """Remove a credential that nothing uses any more."""
        await service.delete(session, credential_id, actor)

    return router
