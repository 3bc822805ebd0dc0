"""Devices, interfaces, sites, pools and tags at the API border."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator

from watchkeeper.estate.inventory.addresses import clean_name, normalise_address
from watchkeeper.estate.inventory.filters import PoolFilter
from watchkeeper.estate.inventory.models import Device, Interface
from watchkeeper.kit.zones import known_zone

LEAST_INTERVAL_S = 5
MOST_INTERVAL_S = 86_400
MAX_ID = 2**31 - 1

Name = Annotated[str, StringConstraints(max_length=1_000), AfterValidator(clean_name)]
Address = Annotated[str, StringConstraints(max_length=255), AfterValidator(normalise_address)]
TagName = Annotated[
    str,
    StringConstraints(strip_whitespace=True, to_lower=True, min_length=1, max_length=64, pattern=r"^[^\x00-\x1f,;]+$"),
]
PlatformName = Annotated[
    str, StringConstraints(strip_whitespace=True, to_lower=True, pattern=r"^[a-z0-9][a-z0-9_.-]{0,63}$|^$")
]
Port = Annotated[int, Field(ge=1, le=65_535)]
IntervalS = Annotated[int, Field(ge=LEAST_INTERVAL_S, le=MOST_INTERVAL_S)]
ObjectId = Annotated[int, Field(ge=1, le=MAX_ID)]
Description = Annotated[str, StringConstraints(max_length=4_000, pattern=r"^[^\x00]*$")]
DriverOption = Annotated[str, StringConstraints(max_length=1_000, pattern=r"^[^\x00]*$")] | bool | int | float | None
State = Literal["up", "down", "unknown"]
IdentityStateName = Literal["verified", "unverified", "mismatch"]


class DeviceCreate(BaseModel):
    """A new device. Only name and address are needed; the rest is found out or has a default."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"name": "core-1", "address": "192.0.2.1", "tags": ["core"], "credential_id": None}]
        },
    )

    name: Name
    address: Address
    snmp_port: Port = 161
    site_id: ObjectId | None = None
    tags: list[TagName] = Field(default_factory=list, max_length=100)
    platform: PlatformName = ""
    credential_id: ObjectId | None = None
    enabled: bool = True
    interval_s: IntervalS | None = None
    driver: Literal["snmp", "icmp"] = "snmp"
    driver_options: dict[str, DriverOption] = Field(default_factory=dict, max_length=50)


class DeviceChange(BaseModel):
    """What to change of a device; what is absent stays. ``null`` clears site, credential and interval."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"enabled": False}]})

    name: Name | None = None
    address: Address | None = None
    snmp_port: Port | None = None
    site_id: ObjectId | None = None
    tags: list[TagName] | None = Field(default=None, max_length=100)
    platform: PlatformName | None = None
    credential_id: ObjectId | None = None
    enabled: bool | None = None
    interval_s: IntervalS | None = None
    driver: Literal["snmp", "icmp"] | None = None
    driver_options: dict[str, DriverOption] | None = Field(default=None, max_length=50)


class SiteBrief(BaseModel):
    """The site of a device."""

    id: int
    name: str


class DeviceView(BaseModel):
    """A device: how to reach it, who it is, how it answered last."""

    id: int
    name: str
    address: str
    snmp_port: int
    site: SiteBrief | None
    tags: list[str]
    platform: str
    vendor: str
    os: str
    os_version: str
    model: str
    serial: str
    sysname: str
    credential_id: int | None
    enabled: bool
    interval_s: int | None
    driver: str
    state: State = Field(description="up, down, or unknown: not asked yet, or it could not be asked.")
    state_reason: str
    state_since: datetime | None
    last_ok_at: datetime | None
    last_polled_at: datetime | None
    last_outcome: str | None
    fresh: bool = Field(description="Whether its data is younger than the configured number of polling intervals.")
    identity_state: IdentityStateName
    identity_reason: str
    observed_identity: dict[str, str] | None = Field(description="Who answers instead, after a mismatch.")
    uptime_s: float | None
    interface_count: int
    created_at: datetime
    updated_at: datetime

    @classmethod
    def of(cls, device: Device, *, fresh: bool) -> Self:
        """Return the view of a row that was loaded with its site and tags."""
        columns = {
            name: getattr(device, name)
            for name in cls.model_fields
            if name not in {"site", "tags", "fresh", "observed_identity"}
        }
        observed = device.observed_identity
        return cls(
            **columns,
            site=SiteBrief(id=device.site.id, name=device.site.name) if device.site else None,
            tags=[tag.name for tag in device.tags],
            fresh=fresh,
            observed_identity={key: str(value) for key, value in observed.items()} if observed else None,
        )


class InterfaceView(BaseModel):
    """A port of a device."""

    model_config = ConfigDict(from_attributes=True)

    id: int
    if_index: int | None
    name: str
    descr: str
    alias: str
    type: str
    mtu: int | None
    speed_bps: int | None
    mac: str | None
    admin_status: str | None
    oper_status: str | None
    last_change_at: datetime | None
    present: bool

    @classmethod
    def of(cls, interface: Interface) -> Self:
        """Return the view of a row."""
        return cls.model_validate(interface)


Latitude = Annotated[float, Field(ge=-90, le=90, description="Degrees north (WGS 84).")]
Longitude = Annotated[float, Field(ge=-180, le=180, description="Degrees east (WGS 84).")]

AvailabilityTarget = Annotated[
    float, Field(gt=0, le=100, description="Percent of the time that it is to be up; reports are held against it.")
]
TimeZone = Annotated[
    str,
    Field(max_length=64, description="IANA name, such as Europe/Berlin. Null: the zone of the platform."),
    AfterValidator(known_zone),
]


def _whole_place(site: "SiteCreate | SiteChange") -> "SiteCreate | SiteChange":
    if (site.latitude is None) != (site.longitude is None):
        raise ValueError("a place needs latitude and longitude, or neither")
    return site


class SiteCreate(BaseModel):
    """A new site."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"name": "HQ", "description": "Head office"}]}
    )

    name: Name
    description: Description = ""
    latitude: Latitude | None = None
    longitude: Longitude | None = None
    time_zone: TimeZone | None = None
    availability_target: AvailabilityTarget | None = None
    credential_id: ObjectId | None = Field(default=None, description="For its devices that have none of their own.")

    _whole = model_validator(mode="after")(_whole_place)


class SiteChange(BaseModel):
    """What to change of a site; what is absent stays."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"description": "Second floor"}]})

    name: Name | None = None
    description: Description | None = None
    latitude: Latitude | None = None
    longitude: Longitude | None = None
    time_zone: TimeZone | None = None
    availability_target: AvailabilityTarget | None = None
    credential_id: ObjectId | None = None

    _whole = model_validator(mode="after")(_whole_place)


class SiteView(BaseModel):
    """A place with devices."""

    id: int
    name: str
    description: str
    latitude: float | None = Field(description="Degrees north (WGS 84).")
    longitude: float | None = Field(description="Degrees east (WGS 84).")
    time_zone: str | None
    availability_target: float | None
    credential_id: int | None
    device_count: int
    created_at: datetime
    updated_at: datetime


class PoolCreate(BaseModel):
    """A new pool: listed members, or a filter that finds them."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"name": "backbone", "filter": {"tag": "core", "name": "r*"}}]}
    )

    name: Name
    filter: PoolFilter | None = None
    availability_target: AvailabilityTarget | None = None
    members: list[ObjectId] = Field(default_factory=list, max_length=100_000)


class PoolChange(BaseModel):
    """What to change of a pool; what is absent stays. ``filter: null`` turns it into a list of members."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"members": [1, 2]}]})

    name: Name | None = None
    filter: PoolFilter | None = None
    availability_target: AvailabilityTarget | None = None
    members: list[ObjectId] | None = Field(default=None, max_length=100_000)


class PoolView(BaseModel):
    """A named set of devices."""

    id: int
    name: str
    filter: dict[str, object] | None
    members: list[int] = Field(description="The listed members; empty where a filter finds them.")
    availability_target: float | None
    device_count: int
    created_at: datetime
    updated_at: datetime


class TagView(BaseModel):
    """A tag and how many devices have it."""

    id: int
    name: str
    device_count: int


class DeviceProblem(BaseModel):
    """A device that needs a look."""

    id: int
    name: str
    address: str
    state: State
    state_reason: str
    state_since: datetime | None
    identity_state: IdentityStateName
    identity_reason: str
    last_ok_at: datetime | None

    @classmethod
    def of(cls, devices: Sequence[Device]) -> list[Self]:
        """Return the views of rows."""
        return [cls(**{name: getattr(device, name) for name in cls.model_fields}) for device in devices]


class StateCounts(BaseModel):
    """Devices by state."""

    up: int = 0
    down: int = 0
    unknown: int = 0
    total: int = 0


class SiteStates(BaseModel):
    """Devices of one site by state; id and name are null for devices without a site."""

    id: int | None
    name: str | None
    up: int = 0
    down: int = 0
    unknown: int = 0


class Overview(BaseModel):
    """The state of everything on one page."""

    devices: StateCounts
    stale: int = Field(description="Enabled devices whose data is not fresh, or that never gave any.")
    identity_mismatches: int
    newest_sample_at: datetime | None
    oldest_fresh_at: datetime | None
    sites: list[SiteStates]
    problems: list[DeviceProblem]
