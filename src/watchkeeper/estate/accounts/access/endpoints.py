"""Roles and scopes over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Path, status

from watchkeeper.core.http.paging import Identifier
from watchkeeper.core.http.security import CurrentPrincipal, require
from watchkeeper.core.http.transaction import Session, TransactionRoute
from watchkeeper.estate.accounts.access.schemas import AccountScope, RoleChange, RoleCreate, RolesView, RoleView
from watchkeeper.estate.accounts.access.service import AccessService

RoleNamePath = Annotated[str, Path(max_length=64, description="Name of the role.", examples=["night-watch"])]


def build_router(service: AccessService) -> APIRouter:
    """Return the routes of roles and scopes."""
    router = APIRouter(tags=["roles"], route_class=TransactionRoute)
    view, edit = [require("accounts:view")], [require("accounts:edit")]

    @router.get("/roles", dependencies=view)
    async def list_roles(session: Session) -> RolesView:
        """List every role with its permissions, and what each permission means."""
        return await service.roles(session)

    @router.post("/roles", dependencies=edit, status_code=status.HTTP_201_CREATED)
    async def create_role(new: RoleCreate, session: Session, actor: CurrentPrincipal) -> RoleView:
        """Add a role; nobody can hand out what they do not have."""
        return await service.create_role(session, new, actor)

    @router.patch("/roles/{role_name}", dependencies=edit)
    async def change_role(
        role_name: RoleNamePath, change: RoleChange, session: Session, actor: CurrentPrincipal
    ) -> RoleView:
        """Change a role; what is absent stays, and everybody who has the role is concerned at once."""
        return await service.change_role(session, role_name, change, actor)

    @router.delete("/roles/{role_name}", dependencies=edit, status_code=status.HTTP_204_NO_CONTENT)
    async def delete_role(role_name: RoleNamePath, session: Session, actor: CurrentPrincipal) -> None:
        """Remove a role that no account has."""
        await service.delete_role(session, role_name, actor)

    @router.get("/users/{user_id}/scope", dependencies=view)
    async def get_scope(user_id: Identifier, session: Session) -> AccountScope:
        """Show how far an account sees."""
        return AccountScope.of(await service.scope(session, user_id))

    @router.put("/users/{user_id}/scope", dependencies=edit)
    async def set_scope(
        user_id: Identifier, given: AccountScope, session: Session, actor: CurrentPrincipal
    ) -> AccountScope:
        """Say how far an account sees: everything, or the devices of some sites and pools."""
        return AccountScope.of(await service.set_scope(session, user_id, given.scope(), actor))

    return router
