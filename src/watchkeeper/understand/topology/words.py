"""The last words of a device as they are stored: what polling brought, what it heard, what its configuration says."""

import json
from dataclasses import dataclass

from watchkeeper.understand.topology.configurations.completing import completed
from watchkeeper.understand.topology.configurations.written import view_in
from watchkeeper.understand.topology.stored import from_json, with_stations
from watchkeeper.understand.topology.view import DeviceView


@dataclass(frozen=True, slots=True)
class Words:
    """JSON texts, empty where there is nothing."""

    name: str
    view: str = ""
    heard: str = ""
    configured: str = ""

    def as_view(self) -> DeviceView:
        """Return the view that they make."""
        said = view_in(json.loads(self.configured), self.name) if self.configured else None
        if not self.view:
            return said or DeviceView(self.name, configured=False)
        polled = from_json({**json.loads(self.view), "name": self.name})
        polled = with_stations(polled, json.loads(self.heard)["rows"] if self.heard else [])
        return completed(polled, said) if said is not None else polled
