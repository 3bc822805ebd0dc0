"""Queries on sites, pools and tags."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, case, delete, exists, func, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.core.live import About
from watchkeeper.core.scope import unscoped
from watchkeeper.estate.inventory.chunks import in_chunks
from watchkeeper.estate.inventory.models import Device, Pool, Site, Tag, device_tags, pool_members
from watchkeeper.estate.inventory.repository import pool_condition


def sites(search: str = "") -> Select[Site]:
    """Select sites whose name holds ``search``."""
    statement = select(Site)
    return statement.where(Site.name.icontains(search, autoescape=True)) if search else statement


def pools(search: str = "") -> Select[Pool]:
    """Select pools whose name holds ``search``."""
    statement = select(Pool)
    return statement.where(Pool.name.icontains(search, autoescape=True)) if search else statement


_DEVICES_OF_TAG = (
    select(func.count(Device.id))
    .join(device_tags, device_tags.c.device_id == Device.id)
    .where(device_tags.c.tag_id == Tag.id)
    .scalar_subquery()
)

TAGS_SORTABLE: dict[str, Any] = {"name": Tag.name, "device_count": _DEVICES_OF_TAG}


def tags(search: str = "") -> Select[*tuple[Any, ...]]:
    """Select tags with the number of their devices."""
    statement = select(Tag, _DEVICES_OF_TAG.label("device_count"))
    return statement.where(Tag.name.icontains(search, autoescape=True)) if search else statement


async def site(session: AsyncSession, site_id: int) -> Site | None:
    """Return one site."""
    return await session.get(Site, site_id)


async def site_ids(session: AsyncSession) -> dict[str, int]:
    """Return every site's id by its name."""
    return {row.name: row.id for row in await session.execute(select(Site.name, Site.id))}


async def site_name_taken(session: AsyncSession, name: str, but: int | None) -> bool:
    """Say whether another site than ``but`` is called ``name``."""
    taken = exists().where(Site.name == name, Site.id != (but or 0))
    return bool(await session.scalar(select(taken)))


async def site_device_counts(session: AsyncSession, ids: Collection[int]) -> dict[int, int]:
    """Return how many devices each site has; sites without devices are absent."""
    statement = select(Device.site_id, func.count()).where(Device.site_id.in_(ids)).group_by(Device.site_id)
    return {site_id: count for site_id, count in await session.execute(statement) if site_id is not None}


async def pool(session: AsyncSession, pool_id: int) -> Pool | None:
    """Return one pool."""
    return await session.get(Pool, pool_id)


async def pools_by_id(session: AsyncSession, ids: Collection[int]) -> Sequence[Pool]:
    """Return those of the pools that are there."""
    return (await session.scalars(select(Pool).where(Pool.id.in_(sorted(ids))))).all()


async def pool_name_taken(session: AsyncSession, name: str, but: int | None) -> bool:
    """Say whether another pool than ``but`` is called ``name``."""
    taken = exists().where(Pool.name == name, Pool.id != (but or 0))
    return bool(await session.scalar(select(taken)))


async def pool_device_counts(session: AsyncSession, wanted: Sequence[Pool]) -> dict[int, int]:
    """Return how many devices each pool has, all in one query."""
    if not wanted:
        return {}
    counts = [func.count(case((pool_condition(pool), Device.id))).label(f"pool_{pool.id}") for pool in wanted]
    row = (await session.execute(select(*counts))).one()
    return {pool.id: count for pool, count in zip(wanted, row, strict=True)}


async def groups_of(session: AsyncSession, device: Device) -> About:
    """Return the site and pools that ``device`` belongs to, for news of it when it is gone."""
    with unscoped(session, "those who see the device by any of its pools are told that it is gone"):
        pools = (await session.scalars(select(Pool))).all()
        belongs = [exists().where(Device.id == device.id, pool_condition(pool)) for pool in pools]
        row = (await session.execute(select(*belongs))).one() if belongs else ()
    sites = frozenset() if device.site_id is None else frozenset({device.site_id})
    return About(sites=sites, pools=frozenset(pool.id for pool, inside in zip(pools, row, strict=True) if inside))


async def pool_members_of(session: AsyncSession, pool_ids: Collection[int]) -> dict[int, list[int]]:
    """Return the listed members of each pool."""
    statement = select(pool_members.c.pool_id, pool_members.c.device_id).where(pool_members.c.pool_id.in_(pool_ids))
    members: dict[int, list[int]] = {pool_id: [] for pool_id in pool_ids}
    for pool_id, device_id in await session.execute(statement.order_by(pool_members.c.device_id)):
        members[pool_id].append(device_id)
    return members


async def set_pool_members(session: AsyncSession, pool_id: int, device_ids: Collection[int]) -> None:
    """Replace the listed members of a pool."""
    await session.execute(delete(pool_members).where(pool_members.c.pool_id == pool_id))
    if device_ids:
        rows = [{"pool_id": pool_id, "device_id": device_id} for device_id in sorted(set(device_ids))]
        await session.execute(insert(pool_members), rows)


async def device_ids_in(session: AsyncSession, condition: ColumnElement[bool]) -> list[int]:
    """Return the devices for which ``condition`` holds."""
    return list(await session.scalars(select(Device.id).where(condition).order_by(Device.id)))


async def names_in(session: AsyncSession, condition: ColumnElement[bool]) -> frozenset[str]:
    """Return the names of the watched devices that meet a condition."""
    return frozenset(await session.scalars(select(Device.name).where(Device.enabled, condition)))


async def names_by_site(session: AsyncSession) -> dict[str, frozenset[str]]:
    """Return the names of the watched devices of every site that has any."""
    found: dict[str, set[str]] = {}
    statement = select(Site.name, Device.name).join(Device, Device.site_id == Site.id).where(Device.enabled)
    for site_name, name in await session.execute(statement):
        found.setdefault(site_name, set()).add(name)
    return {site_name: frozenset(names) for site_name, names in found.items()}


async def existing_devices(session: AsyncSession, device_ids: Collection[int]) -> set[int]:
    """Return those of ``device_ids`` that exist."""
    found: set[int] = set()
    for some in in_chunks(sorted(set(device_ids))):
        found |= set(await session.scalars(select(Device.id).where(Device.id.in_(some))))
    return found


async def tag_ids(session: AsyncSession, names: Iterable[str]) -> dict[str, int]:
    """Return the ids of ``names``, adding tags that are new."""
    wanted = sorted(set(names))
    found: dict[str, int] = {}
    with unscoped(session, "a tag is one word for all; who names it knows it"):
        for some in in_chunks(wanted):
            rows = await session.execute(select(Tag.name, Tag.id).where(Tag.name.in_(some)))
            found |= {row.name: row.id for row in rows}
    missing = [Tag(name=name) for name in wanted if name not in found]
    if missing:
        session.add_all(missing)
        await session.flush()
        found |= {tag.name: tag.id for tag in missing}
    return found


async def tags_named(session: AsyncSession, names: Iterable[str]) -> list[Tag]:
    """Return the tags ``names``, adding those that are new, in order of name."""
    ids = await tag_ids(session, names)
    with unscoped(session, "these are the tags that were named"):
        found = await session.scalars(select(Tag).where(Tag.id.in_(ids.values())).order_by(Tag.name))
    return list(found)


async def forget_unused_tags(session: AsyncSession) -> None:
    """Remove tags that no device has."""
    with unscoped(session, "what no device has belongs to nobody"):
        await session.execute(delete(Tag).where(~exists().where(device_tags.c.tag_id == Tag.id)))
