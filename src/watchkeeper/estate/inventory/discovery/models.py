"""Tables of discovery: each run with its progress, and what it found."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from watchkeeper.core.database import Base
from watchkeeper.core.scope import PLATFORM
from watchkeeper.estate.drivers.protocol import Identity


class Discovery(Base):
    """A look at ranges of addresses. ``next_chunk`` is where it goes on; ``run`` numbers its starts."""

    __tablename__ = "discoveries"
    __scope__ = PLATFORM

    id: Mapped[int] = mapped_column(primary_key=True)
    status: Mapped[str] = mapped_column(String(16), index=True)
    targets: Mapped[list[str]]
    exclude: Mapped[list[str]]
    credential_ids: Mapped[list[int]] = mapped_column(JSON)
    snmp_port: Mapped[int] = mapped_column(default=161)
    rate_per_s: Mapped[int]
    site_id: Mapped[int | None] = mapped_column(ForeignKey("sites.id", ondelete="SET NULL"), index=True)
    chunk_size: Mapped[int]
    next_chunk: Mapped[int] = mapped_column(default=0)
    run: Mapped[int] = mapped_column(default=1)
    total: Mapped[int]
    probed: Mapped[int] = mapped_column(default=0)
    alive: Mapped[int] = mapped_column(default=0)
    identified: Mapped[int] = mapped_column(default=0)
    error: Mapped[str | None] = mapped_column(Text)
    started_by: Mapped[str] = mapped_column(String(64))
    started_at: Mapped[datetime] = mapped_column(index=True)
    finished_at: Mapped[datetime | None]


class Finding(Base):
    """An address that answered."""

    __tablename__ = "discovery_findings"
    __scope__ = PLATFORM
    __table_args__ = (UniqueConstraint("discovery_id", "address"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    discovery_id: Mapped[int] = mapped_column(ForeignKey("discoveries.id", ondelete="CASCADE"))
    address: Mapped[str] = mapped_column(String(64))
    rtt_ms: Mapped[float | None]
    snmp: Mapped[str] = mapped_column(String(32))
    snmp_reason: Mapped[str] = mapped_column(Text, default="")
    credential_id: Mapped[int | None] = mapped_column(ForeignKey("credentials.id", ondelete="SET NULL"), index=True)
    platform: Mapped[str] = mapped_column(String(64), default="")
    vendor: Mapped[str] = mapped_column(String(255), default="")
    os: Mapped[str] = mapped_column(String(64), default="")
    os_version: Mapped[str] = mapped_column(String(255), default="")
    model: Mapped[str] = mapped_column(String(255), default="")
    serial: Mapped[str] = mapped_column(String(255), default="")
    chassis_mac: Mapped[str] = mapped_column(String(32), default="")
    engine_id: Mapped[str] = mapped_column(String(128), default="")
    sysname: Mapped[str] = mapped_column(String(255), default="")
    sys_object_id: Mapped[str] = mapped_column(String(255), default="")
    sys_descr: Mapped[str] = mapped_column(Text, default="")
    match: Mapped[str] = mapped_column(String(16), index=True)
    match_reason: Mapped[str] = mapped_column(Text, default="")
    device_id: Mapped[int | None] = mapped_column(ForeignKey("devices.id", ondelete="SET NULL"), index=True)
    found_at: Mapped[datetime]

    def identity(self) -> Identity:
        """Return who answered."""
        return Identity(
            sysname=self.sysname,
            serial=self.serial,
            chassis_mac=self.chassis_mac,
            engine_id=self.engine_id,
            sys_object_id=self.sys_object_id,
            sys_descr=self.sys_descr,
        )
