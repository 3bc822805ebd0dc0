"""Workspaces: what a person prefers, and dashboards of one's own and shared ones."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.core.http.paging import ListQuery, paginate
from watchkeeper.core.http.security import Principal
from watchkeeper.core.telemetry import get_logger
from watchkeeper.kit.clock import Clock, utc_now
from watchkeeper.operate.workspaces import repository
from watchkeeper.operate.workspaces.errors import DashboardChangedError, DashboardNotFoundError, NotYourDashboardError
from watchkeeper.operate.workspaces.models import Dashboard, Preferences
from watchkeeper.operate.workspaces.schemas import DashboardChange, DashboardCreate

log = get_logger(__name__)

SORTABLE = {"name": Dashboard.name, "updated_at": Dashboard.updated_at, "owner": Dashboard.owner_name}
SHARE = "dashboards:share"


class WorkspaceService:
    """The verbs of workspaces."""

    def __init__(self, clock: Clock = utc_now) -> None:
        self._clock = clock

    async def preferences(self, session: AsyncSession, person: Principal) -> dict[str, Any]:
        """Return what ``person`` prefers; empty when nothing was ever chosen."""
        found = await repository.preferences(session, person.user_id)
        return dict(found.chosen) if found else {}

    async def prefer(self, session: AsyncSession, person: Principal, chosen: dict[str, Any]) -> None:
        """Replace what ``person`` prefers."""
        found = await repository.preferences(session, person.user_id)
        if found is None:
            session.add(Preferences(user_id=person.user_id, chosen=chosen, updated_at=self._clock()))
        else:
            found.chosen = chosen
            found.updated_at = self._clock()
        await session.flush()

    async def list_dashboards(
        self, session: AsyncSession, person: Principal, query: ListQuery
    ) -> tuple[Sequence[Dashboard], int]:
        """Return one page of one's own dashboards and shared ones, and how many there are."""
        statement = repository.visible_dashboards(person.user_id, query.q)
        return await paginate(session, statement, query, SORTABLE, "name")

    async def dashboard(self, session: AsyncSession, dashboard_id: int, person: Principal) -> Dashboard:
        """Return a dashboard that ``person`` may see. Raises DashboardNotFoundError."""
        found = await repository.visible_dashboard(session, dashboard_id, person.user_id)
        if found is None:
            raise DashboardNotFoundError(
                f"There is no dashboard {dashboard_id} for you.",
                hint="It may have been deleted, or its owner no longer shares it.",
            )
        return found

    async def create(self, session: AsyncSession, new: DashboardCreate, person: Principal) -> Dashboard:
        """Keep a new dashboard for ``person``. Raises ForbiddenError when sharing it is not permitted."""
        if new.shared:
            person.demand(SHARE)
        now = self._clock()
        dashboard = Dashboard(
            name=new.name.strip(),
            owner_id=person.user_id,
            owner_name=person.name,
            shared=new.shared,
            version=1,
            layout=new.layout.model_dump(mode="json"),
            created_at=now,
            updated_at=now,
        )
        session.add(dashboard)
        await session.flush()
        log.info("dashboard created", dashboard=dashboard.name, by=person.name)
        return dashboard

    async def change(
        self, session: AsyncSession, dashboard_id: int, change: DashboardChange, person: Principal
    ) -> Dashboard:
        """Change what ``change`` names.

        Raises DashboardNotFoundError, NotYourDashboardError, DashboardChangedError when ``change.version`` is old, and
        ForbiddenError when it is to be shared without that permission.
        """
        dashboard = await self._own(session, dashboard_id, person)
        if change.version != dashboard.version:
            raise DashboardChangedError(
                f"Dashboard {dashboard.name!r} was changed meanwhile.",
                hint="Load it again, or keep yours under another name.",
                details={"version": dashboard.version},
            )
        if change.shared is not None and change.shared != dashboard.shared:
            if change.shared:
                person.demand(SHARE)
            dashboard.shared = change.shared
        if change.name is not None:
            dashboard.name = change.name.strip()
        if change.layout is not None:
            dashboard.layout = change.layout.model_dump(mode="json")
        dashboard.version += 1
        dashboard.updated_at = self._clock()
        await session.flush()
        return dashboard

    async def delete(self, session: AsyncSession, dashboard_id: int, person: Principal) -> None:
        """Remove a dashboard. Raises DashboardNotFoundError and NotYourDashboardError."""
        dashboard = await self._own(session, dashboard_id, person)
        await session.delete(dashboard)
        await session.flush()
        log.info("dashboard deleted", dashboard=dashboard.name, by=person.name)

    async def _own(self, session: AsyncSession, dashboard_id: int, person: Principal) -> Dashboard:
        dashboard = await self.dashboard(session, dashboard_id, person)
        if dashboard.owner_id != person.user_id:
            raise NotYourDashboardError(
                f"Dashboard {dashboard.name!r} belongs to {dashboard.owner_name}.",
                hint="Make a copy of it, and change that.",
            )
        return dashboard
