"""Sites, pools and tags: how devices are grouped."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.core.audit import Target, record, snapshot
from watchkeeper.core.http.paging import ListQuery, paginate
from watchkeeper.core.http.security import Principal
from watchkeeper.core.telemetry import get_logger
from watchkeeper.estate.inventory import events
from watchkeeper.estate.inventory import groups_repository as repository
from watchkeeper.estate.inventory.errors import (
    InvalidReferenceError,
    NameTakenError,
    PoolNotFoundError,
    SiteInUseError,
    SiteNotFoundError,
)
from watchkeeper.estate.inventory.models import Pool, Site
from watchkeeper.estate.inventory.repository import pool_condition
from watchkeeper.estate.inventory.schemas import (
    PoolChange,
    PoolCreate,
    PoolView,
    SiteChange,
    SiteCreate,
    SiteView,
    TagView,
)
from watchkeeper.estate.vault.resolving import Level
from watchkeeper.estate.vault.service import VaultService
from watchkeeper.kit.clock import Clock, utc_now

log = get_logger(__name__)

SITES_SORTABLE: dict[str, Any] = {"name": Site.name, "created_at": Site.created_at}
POOLS_SORTABLE: dict[str, Any] = {"name": Pool.name, "created_at": Pool.created_at}


class GroupService:
    """The inventory's verbs for sites, pools and tags."""

    def __init__(self, vault: VaultService, clock: Clock = utc_now) -> None:
        self._vault = vault
        self._clock = clock

    async def list_sites(self, session: AsyncSession, query: ListQuery) -> tuple[list[SiteView], int]:
        """Return one page of sites with their device counts."""
        found, total = await paginate(session, repository.sites(query.q), query, SITES_SORTABLE, "name")
        return await self._site_views(session, found), total

    async def site(self, session: AsyncSession, site_id: int) -> SiteView:
        """Return one site. Raises SiteNotFoundError."""
        return (await self._site_views(session, [await self._get_site(session, site_id)]))[0]

    async def create_site(self, session: AsyncSession, new: SiteCreate, actor: Principal) -> SiteView:
        """Add a site. Raises NameTakenError, and InvalidReferenceError for a credential that is not there."""
        await self._refuse_taken_site(session, new.name, but=None)
        await self._refuse_dangling(session, new.credential_id)
        now = self._clock()
        site = Site(**new.model_dump(), created_at=now, updated_at=now)
        session.add(site)
        await session.flush()
        await events.group_changed(session, "site.created", site.id, site.name)
        record(session, "site.create", Target("site", site.id, site.name), actor=actor, after=_told(site))
        log.info("site created", site=site.name, by=actor.name)
        return (await self._site_views(session, [site]))[0]

    async def change_site(self, session: AsyncSession, site_id: int, change: SiteChange, actor: Principal) -> SiteView:
        """Change what ``change`` names. Raises SiteNotFoundError and as ``create_site``."""
        site = await self._get_site(session, site_id)
        before = _told(site)
        if change.name is not None:
            await self._refuse_taken_site(session, change.name, but=site_id)
            site.name = change.name
        if change.description is not None:
            site.description = change.description
        if "latitude" in change.model_fields_set:
            site.latitude, site.longitude = change.latitude, change.longitude
        for name in change.model_fields_set & {"time_zone", "availability_target"}:
            setattr(site, name, getattr(change, name))
        if "credential_id" in change.model_fields_set:
            await self._refuse_dangling(session, change.credential_id)
            site.credential_id = change.credential_id
        site.updated_at = self._clock()
        await session.flush()
        await events.group_changed(session, "site.changed", site.id, site.name)
        target = Target("site", site_id, site.name)
        record(session, "site.change", target, actor=actor, before=before, after=_told(site))
        log.info("site changed", site=site.name, by=actor.name)
        return (await self._site_views(session, [site]))[0]

    async def delete_site(self, session: AsyncSession, site_id: int, actor: Principal) -> None:
        """Remove a site. Raises SiteInUseError while it has devices."""
        site = await self._get_site(session, site_id)
        count = (await repository.site_device_counts(session, [site_id])).get(site_id, 0)
        if count:
            raise SiteInUseError(
                f"Site {site.name!r} still has {count} devices.", hint="Move them to another site first."
            )
        await session.delete(site)
        await session.flush()
        await self._vault.map.forget(session, Level.SITE, site_id)
        await events.group_changed(session, "site.deleted", site_id, site.name)
        record(session, "site.delete", Target("site", site_id, site.name), actor=actor, before=_told(site))
        log.info("site deleted", site=site.name, by=actor.name)

    async def list_pools(self, session: AsyncSession, query: ListQuery) -> tuple[list[PoolView], int]:
        """Return one page of pools with members and counts."""
        found, total = await paginate(session, repository.pools(query.q), query, POOLS_SORTABLE, "name")
        return await self._pool_views(session, found), total

    async def pool(self, session: AsyncSession, pool_id: int) -> PoolView:
        """Return one pool. Raises PoolNotFoundError."""
        return (await self._pool_views(session, [await self._get_pool(session, pool_id)]))[0]

    async def pool_devices(self, session: AsyncSession, pool_id: int) -> list[int]:
        """Return the devices that belong to a pool now. Raises PoolNotFoundError."""
        return await repository.device_ids_in(session, pool_condition(await self._get_pool(session, pool_id)))

    async def members(self, session: AsyncSession) -> tuple[Mapping[str, frozenset[str]], Mapping[str, frozenset[str]]]:
        """Return the names of the watched devices of every site and of every pool."""
        sites = await repository.names_by_site(session)
        pools = {
            pool.name: await repository.names_in(session, pool_condition(pool))
            for pool in await session.scalars(repository.pools())
        }
        return sites, pools

    async def create_pool(self, session: AsyncSession, new: PoolCreate, actor: Principal) -> PoolView:
        """Add a pool.

        Raises NameTakenError, and InvalidReferenceError for members that are not there or given beside a filter.
        """
        await self._refuse_taken_pool(session, new.name, but=None)
        await self._refuse_members(session, new.members, has_filter=new.filter is not None)
        now = self._clock()
        expression = new.filter.to_json() if new.filter is not None else None
        target = new.availability_target
        pool = Pool(name=new.name, filter=expression, availability_target=target, created_at=now, updated_at=now)
        session.add(pool)
        await session.flush()
        await repository.set_pool_members(session, pool.id, new.members)
        await events.group_changed(session, "pool.created", pool.id, pool.name)
        after = await self._told_pool(session, pool)
        record(session, "pool.create", Target("pool", pool.id, pool.name), actor=actor, after=after)
        log.info("pool created", pool=pool.name, by=actor.name)
        return (await self._pool_views(session, [pool]))[0]

    async def change_pool(self, session: AsyncSession, pool_id: int, change: PoolChange, actor: Principal) -> PoolView:
        """Change what ``change`` names. Raises PoolNotFoundError and as ``create_pool``."""
        pool = await self._get_pool(session, pool_id)
        before = await self._told_pool(session, pool)
        if change.name is not None:
            await self._refuse_taken_pool(session, change.name, but=pool_id)
            pool.name = change.name
        if "filter" in change.model_fields_set:
            pool.filter = change.filter.to_json() if change.filter is not None else None
        if "availability_target" in change.model_fields_set:
            pool.availability_target = change.availability_target
        await self._refuse_members(session, change.members or (), has_filter=pool.filter is not None)
        if pool.filter is not None:
            await repository.set_pool_members(session, pool_id, ())
        elif change.members is not None:
            await repository.set_pool_members(session, pool_id, change.members)
        pool.updated_at = self._clock()
        await session.flush()
        await events.group_changed(session, "pool.changed", pool.id, pool.name)
        target = Target("pool", pool_id, pool.name)
        record(session, "pool.change", target, actor=actor, before=before, after=await self._told_pool(session, pool))
        log.info("pool changed", pool=pool.name, by=actor.name)
        return (await self._pool_views(session, [pool]))[0]

    async def delete_pool(self, session: AsyncSession, pool_id: int, actor: Principal) -> None:
        """Remove a pool; its devices stay."""
        pool = await self._get_pool(session, pool_id)
        await session.delete(pool)
        await session.flush()
        await self._vault.map.forget(session, Level.POOL, pool_id)
        await events.group_changed(session, "pool.deleted", pool_id, pool.name)
        record(session, "pool.delete", Target("pool", pool_id, pool.name), actor=actor, before=_told(pool))
        log.info("pool deleted", pool=pool.name, by=actor.name)

    async def list_tags(self, session: AsyncSession, query: ListQuery) -> tuple[list[TagView], int]:
        """Return one page of tags with their device counts."""
        rows, total = await paginate(session, repository.tags(query.q), query, repository.TAGS_SORTABLE, "name")
        return [TagView(id=tag.id, name=tag.name, device_count=count) for tag, count in rows], total

    async def _site_views(self, session: AsyncSession, sites: Sequence[Site]) -> list[SiteView]:
        counts = await repository.site_device_counts(session, [site.id for site in sites])
        return [
            SiteView(
                id=site.id,
                name=site.name,
                description=site.description,
                latitude=site.latitude,
                longitude=site.longitude,
                time_zone=site.time_zone,
                availability_target=site.availability_target,
                credential_id=site.credential_id,
                device_count=counts.get(site.id, 0),
                created_at=site.created_at,
                updated_at=site.updated_at,
            )
            for site in sites
        ]

    async def _pool_views(self, session: AsyncSession, pools: Sequence[Pool]) -> list[PoolView]:
        members = await repository.pool_members_of(session, [pool.id for pool in pools])
        counts = await repository.pool_device_counts(session, pools)
        return [
            PoolView(
                id=pool.id,
                name=pool.name,
                filter=pool.filter,
                members=members[pool.id],
                availability_target=pool.availability_target,
                device_count=counts[pool.id],
                created_at=pool.created_at,
                updated_at=pool.updated_at,
            )
            for pool in pools
        ]

    @staticmethod
    async def _told_pool(session: AsyncSession, pool: Pool) -> dict[str, object]:
        members = await repository.pool_members_of(session, [pool.id])
        return {**_told(pool), "members": sorted(members[pool.id])}

    async def _get_site(self, session: AsyncSession, site_id: int) -> Site:
        site = await repository.site(session, site_id)
        if site is None:
            raise SiteNotFoundError(f"There is no site {site_id}.")
        return site

    async def _get_pool(self, session: AsyncSession, pool_id: int) -> Pool:
        pool = await repository.pool(session, pool_id)
        if pool is None:
            raise PoolNotFoundError(f"There is no pool {pool_id}.")
        return pool

    async def _refuse_taken_site(self, session: AsyncSession, name: str, *, but: int | None) -> None:
        if await repository.site_name_taken(session, name, but):
            raise NameTakenError(f"There is a site named {name!r} already.", hint="Choose another name.")

    async def _refuse_taken_pool(self, session: AsyncSession, name: str, *, but: int | None) -> None:
        if await repository.pool_name_taken(session, name, but):
            raise NameTakenError(f"There is a pool named {name!r} already.", hint="Choose another name.")

    async def _refuse_dangling(self, session: AsyncSession, credential_id: int | None) -> None:
        if credential_id is not None and credential_id not in (await self._vault.names(session)).values():
            raise InvalidReferenceError(f"There is no credential {credential_id}.")

    async def _refuse_members(self, session: AsyncSession, members: Collection[int], *, has_filter: bool) -> None:
        if members and has_filter:
            raise InvalidReferenceError(
                "A pool has listed members or a filter, not both.", hint="Leave out one of the two."
            )
        missing = sorted(set(members) - await repository.existing_devices(session, members))
        if missing:
            raise InvalidReferenceError(f"There is no device {', '.join(map(str, missing[:10]))}.")


def _told(group: Site | Pool) -> dict[str, object]:
    return snapshot(group, but=("created_at", "updated_at"))
