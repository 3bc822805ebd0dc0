"""Bulk queries of an import: every device as a file would list it, and writing many at once."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.estate.inventory.chunks import in_chunks
from watchkeeper.estate.inventory.imports.columns import SITE_COLUMNS, Value
from watchkeeper.estate.inventory.imports.plan import ListedDevice
from watchkeeper.estate.inventory.models import Device, Site, Tag, device_tags


async def listed_devices(session: AsyncSession, credential_names: Mapping[int, str]) -> list[ListedDevice]:
    """Return every device as a file would list it, in two queries."""
    tagged: dict[int, list[str]] = {}
    pairs = select(device_tags.c.device_id, Tag.name).join(Tag, Tag.id == device_tags.c.tag_id)
    for device_id, name in await session.execute(pairs):
        tagged.setdefault(device_id, []).append(name)
    statement = select(
        Device.id, Device.name, Device.address, Device.snmp_port, Site.name.label("site"), Device.platform,
        Device.credential_id, Device.interval_s, Device.enabled,
    ).outerjoin(Site, Device.site_id == Site.id)  # fmt: skip
    return [
        ListedDevice(
            id=row.id,
            name=row.name,
            address=row.address,
            port=row.snmp_port,
            site=row.site,
            tags=tuple(sorted(tagged.get(row.id, ()))),
            platform=row.platform,
            credential=credential_names.get(row.credential_id),
            interval_s=row.interval_s,
            enabled=row.enabled,
        )
        for row in await session.execute(statement)
    ]


async def add_sites(session: AsyncSession, names: Sequence[str], now: datetime) -> None:
    """Add sites."""
    session.add_all(Site(name=name, created_at=now, updated_at=now) for name in names)
    await session.flush()


async def site_settings(session: AsyncSession) -> dict[str, dict[str, Value | None]]:
    """Return by name what ``SITE_COLUMNS`` are of each site."""
    return {
        site.name: {column: getattr(site, name) for column, name in SITE_COLUMNS.items()}
        for site in await session.scalars(select(Site))
    }


async def set_site(session: AsyncSession, site_id: int, values: Mapping[str, object], now: datetime) -> None:
    """Change columns of a site."""
    await session.execute(update(Site).where(Site.id == site_id).values(**values, updated_at=now))


async def replace_tags(session: AsyncSession, tags: Mapping[int, Sequence[int]]) -> None:
    """Give each device exactly the tags listed for it."""
    for some in in_chunks(sorted(tags)):
        await session.execute(delete(device_tags).where(device_tags.c.device_id.in_(some)))
    pairs = [{"device_id": device_id, "tag_id": tag_id} for device_id, ids in tags.items() for tag_id in ids]
    if pairs:
        connection = await session.connection()
        await connection.execute(insert(device_tags), pairs)
