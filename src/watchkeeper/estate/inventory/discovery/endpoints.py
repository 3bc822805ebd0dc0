"""Discovery over HTTP."""

from fastapi import APIRouter, status

from watchkeeper.core.http.paging import Identifier, ListParameters, Page
from watchkeeper.core.http.security import CurrentPrincipal, require
from watchkeeper.core.http.transaction import Session, TransactionRoute
from watchkeeper.estate.inventory.discovery.acceptance import AcceptanceService
from watchkeeper.estate.inventory.discovery.matching import MatchKind
from watchkeeper.estate.inventory.discovery.schemas import (
    Acceptance,
    Accepted,
    DiscoveryStart,
    DiscoveryView,
    FindingView,
)
from watchkeeper.estate.inventory.discovery.service import DiscoveryService


def build_router(service: DiscoveryService, acceptance: AcceptanceService) -> APIRouter:
    """Return the routes of discovery."""
    router = APIRouter(prefix="/discoveries", tags=["discovery"], route_class=TransactionRoute)
    view, run, edit = [require("discovery:view")], [require("discovery:run")], [require("devices:import")]

    @router.get("", dependencies=view)
    async def list_discoveries(session: Session, query: ListParameters) -> Page[DiscoveryView]:
        """List discoveries, the newest first."""
        found, total = await service.list_discoveries(session, query)
        items = [DiscoveryView.of(discovery) for discovery in found]
        return Page[DiscoveryView](items=items, total=total, offset=query.offset, limit=query.limit)

    @router.post("", dependencies=run, status_code=status.HTTP_201_CREATED)
    async def start_discovery(wanted: DiscoveryStart, session: Session, actor: CurrentPrincipal) -> DiscoveryView:
        """Start to look for devices; progress is announced on ``discovery:{id}``."""
        return DiscoveryView.of(await service.start(session, wanted, actor))

    @router.get("/{discovery_id}", dependencies=view)
    async def get_discovery(discovery_id: Identifier, session: Session) -> DiscoveryView:
        """Show one discovery and how far it is."""
        return DiscoveryView.of(await service.discovery(session, discovery_id))

    @router.get("/{discovery_id}/findings", dependencies=view)
    async def list_findings(
        discovery_id: Identifier, session: Session, query: ListParameters, match: MatchKind | None = None
    ) -> Page[FindingView]:
        """List the addresses that answered."""
        found, total = await service.list_findings(session, discovery_id, query, match)
        items = [FindingView.of(finding) for finding in found]
        return Page[FindingView](items=items, total=total, offset=query.offset, limit=query.limit)

    @router.post("/{discovery_id}/cancel", dependencies=run)
    async def cancel_discovery(discovery_id: Identifier, session: Session, actor: CurrentPrincipal) -> DiscoveryView:
        """Stop; what was found stays."""
        return DiscoveryView.of(await service.cancel(session, discovery_id, actor))

    @router.post("/{discovery_id}/pause", dependencies=run)
    async def pause_discovery(discovery_id: Identifier, session: Session, actor: CurrentPrincipal) -> DiscoveryView:
        """Stop for now."""
        return DiscoveryView.of(await service.pause(session, discovery_id, actor))

    @router.post("/{discovery_id}/resume", dependencies=run)
    async def resume_discovery(discovery_id: Identifier, session: Session, actor: CurrentPrincipal) -> DiscoveryView:
        """Go on where it stopped."""
        return DiscoveryView.of(await service.resume(session, discovery_id, actor))

    @router.post("/{discovery_id}/accept", dependencies=edit)
    async def accept_findings(
        discovery_id: Identifier, wanted: Acceptance, session: Session, actor: CurrentPrincipal
    ) -> Accepted:
        """Make devices of findings."""
        finding_ids = None if wanted.finding_ids == "all" else wanted.finding_ids
        return await acceptance.accept(session, discovery_id, finding_ids, actor)

    return router
