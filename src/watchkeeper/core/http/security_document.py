"""What the OpenAPI document says of proving who asks: the schemes there are, and which of them opens each operation."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fastapi.dependencies.models import Dependant
from fastapi.routing import iter_route_contexts
from starlette.routing import BaseRoute

from watchkeeper.core.http.security import PUBLIC
from watchkeeper.core.http.transaction import SAFE_METHODS

Requirement = Mapping[str, Sequence[str]]
"""Schemes that are needed together, in the words of OpenAPI."""


@dataclass(frozen=True, slots=True)
class SecurityDocument:
    """Schemes by name, and the alternatives for operations that read and for those that change something."""

    schemes: Mapping[str, Mapping[str, str]]
    reading: Sequence[Requirement]
    changing: Sequence[Requirement]

    def write(self, document: dict[str, Any], routes: Sequence[BaseRoute]) -> None:
        """Add the schemes to ``document``, and to every operation that is not public what it needs."""
        document.setdefault("components", {})["securitySchemes"] = {
            name: dict(scheme) for name, scheme in self.schemes.items()
        }
        for route in iter_route_contexts(routes):
            dependant = getattr(route, "dependant", None) or getattr(route.original_route, "dependant", None)
            operations = document.get("paths", {}).get(route.path, {})
            if dependant is None or set(_permissions(dependant)) <= {PUBLIC}:
                continue
            for method in route.methods or ():
                if (operation := operations.get(method.lower())) is not None:
                    wanted = self.reading if method in SAFE_METHODS else self.changing
                    operation["security"] = [{name: list(scopes) for name, scopes in one.items()} for one in wanted]


def _permissions(dependant: Dependant) -> Iterator[str]:
    for each in dependant.dependencies:
        permission = getattr(each.call, "permission", None)
        if permission is not None:
            yield permission
        yield from _permissions(each)
