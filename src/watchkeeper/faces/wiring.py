"""The composition root: the one place that knows every slice and joins them."""

import importlib.metadata
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from watchkeeper.core.crypto import open_key_ring
from watchkeeper.core.database import Database, default_url
from watchkeeper.core.live.hub import LiveHub
from watchkeeper.core.outbox.service import OutboxService
from watchkeeper.core.tasks import TaskRegistry
from watchkeeper.core.telemetry.metrics import Metrics
from watchkeeper.estate.accounts.authenticator import SessionAuthenticator
from watchkeeper.estate.accounts.login import LoginDesk
from watchkeeper.estate.accounts.passwords import Passwords
from watchkeeper.estate.accounts.service import AccountsService
from watchkeeper.estate.inventory.groups import GroupService
from watchkeeper.estate.inventory.imports.service import ImportService
from watchkeeper.estate.inventory.service import InventoryService
from watchkeeper.estate.vault.service import VaultService, secrets_exist
from watchkeeper.faces.settings import Settings
from watchkeeper.kit.clock import Clock, utc_now
from watchkeeper.observe.events.service import EventService
from watchkeeper.observe.series.service import SeriesService

SERIES_FOLDER = "series"


def version() -> str:
    """Return the version of the installed product."""
    return importlib.metadata.version("watchkeeper")


@dataclass(frozen=True, slots=True)
class Services:
    """Every slice's service, built once a process. Faces take what they need from here."""

    settings: Settings
    clock: Clock
    database: Database
    metrics: Metrics
    tasks: TaskRegistry
    outbox: OutboxService
    hub: LiveHub
    accounts: AccountsService
    desk: LoginDesk
    authenticator: SessionAuthenticator
    vault: VaultService
    inventory: InventoryService
    groups: GroupService
    imports: ImportService
    series: SeriesService
    events: EventService


def open_database(settings: Settings) -> Database:
    """Return the database that the settings name. Raises ConfigurationError for a URL that cannot be used."""
    section = settings.database
    url = section.url or default_url(settings.data_dir)
    return Database(url, pool_size=section.pool_size, busy_timeout_s=section.busy_timeout_s)


@asynccontextmanager
async def opened(settings: Settings, *, clock: Clock = utc_now) -> AsyncIterator[Services]:
    """Yield the services of an installation whose database is there and migrated; close everything afterwards.

    Raises ConfigurationError and UnavailableError that say what is missing.
    """
    database = open_database(settings)
    try:
        await database.verify()
        yield await assemble(settings, database, clock=clock)
    finally:
        await database.dispose()


async def assemble(settings: Settings, database: Database, *, clock: Clock = utc_now) -> Services:
    """Build every service over ``database``.

    Raises ConfigurationError when the master key is missing or does not fit what is stored.
    """
    async with database.reading() as session:
        stored = await secrets_exist(session)
    keys = open_key_ring(settings.data_dir, secrets_exist=stored)
    metrics = Metrics(version=version())
    passwords = Passwords()
    desk = LoginDesk(database, passwords, settings.accounts, clock)
    vault = VaultService(keys, clock)
    return Services(
        settings=settings,
        clock=clock,
        database=database,
        metrics=metrics,
        tasks=TaskRegistry(),
        outbox=OutboxService(clock=clock),
        hub=LiveHub(database, settings.live, clock=clock),
        accounts=AccountsService(passwords, clock),
        desk=desk,
        authenticator=SessionAuthenticator(desk, database),
        vault=vault,
        inventory=InventoryService(vault, settings.inventory, clock),
        groups=GroupService(vault, clock),
        imports=ImportService(vault, settings.inventory, clock),
        series=SeriesService(settings.series, settings.data_dir / SERIES_FOLDER, clock, metrics=metrics),
        events=EventService(settings.events, clock),
    )
