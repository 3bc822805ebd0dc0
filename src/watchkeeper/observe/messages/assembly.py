"""Receiving built from its collaborators."""

from dataclasses import dataclass
from pathlib import Path

from watchkeeper.core.database import Database
from watchkeeper.estate.inventory.service import InventoryService
from watchkeeper.kit.clock import Clock, utc_now
from watchkeeper.observe.events.memory import StatusMemory
from watchkeeper.observe.events.service import EventService
from watchkeeper.observe.messages.archive import Archive
from watchkeeper.observe.messages.catalogue import catalogue
from watchkeeper.observe.messages.conditions import Conditions
from watchkeeper.observe.messages.directory import Directory
from watchkeeper.observe.messages.metrics import ReceivingMetrics
from watchkeeper.observe.messages.reading import Reader
from watchkeeper.observe.messages.receiver import Receiver, Surroundings
from watchkeeper.observe.messages.recording import Recorder
from watchkeeper.observe.messages.settings import ReceivingSettings
from watchkeeper.observe.messages.shedding import Shedder, Shedding
from watchkeeper.observe.messages.syslog import load as syslog_files
from watchkeeper.observe.messages.syslog.engine import Dialects
from watchkeeper.observe.messages.traps import definition as trap_files
from watchkeeper.observe.messages.traps.usm import UsmReceiver, open_authority

ARCHIVE_FOLDER = "messages"
ENGINE_FILE = "snmp-engine.json"


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The services that receiving works with; ``statuses`` is what polling in this process remembers, if it does."""

    database: Database
    inventory: InventoryService
    events: EventService
    statuses: StatusMemory | None = None
    clock: Clock = utc_now


def build_receiver(
    around: Neighbours,
    settings: ReceivingSettings,
    metrics: ReceivingMetrics,
    data_dir: Path,
    *,
    writer: str = "0",
    share: bool = False,
) -> Receiver:
    """Return a receiver that has not started. This SNMP engine counts one boot more."""
    directory = Directory(settings.trusted_relays)
    own = settings.definitions
    dialects = Dialects(syslog_files.shipped(() if own is None else (own / "syslog",)))
    traps = trap_files.shipped(() if own is None else (own / "traps",))
    usm = UsmReceiver(open_authority(data_dir / ENGINE_FILE), directory.credentials_of)
    shedder = Shedder(Shedding(settings.events_per_source, settings.events_burst))
    database, inventory = around.database, around.inventory
    surroundings = Surroundings(
        database=database,
        inventory=inventory,
        reader=Reader(directory, dialects, traps, catalogue(), usm),
        recorder=Recorder(database, inventory, around.events, Conditions(), shedder, around.clock, around.statuses),
        archive=Archive(data_dir / ARCHIVE_FOLDER, writer),
        directory=directory,
    )
    return Receiver(surroundings, settings, metrics, share=share)
