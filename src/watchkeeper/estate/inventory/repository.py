"""Queries on devices and their interfaces."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Row, Select, and_, false, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import joinedload, load_only, selectinload

from watchkeeper.estate.inventory.chunks import in_chunks
from watchkeeper.estate.inventory.filters import PoolFilter, like_pattern
from watchkeeper.estate.inventory.models import Device, Interface, Pool, Site, Tag, device_tags, pool_members

AnyRow = Row[*tuple[Any, ...]]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class DeviceFilter:
    """Which devices a list shows; None is "any"."""

    state: str | None = None
    site_id: int | None = None
    pool_id: int | None = None
    tag: str | None = None
    platform: str | None = None
    identity_state: str | None = None
    search: str = ""


_LISTED = (joinedload(Device.site), selectinload(Device.tags))


def devices(wanted: DeviceFilter, pool: ColumnElement[bool] | None = None) -> Select[Device]:
    """Select devices with site and tags. ``pool`` is the condition of ``wanted.pool_id``."""
    return _wanted(select(Device).options(*_LISTED), wanted, pool)


async def device_ids(
    session: AsyncSession, wanted: DeviceFilter, pool: ColumnElement[bool] | None = None
) -> Sequence[int]:
    """Return the numbers of devices. ``pool`` is the condition of ``wanted.pool_id``."""
    return (await session.scalars(_wanted(select(Device.id), wanted, pool).order_by(Device.id))).all()


def _wanted(statement: Select[T], wanted: DeviceFilter, pool: ColumnElement[bool] | None) -> Select[T]:
    for column, value in (
        (Device.state, wanted.state),
        (Device.site_id, wanted.site_id),
        (Device.platform, wanted.platform),
        (Device.identity_state, wanted.identity_state),
    ):
        if value is not None:
            statement = statement.where(column == value)
    if wanted.tag is not None:
        tagged = select(device_tags.c.device_id).join(Tag).where(Tag.name == wanted.tag.strip().lower())
        statement = statement.where(Device.id.in_(tagged))
    if pool is not None:
        statement = statement.where(pool)
    if wanted.search:
        columns = (Device.name, Device.address, Device.sysname, Device.serial, Device.model)
        statement = statement.where(or_(*(column.icontains(wanted.search, autoescape=True) for column in columns)))
    return statement


async def device(session: AsyncSession, device_id: int) -> Device | None:
    """Return one device with site and tags, as the database has it now."""
    statement = select(Device).where(Device.id == device_id).options(*_LISTED).execution_options(populate_existing=True)
    return (await session.scalars(statement)).one_or_none()


async def device_by_name(session: AsyncSession, name: str) -> Device | None:
    """Return one device with site and tags."""
    return (await session.scalars(select(Device).where(Device.name == name).options(*_LISTED))).one_or_none()


async def name_taken(session: AsyncSession, name: str, but: int | None) -> bool:
    """Say whether another device than ``but`` is called ``name``."""
    statement = select(Device.id).where(Device.name == name)
    if but is not None:
        statement = statement.where(Device.id != but)
    return bool(await session.scalar(select(statement.exists())))


async def holder_of(session: AsyncSession, address: str, port: int, but: int | None) -> str | None:
    """Return the name of another device than ``but`` at ``address`` and ``port``."""
    statement = select(Device.name).where(Device.address == address, Device.snmp_port == port)
    if but is not None:
        statement = statement.where(Device.id != but)
    return await session.scalar(statement.limit(1))


async def credential_in_use(session: AsyncSession, credential_id: int) -> bool:
    """Say whether a device, or a site, that the session may see has this credential."""
    of_device = select(Device.id).where(Device.credential_id == credential_id)
    of_site = select(Site.id).where(Site.credential_id == credential_id)
    return bool(await session.scalar(select(or_(of_device.exists(), of_site.exists()))))


async def names(session: AsyncSession, device_ids: Collection[int]) -> dict[int, str]:
    """Return the names of devices."""
    found: dict[int, str] = {}
    for some in in_chunks(list(device_ids)):
        rows = await session.execute(select(Device.id, Device.name).where(Device.id.in_(some)))
        found |= {row.id: row.name for row in rows}
    return found


def visible_ids() -> Select[int]:
    """Select the ids of devices; the session keeps it to those in scope."""
    return select(Device.id)


def interfaces(device_id: int, search: str = "", *, present: bool | None = None) -> Select[Interface]:
    """Select the interfaces of a device."""
    statement = select(Interface).where(Interface.device_id == device_id)
    if present is not None:
        statement = statement.where(Interface.present.is_(present))
    if search:
        columns = (Interface.name, Interface.descr, Interface.alias, Interface.mac)
        statement = statement.where(or_(*(column.icontains(search, autoescape=True) for column in columns)))
    return statement


async def names_by_address(session: AsyncSession) -> dict[str, str]:
    """Return the names of the enabled devices by address."""
    rows = await session.execute(select(Device.address, Device.name).where(Device.enabled).order_by(Device.id))
    return {row.address: row.name for row in rows}


async def watched_rows(session: AsyncSession) -> Sequence[AnyRow]:
    """Return (id, driver, interval_s) of the enabled devices."""
    statement = select(Device.id, Device.driver, Device.interval_s).where(Device.enabled).order_by(Device.id)
    return (await session.execute(statement)).all()


async def watched_places(session: AsyncSession) -> Sequence[AnyRow]:
    """Return (id, name, site_id) of the enabled devices."""
    return (await session.execute(select(Device.id, Device.name, Device.site_id).where(Device.enabled))).all()


async def zones_of_sites(session: AsyncSession, device_ids: Collection[int] | None) -> dict[int, str]:
    """Return the time zone of each device (of ``device_ids``, or all) whose site has one."""
    statement = select(Device.id, Site.time_zone).join(Site, Device.site_id == Site.id)
    if device_ids is not None:
        statement = statement.where(Device.id.in_(device_ids))
    rows = await session.execute(statement.where(Site.time_zone.is_not(None)))
    return {row.id: row.time_zone for row in rows}


async def standing_rows(session: AsyncSession, device_ids: Collection[int] | None) -> Sequence[AnyRow]:
    """Return what judging many devices (of ``device_ids``, or all) needs of each."""
    columns = (
        Device.id, Device.name, Device.site_id, Device.driver, Device.enabled, Device.state, Device.state_reason,
        Device.state_since, Device.last_polled_at, Device.last_ok_at, Device.interval_s, Device.created_at,
    )  # fmt: skip
    statement = select(*columns).order_by(Device.name)
    if device_ids is not None:
        statement = statement.where(Device.id.in_(device_ids))
    return (await session.execute(statement)).all()


async def tag_names(session: AsyncSession, device_ids: Collection[int] | None) -> dict[int, set[str]]:
    """Return the tags of devices (of ``device_ids``, or all); a device without any is absent."""
    statement = select(Device.id, Tag.name).join(Device.tags)
    if device_ids is not None:
        statement = statement.where(Device.id.in_(device_ids))
    found: dict[int, set[str]] = {}
    for device_id, name in await session.execute(statement):
        found.setdefault(device_id, set()).add(name)
    return found


async def poll_rows(session: AsyncSession, device_ids: Collection[int] | None) -> Sequence[AnyRow]:
    """Return enabled devices (of ``device_ids``, or all) with what polling needs and their site's credential."""
    statement = (
        select(
            Device.id,
            Device.name,
            Device.address,
            Device.snmp_port,
            Device.driver,
            Device.driver_options,
            Device.platform,
            Device.interval_s,
            Device.site_id,
            Device.state,
            Device.identity_state,
            Device.credential_id,
            Device.driver_memory,
            Device.sysname,
            Device.serial,
            Device.chassis_mac,
            Device.engine_id,
            Device.sys_object_id,
            Device.sys_descr,
            Site.credential_id.label("site_credential_id"),
        )
        .outerjoin(Site, Device.site_id == Site.id)
        .where(Device.enabled)
        .order_by(Device.id)
    )
    if device_ids is None:
        return (await session.execute(statement)).all()
    rows: list[AnyRow] = []
    for some in in_chunks(sorted(device_ids)):
        rows += (await session.execute(statement.where(Device.id.in_(some)))).all()
    return rows


@dataclass(frozen=True, slots=True)
class FilterColumns:
    """What a pool's filter looks at: models, or columns of their tables."""

    devices: Any
    sites: Any
    tags: Any


BY_MODELS = FilterColumns(Device, Site, Tag)


def filter_condition(expression: PoolFilter, on: FilterColumns = BY_MODELS) -> ColumnElement[bool]:
    """Return ``expression`` as a condition on devices; it finds exactly what ``PoolFilter.matches`` accepts."""
    devices, sites, tags = on.devices, on.sites, on.tags
    site_name = func.coalesce(select(sites.name).where(sites.id == devices.site_id).scalar_subquery(), "")
    conditions: list[ColumnElement[bool]] = []
    for globs, column in (
        (expression.name, devices.name),
        (expression.site, site_name),
        (expression.platform, devices.platform),
        (expression.vendor, devices.vendor),
    ):
        if globs is not None:
            conditions.append(or_(false(), *(_like(column, glob) for glob in globs)))
    if expression.tag is not None:
        named = or_(false(), *(_like(tags.name, glob) for glob in expression.tag))
        tagged = select(device_tags.c.device_id).where(device_tags.c.tag_id == tags.id, named)
        conditions.append(devices.id.in_(tagged))
    conditions += [filter_condition(child, on) for child in expression.all_of or ()]
    if expression.any_of is not None:
        conditions.append(or_(false(), *(filter_condition(child, on) for child in expression.any_of)))
    if expression.none_of is not None:
        conditions.append(~filter_condition(expression.none_of, on))
    return and_(devices.id.is_not(None), *conditions)


def _like(column: Any, glob: str) -> ColumnElement[bool]:
    condition: ColumnElement[bool] = func.lower(column).like(func.lower(like_pattern(glob)), escape="\\")
    return condition


def pool_condition(pool: Pool, on: FilterColumns = BY_MODELS) -> ColumnElement[bool]:
    """Return the condition on devices that says who belongs to ``pool``."""
    if pool.filter is None:
        listed: ColumnElement[bool] = on.devices.id.in_(
            select(pool_members.c.device_id).where(pool_members.c.pool_id == pool.id)
        )
        return listed
    return filter_condition(PoolFilter.model_validate(pool.filter), on)


async def state_counts(session: AsyncSession) -> Sequence[AnyRow]:
    """Return (site_id, site_name, state, how many) of all devices."""
    statement = (
        select(Device.site_id, Site.name.label("site_name"), Device.state, func.count().label("devices"))
        .outerjoin(Site, Device.site_id == Site.id)
        .group_by(Device.site_id, Site.name, Device.state)
    )
    return (await session.execute(statement)).all()


async def freshness(session: AsyncSession, now: datetime, default_interval_s: int, intervals: float) -> AnyRow:
    """Return (stale, newest, oldest_fresh, mismatches) over the enabled devices."""
    interval = func.coalesce(Device.interval_s, default_interval_s)
    known = await session.scalars(select(interval).where(Device.enabled).distinct())
    fresh = or_(
        false(),
        *(
            and_(interval == seconds, Device.last_ok_at >= now - timedelta(seconds=seconds * intervals))
            for seconds in known
        ),
    )
    is_fresh = and_(Device.last_ok_at.is_not(None), fresh)
    statement = select(
        func.count(Device.id).filter(~is_fresh).label("stale"),
        func.max(Device.last_ok_at).label("newest"),
        func.min(Device.last_ok_at).filter(is_fresh).label("oldest_fresh"),
        func.count(Device.id).filter(Device.identity_state == "mismatch").label("mismatches"),
    ).where(Device.enabled)
    return (await session.execute(statement)).one()


async def problems(session: AsyncSession, limit: int) -> Sequence[Device]:
    """Return the devices that need a look, those longest in trouble first: mismatches and devices that are down."""
    wanted = or_(Device.state == "down", Device.identity_state == "mismatch")
    brief = load_only(
        Device.name, Device.address, Device.state, Device.state_reason, Device.state_since,
        Device.identity_state, Device.identity_reason, Device.last_ok_at,
    )  # fmt: skip
    statement = select(Device).where(Device.enabled, wanted).options(brief)
    ordered = statement.order_by(Device.state_since.asc(), Device.id).limit(limit)
    return (await session.scalars(ordered)).all()
