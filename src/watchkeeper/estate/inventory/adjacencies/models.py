"""Tables of what devices say about their neighbours, routing sessions, and what holds their links together."""

from datetime import datetime

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from watchkeeper.core.database import Base
from watchkeeper.core.scope import OfDevice


class Neighbour(Base):
    """What one port heard from the other side, in the device's own words."""

    __tablename__ = "neighbours"
    __scope__ = OfDevice()
    __table_args__ = (Index("ix_neighbours_device_id", "device_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    device_id: Mapped[int] = mapped_column(ForeignKey("devices.id", ondelete="CASCADE"))
    protocol: Mapped[str] = mapped_column(String(16))
    local_port: Mapped[str] = mapped_column(String(255), default="")
    remote_name: Mapped[str] = mapped_column(String(255), default="")
    remote_port: Mapped[str] = mapped_column(String(255), default="")
    remote_chassis: Mapped[str] = mapped_column(String(255), default="")
    remote_descr: Mapped[str] = mapped_column(String(500), default="")
    first_seen_at: Mapped[datetime]
    seen_at: Mapped[datetime]


class RoutingSession(Base):
    """One BGP, OSPF, IS-IS or BFD session, with the state seen last and since when it was seen so."""

    __tablename__ = "routing_sessions"
    __scope__ = OfDevice()
    __table_args__ = (Index("ix_routing_sessions_device_id", "device_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    device_id: Mapped[int] = mapped_column(ForeignKey("devices.id", ondelete="CASCADE"))
    protocol: Mapped[str] = mapped_column(String(8))
    vrf: Mapped[str] = mapped_column(String(255), default="")
    peer: Mapped[str] = mapped_column(String(255))
    remote_as: Mapped[int | None] = mapped_column(BigInteger)
    detail: Mapped[str] = mapped_column(String(255), default="")
    state: Mapped[str] = mapped_column(String(32))
    up: Mapped[bool]
    admin_down: Mapped[bool] = mapped_column(default=False)
    state_since: Mapped[datetime]
    seen_at: Mapped[datetime]


class Feature(Base):
    """An aggregate, ring, spanning-tree port, VLAN, PoE port or alarm, and since when it was seen in this state."""

    __tablename__ = "device_features"
    __scope__ = OfDevice()
    __table_args__ = (Index("ix_device_features_device_id", "device_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    device_id: Mapped[int] = mapped_column(ForeignKey("devices.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(8))
    name: Mapped[str] = mapped_column(String(255))
    state: Mapped[str] = mapped_column(String(64))
    severity: Mapped[str] = mapped_column(String(8))
    told: Mapped[dict[str, str]] = mapped_column(JSON)
    state_since: Mapped[datetime]
    seen_at: Mapped[datetime]
