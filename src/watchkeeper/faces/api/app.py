"""The HTTP application: every slice's routes under one roof, the live channel and the web interface."""

from collections.abc import Iterator

from fastapi import APIRouter, FastAPI

from watchkeeper.act.notifications import endpoints as notifications
from watchkeeper.core.audit import endpoints as audit
from watchkeeper.core.http.app import API_PREFIX, Lifespan, create_base_app, expect_routes
from watchkeeper.core.live import endpoints as live
from watchkeeper.core.live.sockets import LiveSockets
from watchkeeper.core.outbox import endpoints as outbox
from watchkeeper.core.settings import describe
from watchkeeper.estate.accounts import endpoints as accounts
from watchkeeper.estate.accounts.access import endpoints as access
from watchkeeper.estate.accounts.schemes import SECURITY
from watchkeeper.estate.inventory import browse_endpoints as browse
from watchkeeper.estate.inventory import choosing
from watchkeeper.estate.inventory import endpoints as inventory
from watchkeeper.estate.inventory import login_trial_endpoints as login_trials
from watchkeeper.estate.inventory.discovery import endpoints as discovery
from watchkeeper.estate.inventory.imports import endpoints as imports
from watchkeeper.estate.maintenance import endpoints as maintenance
from watchkeeper.estate.vault import endpoints as vault
from watchkeeper.faces.api import web
from watchkeeper.faces.wiring import Services, version
from watchkeeper.observe.events import endpoints as events
from watchkeeper.observe.messages import endpoints as messages
from watchkeeper.observe.polling import endpoints as polling
from watchkeeper.observe.series import endpoints as series
from watchkeeper.operate.configuration import endpoints as configuration
from watchkeeper.operate.demonstration import endpoints as demonstration
from watchkeeper.operate.probes import endpoints as probes
from watchkeeper.operate.support import endpoints as support
from watchkeeper.operate.workspaces import endpoints as workspaces
from watchkeeper.understand.alerts import endpoints as alerts
from watchkeeper.understand.alerts.silences import endpoints as silences
from watchkeeper.understand.alerts.silences.muting import Muting
from watchkeeper.understand.availability import endpoints as availability
from watchkeeper.understand.baselines import endpoints as baselines
from watchkeeper.understand.capacity import endpoints as capacity
from watchkeeper.understand.correlation import endpoints as correlation
from watchkeeper.understand.health import endpoints as health
from watchkeeper.understand.investigations import endpoints as investigations
from watchkeeper.understand.rules import endpoints as rules
from watchkeeper.understand.topology import endpoints as topology
from watchkeeper.understand.topology.configurations import endpoints as topology_configurations


def create_app(services: Services, *, sockets: LiveSockets, lifespan: Lifespan | None = None) -> FastAPI:
    """Return the application over ``services``. ``lifespan`` runs what lives beside it in this process."""
    app = create_base_app(
        database=services.database,
        authenticator=services.authenticator,
        metrics=services.metrics,
        scopes=services.scopes,
        version=version(),
        lifespan=lifespan,
        max_body_bytes=services.settings.server.max_body_bytes,
        secure=services.settings.server.secure_cookies,
        trusted_proxies=services.settings.server.trusted_proxies,
        rates=services.settings.rates,
        origins=services.settings.server.origins,
        security=SECURITY,
    )
    for router in _routers(services):
        app.include_router(router, prefix=API_PREFIX)
    app.include_router(probes.build_probe_router(services.probes))
    sockets.mount(app)
    app.include_router(web.build_router())
    expect_routes(app, services.metrics)
    return app


def _routers(services: Services) -> Iterator[APIRouter]:
    yield accounts.build_router(services.accounts_office)
    yield access.build_router(services.access)
    yield vault.build_router(services.vault, services.host_keys, services.reauthentication)
    yield inventory.build_router(services.inventory, services.groups)
    yield browse.build_browse_router(services.inventory)
    yield login_trials.build_router(services.login_trials)
    yield imports.build_router(services.imports)
    yield discovery.build_router(services.discovery, services.acceptance)
    yield maintenance.build_router(services.maintenance)
    yield polling.build_router(services.polling.service)
    yield series.build_router(services.series, choosing.device_ids)
    yield events.build_router(services.events)
    yield messages.build_router(services.messages, services.inventory)
    yield alerts.build_router(services.alerts, services.clock, Muting(services.silences, services.maintenance))
    yield silences.build_router(services.silences)
    yield investigations.build_router(services.investigations)
    yield rules.build_router(services.rules)
    yield topology.build_router(services.atlas)
    yield topology_configurations.build_router(services.configurations)
    yield notifications.build_router(services.notifications)
    normal = services.baselines
    yield baselines.build_router(normal.service, normal.inspector, normal.forecaster, normal.ahead, services.inventory)
    yield health.build_router(services.health)
    yield availability.build_router(services.availability)
    yield correlation.build_router(services.correlation, services.inventory)
    yield capacity.build_router(services.capacity, services.settings.baselines.forecasts.interval_s)
    yield audit.build_router(services.audit)
    yield outbox.build_router(services.outbox)
    yield workspaces.build_router(services.workspaces)
    yield probes.build_router(services.probes, clock=services.clock)
    yield configuration.build_router(lambda: describe(services.settings))
    yield support.build_router(services.support)
    yield demonstration.build_router(services.demonstration)
    yield live.build_router(services.hub)
