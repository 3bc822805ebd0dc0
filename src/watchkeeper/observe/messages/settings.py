"""Settings of receiving: ``settings.receiving``."""

from pathlib import Path

from pydantic import BaseModel, Field


class ReceivingSettings(BaseModel):
    """Where syslog and SNMP notifications are listened for, and how they are kept. An empty address does not listen."""

    traps: str = Field(default="", description="UDP address for SNMP traps and informs, such as 0.0.0.0:162.")
    syslog_udp: str = Field(default="", description="UDP address for syslog, such as 0.0.0.0:514.")
    syslog_tcp: str = Field(default="", description="TCP address for syslog, such as 0.0.0.0:514.")
    syslog_tls: str = Field(default="", description="TLS address for syslog, such as 0.0.0.0:6514.")
    tls_certificate: Path | None = Field(default=None, description="PEM file with the certificate for syslog over TLS.")
    tls_key: Path | None = Field(default=None, description="PEM file with the key; default: in the certificate's file.")
    tls_client_ca: Path | None = Field(default=None, description="PEM file of the CA that clients must be signed by.")
    queue: int = Field(default=100_000, ge=100, description="Messages that wait to be read; more are dropped, counted.")
    buffer_bytes: int = Field(default=8 * 1024 * 1024, ge=65_536, description="Receive buffer of a socket (SO_RCVBUF).")
    flush_s: float = Field(default=0.5, gt=0, le=60, description="Longest time until a message is stored and shown.")
    batch: int = Field(default=5_000, ge=100, description="Messages that are stored together at most.")
    keep_days: int = Field(default=7, ge=1, description="Days that messages are kept as they came.")
    connections: int = Field(default=1_000, ge=1, description="Open syslog connections at most.")
    events_per_source: float = Field(default=50.0, gt=0, description="Events a second that are told of one sender.")
    events_burst: float = Field(default=500.0, ge=1, description="Events of one sender that are told at once.")
    trusted_relays: list[str] = Field(
        default_factory=list, description="Addresses whose snmpTrapAddress or syslog host name tells the device."
    )
    definitions: Path | None = Field(
        default=None, description="Folder with own definitions: syslog/*.yaml and traps/*.yaml."
    )

    @property
    def listens(self) -> bool:
        """Whether any address is to be listened on."""
        return any((self.traps, self.syslog_udp, self.syslog_tcp, self.syslog_tls))
