"""Who asks and whether they may: every route says the permission it needs."""

from dataclasses import dataclass
from typing import Annotated, Final, Protocol

from fastapi import Depends, Query, Request, params
from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.core.database import Base
from watchkeeper.core.errors import ForbiddenError
from watchkeeper.core.http.origin import Actor, ActorKind, set_actor
from watchkeeper.core.http.paging import MAX_ID
from watchkeeper.core.http.transaction import Session
from watchkeeper.core.scope import NOTHING, Scope, ScopeResolver, bind

PUBLIC: Final = "public"
AUTHENTICATED: Final = "authenticated"


@dataclass(frozen=True, slots=True)
class Principal:
    """A person who is logged in, with what the role allows and how far they see.

    ``permissions`` of somebody whose ``scope`` is limited has no platform-wide ones: accounts takes them out.
    """

    user_id: int
    name: str
    role: str
    permissions: frozenset[str]
    scope: Scope = NOTHING
    key: str = ""
    """Public prefix of the API key that asks; empty for a person who is logged in."""

    def may(self, permission: str) -> bool:
        """Tell whether ``permission`` (``area:verb``) is granted."""
        return permission in self.permissions

    def demand(self, permission: str) -> None:
        """Raise ForbiddenError unless ``permission`` is granted."""
        if not self.may(permission):
            raise ForbiddenError(
                f"{self.name} may not do this: it needs {permission}.",
                hint="Ask an administrator for a role that has it.",
                details={"permission": permission},
            )


class Authenticator(Protocol):
    """Finds out who asks. The accounts slice implements it; ``app.state.authenticator`` holds it."""

    async def authenticate(self, request: Request, session: AsyncSession) -> Principal:
        """Return the principal of the request's cookie.

        Raises UnauthenticatedError when nobody is logged in, ForbiddenError when an unsafe method lacks its CSRF token.
        """
        ...


async def principal_of(request: Request, session: AsyncSession) -> Principal:
    """Authenticate ``request``, once: later calls return the same principal."""
    known = getattr(request.state, "principal", None)
    if isinstance(known, Principal):
        return known
    authenticator: Authenticator = request.app.state.authenticator
    principal = await authenticator.authenticate(request, session)
    await request.app.state.gate.limits.demand_principal(principal.user_id)
    await keep_to_scope(request.app.state.scopes, session, principal)
    request.state.principal = principal
    set_actor(session, actor_of(principal))
    return principal


def actor_of(principal: Principal) -> Actor:
    """Return ``principal`` as the audit log names it; nobody's number stands for the command line."""
    if principal.key:
        return Actor(ActorKind.API_KEY, principal.key, principal.name)
    kind = ActorKind.USER if principal.user_id else ActorKind.LOCAL
    return Actor(kind, str(principal.user_id or ""), principal.name)


async def keep_to_scope(scopes: ScopeResolver | None, session: AsyncSession, principal: Principal) -> None:
    """Keep ``session`` and the rest of this request to what ``principal`` may see."""
    if principal.scope.everything:
        return
    if scopes is None:
        raise RuntimeError("somebody with a limited scope asks an application that cannot tell what it covers")
    bind(session, await scopes.visible(session, principal.scope), Base)


async def _at_site(
    request: Request,
    session: Session,
    site_id: Annotated[int | None, Query(ge=1, le=MAX_ID, description="Only what is of this site.")] = None,
) -> None:
    if site_id is None:
        return
    principal = await principal_of(request, session)
    scopes: ScopeResolver | None = request.app.state.scopes
    if scopes is None:
        raise RuntimeError("somebody asks for one site of an application that cannot tell what a site covers")
    bind(session, await scopes.visible(session, principal.scope.narrowed(site_id)), Base)


async def _current(request: Request, session: Session) -> Principal:
    return await principal_of(request, session)


CurrentPrincipal = Annotated[Principal, Depends(_current)]
"""Who asks, for an endpoint's signature."""


class Permission:
    """The dependency behind ``require``; ``permission`` is there for the test that walks all routes."""

    def __init__(self, permission: str) -> None:
        self.permission = permission

    async def __call__(self, request: Request, session: Session) -> None:
        """Refuse who is not logged in or lacks the permission."""
        principal = await principal_of(request, session)
        if self.permission != AUTHENTICATED:
            principal.demand(self.permission)


class Public:
    """The dependency behind ``public``: it asks nothing, on purpose."""

    permission: Final = PUBLIC

    async def __call__(self) -> None:
        """Let everybody in."""


def require(permission: str) -> params.Depends:
    """Return the dependency of a route or router: ``dependencies=[require("devices:view")]``."""
    if ":" not in permission:
        raise ValueError(f"a permission is area:verb, not {permission!r}")
    return params.Depends(Permission(permission))


def authenticated() -> params.Depends:
    """Return the dependency of a route that everybody who is logged in may use."""
    return params.Depends(Permission(AUTHENTICATED))


def by_site() -> params.Depends:
    """Return the dependency of a route whose answer can be kept to one site, named by ``site_id`` in the address.

    It stands after ``require``: nobody sees more by naming a site, and whom the answer is for does not change.
    """
    return params.Depends(_at_site)


def public() -> params.Depends:
    """Return the dependency of a route that is open on purpose."""
    return params.Depends(Public())
