"""Sites and pools by the names that a person types, and what is said of both."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from watchkeeper.core.errors import InvalidInputError

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

    from watchkeeper.faces.wiring import Services

NONE = "none"
"""What takes a value away."""
Target = Annotated[
    str, typer.Option("--availability-target", help="Percent that reports hold it against, as 99.9; none: no target.")
]


async def site_numbers(services: "Services", session: "AsyncSession", names: Sequence[str]) -> list[int]:
    """Return the numbers of the sites of these names. Raises InvalidInputError with the names there are."""
    from watchkeeper.core.http.paging import ListQuery

    found = (await services.groups.list_sites(session, ListQuery(limit=1000)))[0] if names else []
    return _numbers("site", names, {one.name: one.id for one in found})


async def pool_numbers(services: "Services", session: "AsyncSession", names: Sequence[str]) -> list[int]:
    """Return the numbers of the pools of these names. Raises InvalidInputError with the names there are."""
    from watchkeeper.core.http.paging import ListQuery

    found = (await services.groups.list_pools(session, ListQuery(limit=1000)))[0] if names else []
    return _numbers("pool", names, {one.name: one.id for one in found})


def target_of(text: str) -> dict[str, object]:
    """Return what ``--availability-target`` changes. Raises InvalidInputError."""
    if not text:
        return {}
    if text == NONE:
        return {"availability_target": None}
    try:
        return {"availability_target": float(text)}
    except ValueError:
        raise InvalidInputError(f"{text!r} is no percentage.", hint="Write it as 99.9, or none.") from None


def shown_target(percent: float | None) -> str:
    """Return a target as tables show it."""
    return "" if percent is None else f"{percent:g}"


def _numbers(kind: str, names: Sequence[str], known: Mapping[str, int]) -> list[int]:
    for name in names:
        if name not in known:
            raise InvalidInputError(f"There is no {kind} {name!r}.", hint=f"There are: {', '.join(sorted(known))}.")
    return [known[name] for name in names]
