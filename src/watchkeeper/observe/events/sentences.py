"""What happened, in a sentence: whoever has seen it, a message or a visit, it reads alike."""

from collections.abc import Mapping
from typing import Final

from watchkeeper.observe.events.kinds import EventKind

SENTENCES: Final[Mapping[EventKind, str]] = {
    EventKind.INTERFACE_DOWN: "Interface {entity} of {device} went down",
    EventKind.INTERFACE_UP: "Interface {entity} of {device} came up",
    EventKind.BGP_DOWN: "The BGP session of {device} with {entity} is down",
    EventKind.BGP_UP: "The BGP session of {device} with {entity} is up",
    EventKind.OSPF_DOWN: "{device} lost its OSPF neighbour {entity}",
    EventKind.OSPF_UP: "{device} has its OSPF neighbour {entity}",
    EventKind.ISIS_DOWN: "{device} lost its IS-IS neighbour {entity}",
    EventKind.ISIS_UP: "{device} has its IS-IS neighbour {entity}",
    EventKind.BFD_DOWN: "The BFD session of {device} with {entity} is down",
    EventKind.BFD_UP: "The BFD session of {device} with {entity} is up",
    EventKind.LDP_DOWN: "The LDP session of {device} with {entity} is down",
    EventKind.LDP_UP: "The LDP session of {device} with {entity} is up",
    EventKind.DEVICE_RESTARTED: "{device} restarted",
    EventKind.CONFIGURATION_CHANGED: "The configuration of {device} was changed",
    EventKind.CONDITION_FLAPPING: "{name} of {device} is flapping ({entity})",
}
"""Without the full stop; ``{device}``, ``{entity}`` and, of conditions, ``{name}`` are to be filled in."""
