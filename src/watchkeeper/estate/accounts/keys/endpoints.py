"""API keys over HTTP: one's own, and those of service accounts."""

from fastapi import APIRouter, status

from watchkeeper.core.http.paging import Identifier
from watchkeeper.core.http.security import CurrentPrincipal, authenticated, require
from watchkeeper.core.http.transaction import Session, TransactionRoute
from watchkeeper.estate.accounts.authenticator import CurrentSession
from watchkeeper.estate.accounts.errors import AccountKindError
from watchkeeper.estate.accounts.keys.schemas import KeyCreate, KeyCreated, KeyView
from watchkeeper.estate.accounts.keys.service import ApiKeys, MadeKey
from watchkeeper.estate.accounts.kinds import Kind
from watchkeeper.estate.accounts.service import AccountsService


def build_router(accounts: AccountsService, keys: ApiKeys) -> APIRouter:
    """Return the routes of keys."""
    router = APIRouter()
    router.include_router(_own_router(keys))
    router.include_router(_account_router(accounts, keys))
    return router


def _created(made: MadeKey) -> KeyCreated:
    return KeyCreated(**KeyView.of(made.row).model_dump(), key=made.text)


def _own_router(keys: ApiKeys) -> APIRouter:
    router = APIRouter(prefix="/api-keys", tags=["api keys"], route_class=TransactionRoute)
    logged_in = [authenticated()]

    @router.get("", dependencies=logged_in)
    async def list_own_keys(session: Session, living: CurrentSession) -> list[KeyView]:
        """List one's own keys."""
        return [KeyView.of(row) for row in await keys.list_of(session, living.user.id)]

    @router.post("", dependencies=logged_in, status_code=status.HTTP_201_CREATED)
    async def create_own_key(
        new: KeyCreate, session: Session, living: CurrentSession, actor: CurrentPrincipal
    ) -> KeyCreated:
        """Make a key for oneself; its text is shown this once."""
        return _created(await keys.create(session, living.user, new, actor))

    @router.delete("/{key_id}", dependencies=logged_in, status_code=status.HTTP_204_NO_CONTENT)
    async def revoke_own_key(
        key_id: Identifier, session: Session, living: CurrentSession, actor: CurrentPrincipal
    ) -> None:
        """Revoke one of one's own keys."""
        await keys.revoke(session, living.user, key_id, actor)

    return router


def _account_router(accounts: AccountsService, keys: ApiKeys) -> APIRouter:
    router = APIRouter(prefix="/users/{user_id}/api-keys", tags=["api keys"], route_class=TransactionRoute)
    view, edit = [require("accounts:view")], [require("accounts:edit")]

    @router.get("", dependencies=view)
    async def list_account_keys(user_id: Identifier, session: Session) -> list[KeyView]:
        """List an account's keys."""
        owner = await accounts.user(session, user_id)
        return [KeyView.of(row) for row in await keys.list_of(session, owner.id)]

    @router.post("", dependencies=edit, status_code=status.HTTP_201_CREATED)
    async def create_account_key(
        user_id: Identifier, new: KeyCreate, session: Session, actor: CurrentPrincipal, _by: CurrentSession
    ) -> KeyCreated:
        """Make a key for a service account; people make their own."""
        owner = await accounts.user(session, user_id)
        if owner.kind != Kind.SERVICE:
            raise AccountKindError(f"{owner.name} is a person.", hint="People make their own keys when logged in.")
        return _created(await keys.create(session, owner, new, actor))

    @router.delete("/{key_id}", dependencies=edit, status_code=status.HTTP_204_NO_CONTENT)
    async def revoke_account_key(
        user_id: Identifier, key_id: Identifier, session: Session, actor: CurrentPrincipal
    ) -> None:
        """Revoke an account's key."""
        await keys.revoke(session, await accounts.user(session, user_id), key_id, actor)

    return router
