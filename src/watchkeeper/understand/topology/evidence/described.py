"""Evidence from interface descriptions: a text that names a device we know, and perhaps its port.

A description is what somebody once typed. Alone it proves little: a port is believed when the text names device and
port, or when both ends' texts name each other and leave no choice.
"""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from watchkeeper.understand.topology.identity import Directory, host_part, only
from watchkeeper.understand.topology.links import End, Sighting
from watchkeeper.understand.topology.view import Port

_PORT = r"[A-Za-z]+[A-Za-z-]*\s?\d[\w/.:-]*|\d+/\d[\w/.:]*"
_CABLED = frozenset({"physical", "bundle"})
_WORD = re.compile(r"[a-z0-9]+")
_GOES_ON = re.compile(r"-[a-z0-9]")
"""What follows a name that is only the beginning of a longer one."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Port ``here`` of ``device`` says that it leads to ``peer``, and to its port ``there`` when the text names one."""

    device: str
    here: str
    peer: str
    there: str
    text: str


def described(directory: Directory) -> list[Sighting]:
    """Return links that descriptions decide."""
    mentions = mentions_of(directory)
    sightings = [_sighting(mention) for mention in mentions if mention.there]
    open_ended: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    for mention in mentions:
        open_ended[mention.device, mention.peer].append(mention)
    for (device, peer), mine in open_ended.items():
        theirs = open_ended.get((peer, device), [])
        if device < peer and len(mine) == len(theirs) == 1 and not mine[0].there and not theirs[0].there:
            sightings.append(
                Sighting(
                    "description",
                    End(device, mine[0].here),
                    End(peer, theirs[0].here),
                    frozenset({device, peer}),
                    f"{mine[0].text!r} and {theirs[0].text!r}",
                )
            )
    return sightings


def mentions_of(directory: Directory) -> list[Mention]:
    """Return what the descriptions of cabled ports say about known devices."""
    names = Names(directory)
    found = []
    for view in directory.views.values():
        for port in view.ports:
            if port.description and port.kind in _CABLED and port.parent is None:
                peer = _peer(names, port.description, view.name)
                if peer is not None:
                    there = _their_port(directory, peer, port.description, port)
                    found.append(Mention(view.name, port.name, peer, there, port.description))
    return found


class Names:
    """The names of devices, to be found in texts without trying each one on each text."""

    def __init__(self, directory: Directory) -> None:
        owners: dict[str, set[str]] = defaultdict(set)
        for view in directory.views.values():
            for name in (view.name, *view.names):
                owners[host_part(name)].add(view.name)
        self.owners = {name: owner for name, devices in owners.items() if (owner := only(devices)) and len(name) > 1}
        self._most_words = max((len(_WORD.findall(name)) for name in self.owners), default=0)
        self._odd = [name for name in self.owners if not (_WORD.match(name) and _WORD.match(name[-1]))]

    def within(self, text: str) -> set[str]:
        """Return the names that stand in ``text`` (lower case) as whole words."""
        spans = [found.span() for found in _WORD.finditer(text)]
        found = {
            name
            for first, (start, _) in enumerate(spans)
            for _, end in spans[first : first + self._most_words]
            if (name := text[start:end]) in self.owners and not _GOES_ON.match(text, end)
        }
        return found | {name for name in self._odd if _mark(name).search(text)}


@lru_cache(maxsize=4096)
def _mark(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z0-9]){re.escape(name)}(?![a-z0-9]|-[a-z0-9])")


def _peer(names: Names, text: str, own: str) -> str | None:
    """Return the device that the text names. A longer name covers a shorter one; two different ones decide nothing."""
    hits = names.within(text.lower())
    longest = [n for n in hits if not any(n != other and n in other for other in hits)]
    return only({names.owners[name] for name in longest} - {own})


def _their_port(directory: Directory, peer: str, text: str, port: Port) -> str:
    """Return the port of ``peer`` that the text names, when it is a port of the same sort that ``peer`` has."""
    for said in re.findall(_PORT, re.sub(r"[_|,;()\[\]]|->|:(?=\s)", " ", text)):
        found = directory.port(peer, said)
        if found is not None and found.parent is None and found.kind == port.kind:
            return found.name
    return ""


def _sighting(mention: Mention) -> Sighting:
    return Sighting(
        "description",
        End(mention.device, mention.here),
        End(mention.peer, mention.there),
        frozenset({mention.device}),
        repr(mention.text),
    )
