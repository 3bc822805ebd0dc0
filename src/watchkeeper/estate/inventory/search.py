"""One search over everything that has a name: devices, their interfaces, addresses and sites."""

from enum import StrEnum
from typing import Any

from pydantic import BaseModel, Field
from sqlalchemy import Select, case, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from watchkeeper.estate.inventory.models import Device, Interface, Site

MIN_INTERFACE_TEXT = 2
"""Interfaces are many: a single letter finds none of them."""


class HitKind(StrEnum):
    """What was found."""

    DEVICE = "device"
    INTERFACE = "interface"
    SITE = "site"


class Hit(BaseModel):
    """One find. ``id`` is the device's or the site's; an interface is named by its device and ``name``."""

    kind: HitKind
    id: int
    name: str
    detail: str = Field(description="What tells it apart: an address, a device's name, an alias.")
    state: str | None = None


class SearchResult(BaseModel):
    """Finds, the best first within each kind."""

    hits: list[Hit]


def _ranked(
    statement: Select[*tuple[Any, ...]], name: InstrumentedAttribute[str], text: str, limit: int
) -> Select[*tuple[Any, ...]]:
    """Names that begin with the text before others, shorter ones first."""
    begins = case((name.istartswith(text, autoescape=True), 0), else_=1)
    return statement.order_by(begins, name).limit(limit)


async def find(session: AsyncSession, text: str, limit: int) -> SearchResult:
    """Return up to ``limit`` finds of each kind for a part of a name, address, serial, alias or MAC address."""
    wanted = text.strip()
    if not wanted:
        return SearchResult(hits=[])
    hits = await _devices(session, wanted, limit)
    hits += await _sites(session, wanted, limit)
    if len(wanted) >= MIN_INTERFACE_TEXT:
        hits += await _interfaces(session, wanted, limit)
    return SearchResult(hits=hits)


async def _devices(session: AsyncSession, text: str, limit: int) -> list[Hit]:
    columns = (Device.name, Device.address, Device.sysname, Device.serial, Device.chassis_mac)
    statement = select(Device.id, Device.name, Device.address, Device.state).where(
        or_(*(column.icontains(text, autoescape=True) for column in columns))
    )
    rows = await session.execute(_ranked(statement, Device.name, text, limit))
    return [Hit(kind=HitKind.DEVICE, id=row.id, name=row.name, detail=row.address, state=row.state) for row in rows]


async def _sites(session: AsyncSession, text: str, limit: int) -> list[Hit]:
    statement = select(Site.id, Site.name, Site.description).where(Site.name.icontains(text, autoescape=True))
    rows = await session.execute(_ranked(statement, Site.name, text, limit))
    return [Hit(kind=HitKind.SITE, id=row.id, name=row.name, detail=row.description[:120]) for row in rows]


async def _interfaces(session: AsyncSession, text: str, limit: int) -> list[Hit]:
    columns = (Interface.name, Interface.alias, Interface.descr, Interface.mac)
    statement = (
        select(Interface.device_id, Interface.name, Interface.alias, Interface.oper_status, Device.name.label("device"))
        .join(Device, Device.id == Interface.device_id)
        .where(Interface.present, or_(*(column.icontains(text, autoescape=True) for column in columns)))
    )
    rows = await session.execute(_ranked(statement, Interface.name, text, limit))
    return [
        Hit(
            kind=HitKind.INTERFACE,
            id=row.device_id,
            name=row.name,
            detail=" · ".join(part for part in (row.device, row.alias) if part),
            state=row.oper_status,
        )
        for row in rows
    ]
