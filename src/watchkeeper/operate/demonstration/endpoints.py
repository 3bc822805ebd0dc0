"""The lab over HTTP."""

from fastapi import APIRouter

from watchkeeper.core.http.paging import Identifier
from watchkeeper.core.http.security import require
from watchkeeper.core.http.transaction import TransactionRoute
from watchkeeper.operate.demonstration.schemas import FaultOrder, LabView
from watchkeeper.operate.demonstration.service import DemonstrationService


def build_router(service: DemonstrationService) -> APIRouter:
    """Return the routes under ``/lab``."""
    router = APIRouter(prefix="/lab", tags=["lab"], route_class=TransactionRoute)
    view, operate = [require("system:view")], [require("system:operate")]

    @router.get("", dependencies=view)
    async def read_lab() -> LabView:
        """Whether an emulated network runs beside this server, and what is broken in it."""
        return await service.look()

    @router.post("/faults", dependencies=operate)
    async def break_something(order: FaultOrder) -> LabView:
        """Break something in the emulated network. Real devices are never touched."""
        return await service.break_something(order)

    @router.delete("/faults", dependencies=operate)
    async def mend_everything() -> LabView:
        """Mend all that is broken in the emulated network."""
        return await service.mend()

    @router.delete("/faults/{fault_id}", dependencies=operate)
    async def mend(fault_id: Identifier) -> LabView:
        """Mend one fault."""
        return await service.mend(fault_id)

    return router
