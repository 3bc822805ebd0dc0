"""The wing of what is seen: samples, events, messages, and the polling that asks for them."""

from dataclasses import dataclass

from watchkeeper.core.egress.policy import Gate
from watchkeeper.estate.drivers.icmp.driver import IcmpDriver
from watchkeeper.estate.drivers.platforms.registry import own_files, shipped
from watchkeeper.estate.drivers.processes import DriverProcesses
from watchkeeper.estate.drivers.protocol import Driver
from watchkeeper.estate.drivers.snmp.driver import SnmpDriver
from watchkeeper.faces.settings import Settings
from watchkeeper.faces.wiring.estate import Estate
from watchkeeper.faces.wiring.ground import Ground
from watchkeeper.faces.wiring.services import Services
from watchkeeper.observe.events import tasks as events_tasks
from watchkeeper.observe.events.expiries import ExpiryWatch
from watchkeeper.observe.events.service import EventService
from watchkeeper.observe.messages import tasks as messages_tasks
from watchkeeper.observe.messages.archive import Archive
from watchkeeper.observe.messages.assembly import ARCHIVE_FOLDER, Neighbours, build_receiver
from watchkeeper.observe.messages.receiver import Receiver
from watchkeeper.observe.messages.service import MessageService
from watchkeeper.observe.polling.assembly import Polling, Surroundings, build_polling
from watchkeeper.observe.polling.chores import HOUSEHOLD, Chore
from watchkeeper.observe.polling.stages import BatchStage
from watchkeeper.observe.series import tasks as series_tasks
from watchkeeper.observe.series.service import SeriesService

SERIES_FOLDER = "series"
_HOUR_S = 3_600
CHORES = (
    *HOUSEHOLD,
    Chore("events.look_for_expiries", _HOUR_S, events_tasks.LOOK_FOR_EXPIRIES, events_tasks.LookForExpiries()),
    Chore("messages.tidy", _HOUR_S, messages_tasks.TIDY, messages_tasks.TidyMessages()),
)


@dataclass(frozen=True, slots=True)
class Records:
    """What keeps that which was seen."""

    series: SeriesService
    events: EventService
    messages: MessageService


def build_records(ground: Ground, estate: Estate) -> Records:
    """Join the parts and bind their tasks."""
    settings, tasks, clock = ground.settings, ground.tasks, ground.clock
    series = SeriesService(settings.series, settings.data_dir / SERIES_FOLDER, clock, metrics=ground.metrics)
    events = EventService(settings.events, clock)
    messages = MessageService(Archive(settings.data_dir / ARCHIVE_FOLDER), settings.receiving, clock)
    series_tasks.bind(tasks, series)
    events_tasks.bind(tasks, events, ground.database)
    watch = ExpiryWatch(events, estate.vault, estate.office.keys, clock)
    events_tasks.bind_expiries(tasks, watch, ground.database)
    messages_tasks.bind(tasks, messages)
    return Records(series, events, messages)


def build_collecting(
    ground: Ground, estate: Estate, records: Records, chores: tuple[Chore, ...], stages: tuple[BatchStage, ...]
) -> Polling:
    """Return polling with its tasks bound. It starts ``chores`` when they are due and hands each batch to ``stages``.

    Raises PlatformError for a file of the operator's that describes no platform.
    """
    settings = ground.settings
    snmp, icmp = _collecting(settings, ground.gate), IcmpDriver(pinger=estate.pinger)
    polling = build_polling(
        Surroundings(
            database=ground.database,
            inventory=estate.inventory,
            series=records.series,
            events=records.events,
            drivers={SnmpDriver.name: snmp, IcmpDriver.name: icmp},
        ),
        settings=settings.polling,
        chores=(*CHORES, *chores),
        stages=stages,
        metrics=ground.metrics,
        clock=ground.clock,
    )
    polling.bind(ground.tasks)
    return polling


def _collecting(settings: Settings, gate: Gate) -> Driver:
    """Return who asks devices: the driver itself, or processes that each have one."""
    if own_files():
        shipped()  # a wrong file of the operator's is told at the start, not at every poll
    count = settings.polling.collectors
    if not count:
        return SnmpDriver(gate=gate)
    factory = f"{SnmpDriver.__module__}:{SnmpDriver.__qualname__}"
    return DriverProcesses(factory, count, settings.logging, allowed=settings.egress.allow)


def receiver_of(services: Services, *, writer: str = "0", share: bool = False) -> Receiver:
    """Return a receiver over ``services``; ``writer`` names this process in the archive."""
    neighbours = Neighbours(
        services.database, services.inventory, services.events, services.polling.statuses, services.clock
    )
    settings = services.settings
    return build_receiver(
        neighbours, settings.receiving, services.receiving, settings.data_dir, writer=writer, share=share
    )
