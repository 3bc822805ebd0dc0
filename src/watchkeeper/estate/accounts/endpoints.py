"""Sessions and users over HTTP."""

from fastapi import APIRouter, Request, Response, status

from watchkeeper.core.http.paging import Identifier, ListParameters, Page
from watchkeeper.core.http.security import CurrentPrincipal, authenticated, public, require
from watchkeeper.core.http.transaction import Session, TransactionRoute
from watchkeeper.estate.accounts.login import Caller, LoginDesk
from watchkeeper.estate.accounts.schemas import (
    Login,
    PasswordChange,
    SessionUser,
    SessionView,
    UserChange,
    UserCreate,
    UserView,
)
from watchkeeper.estate.accounts.service import AccountsService
from watchkeeper.estate.accounts.tokens import COOKIE, csrf_token, token_hash


def build_router(service: AccountsService, desk: LoginDesk, *, secure_cookies: bool) -> APIRouter:
    """Return the routes of accounts. ``secure_cookies`` keeps the session cookie off plain HTTP."""
    router = APIRouter()
    router.include_router(_login_router(desk, secure_cookies=secure_cookies))
    router.include_router(_session_router(service, desk, secure_cookies=secure_cookies))
    router.include_router(_user_router(service))
    return router


def _login_router(desk: LoginDesk, *, secure_cookies: bool) -> APIRouter:
    router = APIRouter(prefix="/session", tags=["session"])

    @router.post("", dependencies=[public()])
    async def login(given: Login, request: Request, response: Response) -> SessionView:
        """Log in: sets the session cookie and returns the CSRF token."""
        caller = Caller(
            address=request.client.host if request.client else "",
            user_agent=request.headers.get("User-Agent", ""),
            token=request.cookies.get(COOKIE),
        )
        opened = await desk.login(given.username, given.password.get_secret_value(), caller)
        response.set_cookie(COOKIE, opened.token, path="/", httponly=True, samesite="lax", secure=secure_cookies)
        response.headers["Cache-Control"] = "no-store"
        return SessionView(user=SessionUser.of(opened.user), csrf_token=csrf_token(opened.token))

    return router


def _session_router(service: AccountsService, desk: LoginDesk, *, secure_cookies: bool) -> APIRouter:
    router = APIRouter(prefix="/session", tags=["session"], route_class=TransactionRoute)
    logged_in = [authenticated()]

    @router.get("", dependencies=logged_in)
    async def get_session(
        request: Request, session: Session, actor: CurrentPrincipal, response: Response
    ) -> SessionView:
        """Show who is logged in."""
        response.headers["Cache-Control"] = "no-store"
        user = await service.user(session, actor.user_id)
        return SessionView(user=SessionUser.of(user), csrf_token=csrf_token(request.cookies.get(COOKIE, "")))

    @router.delete("", dependencies=logged_in, status_code=status.HTTP_204_NO_CONTENT)
    async def logout(request: Request, session: Session, response: Response) -> None:
        """Log out."""
        await desk.logout(session, request.cookies.get(COOKIE, ""))
        response.delete_cookie(COOKIE, path="/", httponly=True, samesite="lax", secure=secure_cookies)

    @router.post("/password", dependencies=logged_in, status_code=status.HTTP_204_NO_CONTENT)
    async def change_password(
        given: PasswordChange, request: Request, session: Session, actor: CurrentPrincipal
    ) -> None:
        """Change one's own password; all other sessions end."""
        await service.change_password(
            session,
            actor,
            given.current.get_secret_value(),
            given.new.get_secret_value(),
            keep_token_hash=token_hash(request.cookies.get(COOKIE, "")),
        )

    return router


def _user_router(service: AccountsService) -> APIRouter:
    router = APIRouter(prefix="/users", tags=["users"], route_class=TransactionRoute)
    view, edit = [require("accounts:view")], [require("accounts:edit")]

    @router.get("", dependencies=view)
    async def list_users(session: Session, query: ListParameters) -> Page[UserView]:
        """List people."""
        found, total = await service.list_users(session, query)
        items = [UserView.of(user) for user in found]
        return Page[UserView](items=items, total=total, offset=query.offset, limit=query.limit)

    @router.post("", dependencies=edit, status_code=status.HTTP_201_CREATED)
    async def create_user(new: UserCreate, session: Session, actor: CurrentPrincipal) -> UserView:
        """Add a person."""
        return UserView.of(await service.create_user(session, new, actor))

    @router.patch("/{user_id}", dependencies=edit)
    async def change_user(
        user_id: Identifier, change: UserChange, session: Session, actor: CurrentPrincipal
    ) -> UserView:
        """Change a person; what is absent stays."""
        return UserView.of(await service.change_user(session, user_id, change, actor))

    @router.delete("/{user_id}", dependencies=edit, status_code=status.HTTP_204_NO_CONTENT)
    async def delete_user(user_id: Identifier, session: Session, actor: CurrentPrincipal) -> None:
        """Remove a person; the last administrator stays."""
        await service.delete_user(session, user_id, actor)

    return router
