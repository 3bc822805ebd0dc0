"""The tables of topology: the last view of each device, and every version of every edge of the map."""

from datetime import datetime

from sqlalchemy import JSON, Index, LargeBinary, String, text
from sqlalchemy.orm import Mapped, mapped_column

from watchkeeper.core.database import BIG_ID, Base
from watchkeeper.core.scope import BY_VERB, OfDevice

KEY_WIDTH = 700


class Said:
    """What a device said last time it answered, and when that was new. The row goes when the device does."""

    device_id: Mapped[int] = mapped_column(BIG_ID, primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    document: Mapped[dict[str, object]] = mapped_column(JSON)


class StoredView(Said, Base):
    """Ports, neighbours, adjacencies and sessions of a device."""

    __tablename__ = "topology_views"
    __scope__ = OfDevice()


class StoredStations(Said, Base):
    """Hardware addresses that a device has heard, as far as they belong to devices that are known."""

    __tablename__ = "topology_stations"
    __scope__ = OfDevice()


class Look(Base):
    """The look at a device whose words are kept: when it began, and the digest of the report (see ``drivers.visits``).

    Whoever looks next, in any process, neither takes the same words in twice nor lets an earlier look undo a later one.
    """

    __tablename__ = "topology_looks"
    __scope__ = OfDevice()

    device_id: Mapped[int] = mapped_column(BIG_ID, primary_key=True, autoincrement=False)
    began_at: Mapped[datetime]
    digest: Mapped[bytes] = mapped_column(LargeBinary(16))


class StoredConfiguration(Said, Base):
    """What the configuration of a device says of its place; the text is not kept."""

    __tablename__ = "topology_configurations"
    __scope__ = OfDevice()


class EdgeVersion(Base):
    """An edge as it was from ``valid_from`` until ``valid_to`` (null: it still is so).

    ``first_seen`` and ``last_seen`` are of the edge, not of the version; the end of a version is not in it.
    """

    __tablename__ = "topology_edges"
    __scope__ = BY_VERB
    __table_args__ = (
        Index("ix_topology_edges_key", "key", "valid_from"),
        Index("ix_topology_edges_valid", "valid_from", "valid_to"),
        Index(  # the map as it is, beside the versions of a year
            "ix_topology_edges_now",
            "key",
            "valid_from",
            "last_seen",
            sqlite_where=text("valid_to IS NULL"),
            postgresql_where=text("valid_to IS NULL"),
        ),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(BIG_ID, primary_key=True, autoincrement=True)
    key: Mapped[str] = mapped_column(String(KEY_WIDTH))
    layer: Mapped[str] = mapped_column(String(16))
    state: Mapped[str] = mapped_column(String(16))
    valid_from: Mapped[datetime]
    valid_to: Mapped[datetime | None]
    first_seen: Mapped[datetime]
    last_seen: Mapped[datetime]
    document: Mapped[dict[str, object]] = mapped_column(JSON)
