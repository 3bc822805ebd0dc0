"""What incidents tell others: topics of the outbox and of the live channel."""

from typing import Final

INCIDENT_CHANGED: Final = "incident.changed"
"""Outbox: ``incident_id``, ``happening`` (opened, paged, rerooted, reopened, merged, closed, acknowledged), ``at``, and
what a message about it says: ``title``, ``severity``, ``priority``, ``roots``, ``isolated``."""
LIVE_TOPIC: Final = "incidents"
"""Live topic; its event ``incidents.changed`` carries ``{"ids": [number, …]}``."""
