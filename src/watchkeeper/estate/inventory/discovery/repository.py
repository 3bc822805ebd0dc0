"""Queries of discovery."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import Select, Table, delete, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.estate.drivers.protocol import Identity
from watchkeeper.estate.inventory.chunks import in_chunks
from watchkeeper.estate.inventory.discovery.matching import MatchableDevice
from watchkeeper.estate.inventory.discovery.models import Discovery, Finding
from watchkeeper.estate.inventory.models import Device

_FINDINGS: Table = Finding.__table__  # type: ignore[assignment]  # declarative classes are mapped to Tables here


def discoveries() -> Select[Discovery]:
    """Select every discovery."""
    return select(Discovery)


async def discovery(session: AsyncSession, discovery_id: int) -> Discovery | None:
    """Return one discovery."""
    return await session.get(Discovery, discovery_id)


async def locked(session: AsyncSession, discovery_id: int) -> Discovery | None:
    """Return one discovery as it is now and keep others from changing it until the commit."""
    statement = select(Discovery).where(Discovery.id == discovery_id).with_for_update()
    return (await session.scalars(statement.execution_options(populate_existing=True))).one_or_none()


def findings(discovery_id: int, search: str = "", match: str | None = None) -> Select[Finding]:
    """Select what a discovery found."""
    statement = select(Finding).where(Finding.discovery_id == discovery_id)
    if match is not None:
        statement = statement.where(Finding.match == match)
    if search:
        columns = (Finding.address, Finding.sysname, Finding.vendor, Finding.serial, Finding.model)
        found = columns[0].icontains(search, autoescape=True)
        for column in columns[1:]:
            found |= column.icontains(search, autoescape=True)
        statement = statement.where(found)
    return statement


async def findings_to_accept(
    session: AsyncSession, discovery_id: int, finding_ids: Collection[int] | None
) -> Sequence[Finding]:
    """Return findings in the order they were made: those of ``finding_ids``, or all."""
    statement = select(Finding).where(Finding.discovery_id == discovery_id).order_by(Finding.id)
    if finding_ids is None:
        return (await session.scalars(statement)).all()
    found: list[Finding] = []
    for some in in_chunks(sorted(set(finding_ids))):
        found += (await session.scalars(statement.where(Finding.id.in_(some)))).all()
    return found


async def replace_findings(
    session: AsyncSession, discovery_id: int, addresses: Sequence[str], rows: Sequence[Mapping[str, Any]]
) -> None:
    """Keep ``rows`` as what was found at ``addresses``, in place of what a former look found there."""
    for some in in_chunks(addresses):
        gone = delete(Finding).where(Finding.discovery_id == discovery_id, Finding.address.in_(some))
        await session.execute(gone.execution_options(synchronize_session=False))
    if rows:
        connection = await session.connection()
        await connection.execute(insert(_FINDINGS), list(rows))


async def matchable_devices(session: AsyncSession) -> list[MatchableDevice]:
    """Return every device with the marks that matching looks at, in one query."""
    statement = select(
        Device.id, Device.name, Device.address, Device.snmp_port, Device.sysname, Device.serial, Device.chassis_mac,
        Device.engine_id,
    )  # fmt: skip
    return [
        MatchableDevice(
            row.id, row.name, row.address, row.snmp_port,
            Identity(row.sysname, row.serial, row.chassis_mac, row.engine_id),
        )
        for row in await session.execute(statement)
    ]  # fmt: skip


async def devices(session: AsyncSession, device_ids: Collection[int]) -> dict[int, Device]:
    """Return devices by id, without site and tags."""
    found: dict[int, Device] = {}
    for some in in_chunks(sorted(set(device_ids))):
        found |= {device.id: device for device in await session.scalars(select(Device).where(Device.id.in_(some)))}
    return found
