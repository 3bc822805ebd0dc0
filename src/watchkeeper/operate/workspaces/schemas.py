"""What crosses the API border of workspaces."""

import json
from datetime import datetime
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BaseModel, Field

from watchkeeper.core.http.bodies import Exact
from watchkeeper.core.http.security import Principal
from watchkeeper.operate.workspaces.layout import Layout
from watchkeeper.operate.workspaces.models import Dashboard

MAX_PREFERENCES_BYTES = 64_000
FORMAT = "watchkeeper-dashboard/1"


def _bounded(chosen: dict[str, Any]) -> dict[str, Any]:
    if len(json.dumps(chosen)) > MAX_PREFERENCES_BYTES:
        raise ValueError(f"preferences take more than {MAX_PREFERENCES_BYTES} bytes")
    return chosen


Chosen = Annotated[dict[Annotated[str, Field(max_length=128)], Any], AfterValidator(_bounded)]


class PreferencesView(BaseModel):
    """How a person wants the console to be, by name (``timezone``, ``density``, ``table.devices.columns``, ...)."""

    chosen: Chosen = Field(examples=[{"timezone": "utc", "density": "compact", "language": "de"}])


DashboardName = Annotated[str, Field(min_length=1, max_length=128, pattern=r"\S")]


class DashboardCreate(Exact):
    """A new dashboard."""

    name: DashboardName
    shared: bool = False
    layout: Layout = Layout()


class DashboardChange(Exact):
    """What shall change; what is absent stays. ``version`` is the one the change was made on."""

    version: int = Field(ge=1)
    name: DashboardName | None = None
    shared: bool | None = None
    layout: Layout | None = None


class DashboardSummary(BaseModel):
    """A dashboard in a list."""

    id: int
    name: str
    owner: str
    mine: bool
    shared: bool
    panels: int
    updated_at: datetime

    @classmethod
    def of(cls, dashboard: Dashboard, viewer: Principal) -> Self:
        """Return the summary of ``dashboard`` as ``viewer`` sees it."""
        return cls(
            id=dashboard.id,
            name=dashboard.name,
            owner=dashboard.owner_name,
            mine=dashboard.owner_id == viewer.user_id,
            shared=dashboard.shared,
            panels=len(dashboard.layout.get("panels", [])),
            updated_at=dashboard.updated_at,
        )


class DashboardView(DashboardSummary):
    """A dashboard with all it shows."""

    version: int
    layout: Layout

    @classmethod
    def of(cls, dashboard: Dashboard, viewer: Principal) -> Self:
        """Return the view of ``dashboard`` as ``viewer`` sees it."""
        summary = DashboardSummary.of(dashboard, viewer)
        layout = Layout.model_validate(dashboard.layout)
        return cls(**summary.model_dump(), version=dashboard.version, layout=layout)


class DashboardFile(Exact):
    """A dashboard as a file, without owner and numbers of its own."""

    format: str = Field(default=FORMAT, pattern=r"^watchkeeper-dashboard/1$")
    name: DashboardName
    layout: Layout
