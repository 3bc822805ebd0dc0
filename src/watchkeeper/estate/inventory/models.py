"""Tables of the inventory: sites, devices, interfaces, pools and tags."""

from datetime import datetime

from sqlalchemy import JSON, BigInteger, Column, ForeignKey, Index, String, Table, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from watchkeeper.core.database import Base
from watchkeeper.core.scope import OfDevice, OfPool, OfSite, ThroughTable
from watchkeeper.estate.drivers.protocol import Identity

NAME_WIDTH = 255

device_tags = Table(
    "device_tags",
    Base.metadata,
    Column("device_id", ForeignKey("devices.id", ondelete="CASCADE"), primary_key=True),
    Column("tag_id", ForeignKey("tags.id", ondelete="CASCADE"), primary_key=True, index=True),
)

pool_members = Table(
    "pool_members",
    Base.metadata,
    Column("pool_id", ForeignKey("pools.id", ondelete="CASCADE"), primary_key=True),
    Column("device_id", ForeignKey("devices.id", ondelete="CASCADE"), primary_key=True, index=True),
)


class Site(Base):
    """A place with devices. Its credential is used for devices that have none of their own."""

    __tablename__ = "sites"
    __scope__ = OfSite("id")

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(NAME_WIDTH), unique=True)
    description: Mapped[str] = mapped_column(Text, default="")
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    time_zone: Mapped[str | None] = mapped_column(String(64))
    availability_target: Mapped[float | None]
    credential_id: Mapped[int | None] = mapped_column(ForeignKey("credentials.id", ondelete="RESTRICT"), index=True)
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]


class Tag(Base):
    """A word that devices are found by. Names are kept in lower case."""

    __tablename__ = "tags"
    __scope__ = ThroughTable(device_tags.c.tag_id, device_tags.c.device_id)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(NAME_WIDTH), unique=True)


class Device(Base):
    """Something that is watched: how to reach it, who it says it is, and how it answered last."""

    __tablename__ = "devices"
    __scope__ = OfDevice("id")

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(NAME_WIDTH), unique=True)
    address: Mapped[str] = mapped_column(String(NAME_WIDTH), index=True)
    snmp_port: Mapped[int] = mapped_column(default=161)
    driver: Mapped[str] = mapped_column(String(32), default="snmp")
    driver_options: Mapped[dict[str, object]] = mapped_column(default=dict)
    site_id: Mapped[int | None] = mapped_column(ForeignKey("sites.id", ondelete="RESTRICT"), index=True)
    credential_id: Mapped[int | None] = mapped_column(ForeignKey("credentials.id", ondelete="RESTRICT"), index=True)
    enabled: Mapped[bool] = mapped_column(default=True)
    interval_s: Mapped[int | None]

    platform: Mapped[str] = mapped_column(String(64), default="", index=True)
    vendor: Mapped[str] = mapped_column(String(NAME_WIDTH), default="")
    os: Mapped[str] = mapped_column(String(64), default="")
    os_version: Mapped[str] = mapped_column(String(NAME_WIDTH), default="")
    model: Mapped[str] = mapped_column(String(NAME_WIDTH), default="")

    serial: Mapped[str] = mapped_column(String(NAME_WIDTH), default="", index=True)
    chassis_mac: Mapped[str] = mapped_column(String(32), default="", index=True)
    engine_id: Mapped[str] = mapped_column(String(128), default="")
    sysname: Mapped[str] = mapped_column(String(NAME_WIDTH), default="")
    sys_object_id: Mapped[str] = mapped_column(String(NAME_WIDTH), default="")
    sys_descr: Mapped[str] = mapped_column(Text, default="")
    identity_state: Mapped[str] = mapped_column(String(16), default="unverified", index=True)
    identity_reason: Mapped[str] = mapped_column(Text, default="")
    identity_accepted_at: Mapped[datetime | None]
    observed_identity: Mapped[dict[str, object] | None] = mapped_column(JSON(none_as_null=True))

    state: Mapped[str] = mapped_column(String(16), default="unknown", index=True)
    state_reason: Mapped[str] = mapped_column(Text, default="")
    state_since: Mapped[datetime | None]
    failures: Mapped[int] = mapped_column(default=0)
    last_ok_at: Mapped[datetime | None]
    last_polled_at: Mapped[datetime | None]
    last_outcome: Mapped[str | None] = mapped_column(String(32))
    uptime_s: Mapped[float | None]
    driver_memory: Mapped[dict[str, object]] = mapped_column(default=dict)
    interface_count: Mapped[int] = mapped_column(default=0)

    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]

    site: Mapped[Site | None] = relationship(lazy="raise")
    tags: Mapped[list[Tag]] = relationship(secondary=device_tags, lazy="raise", order_by="Tag.name")

    def known_identity(self) -> Identity:
        """Return the identity stored for this device."""
        return Identity(
            sysname=self.sysname,
            serial=self.serial,
            chassis_mac=self.chassis_mac,
            engine_id=self.engine_id,
            sys_object_id=self.sys_object_id,
            sys_descr=self.sys_descr,
        )


class Interface(Base):
    """A port of a device. ``name_key`` is the canonical name; ``if_index`` may move and is no identity."""

    __tablename__ = "interfaces"
    __scope__ = OfDevice()
    __table_args__ = (
        UniqueConstraint("device_id", "name_key"),
        Index("ix_interfaces_device_id_if_index", "device_id", "if_index"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    device_id: Mapped[int] = mapped_column(ForeignKey("devices.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(NAME_WIDTH))
    name_key: Mapped[str] = mapped_column(String(NAME_WIDTH + 32))
    if_index: Mapped[int | None]
    descr: Mapped[str] = mapped_column(Text, default="")
    alias: Mapped[str] = mapped_column(Text, default="")
    type: Mapped[str] = mapped_column(String(64), default="")
    mtu: Mapped[int | None]
    speed_bps: Mapped[int | None] = mapped_column(BigInteger)
    mac: Mapped[str | None] = mapped_column(String(32))
    admin_status: Mapped[str | None] = mapped_column(String(16))
    oper_status: Mapped[str | None] = mapped_column(String(16))
    last_change_at: Mapped[datetime | None]
    present: Mapped[bool] = mapped_column(default=True)
    updated_at: Mapped[datetime]


class DeviceAbsence(Base):
    """A time in which nothing was known of a device (``kind``: of itself, or its data alone); see ``absences``."""

    __tablename__ = "device_absences"
    __scope__ = OfDevice()
    __table_args__ = (Index("ix_device_absences_device_id_end_at", "device_id", "end_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    device_id: Mapped[int] = mapped_column(ForeignKey("devices.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(16))
    start_at: Mapped[datetime]
    end_at: Mapped[datetime]


class Pool(Base):
    """A named set of devices: those listed as members, or those a filter finds."""

    __tablename__ = "pools"
    __scope__ = OfPool("id")

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(NAME_WIDTH), unique=True)
    filter: Mapped[dict[str, object] | None] = mapped_column(JSON(none_as_null=True))
    availability_target: Mapped[float | None]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
