"""The route table of the application, as tests walk it."""

from collections.abc import Iterator
from dataclasses import dataclass

from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import iter_route_contexts


@dataclass(frozen=True)
class AppRoute:
    """One method of one route: the permissions it declares and its query parameters (name, required)."""

    method: str
    path: str
    permissions: frozenset[str]
    query: tuple[tuple[str, bool], ...]


def routes_of(app: FastAPI) -> list[AppRoute]:
    """Return every method of every route. The mounted Socket.IO server, which authenticates by itself, is none."""
    found = []
    for route in iter_route_contexts(app.routes):
        dependant = getattr(route, "dependant", None) or getattr(route.original_route, "dependant", None)
        if dependant is None:
            continue
        query = tuple({(each.alias, each.field_info.is_required()) for each in _query(dependant)})
        found += [
            AppRoute(method, route.path or "", frozenset(_declared(dependant)), query)
            for method in sorted((route.methods or set()) - {"HEAD"})
        ]
    return found


def _declared(dependant: Dependant) -> Iterator[str]:
    for each in dependant.dependencies:
        permission = getattr(each.call, "permission", None)
        if permission is not None:
            yield permission
        yield from _declared(each)


def _query(dependant: Dependant) -> Iterator[object]:
    yield from dependant.query_params
    for each in dependant.dependencies:
        yield from _query(each)
