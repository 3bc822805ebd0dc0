"""Who sees what belongs to an incident; a model's ``__scope__`` here and in slices above."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, column, select, table

from watchkeeper.core.scope import Visible


@dataclass(frozen=True, slots=True)
class OfAlerts:
    """Each row belongs to the incident in ``column``; it is seen by whoever may see each of its alerts."""

    column: str

    def condition(self, columns: Any, visible: Visible) -> ColumnElement[bool] | None:
        """See ``watchkeeper.core.scope.Reach``."""
        alerts = table("alerts", column("incident_id"), column("device_id"))
        mine = alerts.c.device_id.in_(visible.devices)
        incident = getattr(columns, self.column)
        some = select(alerts.c.incident_id).where(mine, alerts.c.incident_id.is_not(None))
        foreign = select(alerts.c.incident_id).where(~mine, alerts.c.incident_id.is_not(None))
        return and_(incident.in_(some), incident.not_in(foreign))
