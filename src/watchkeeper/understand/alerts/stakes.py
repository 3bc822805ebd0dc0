"""What depends on devices: the sites they stand at and the services (pools) they provide."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.core.scope import unscoped
from watchkeeper.estate.inventory.groups import GroupService


@dataclass(frozen=True, slots=True)
class Stakes:
    """Names of the watched devices of each site and of each service."""

    sites: Mapping[str, frozenset[str]] = field(default_factory=dict)
    services: Mapping[str, frozenset[str]] = field(default_factory=dict)


class StakesSource(Protocol):
    """Knows what depends on devices."""

    async def stakes(self, session: AsyncSession) -> Stakes:
        """Return it as it is now."""
        ...


class InventoryStakes:
    """What the inventory's sites and pools say."""

    def __init__(self, groups: GroupService) -> None:
        self._groups = groups

    async def stakes(self, session: AsyncSession) -> Stakes:
        """Return the members of all sites and pools."""
        with unscoped(session, "an incident's priority does not depend on who happens to bring its alert"):
            return Stakes(*await self._groups.members(session))
