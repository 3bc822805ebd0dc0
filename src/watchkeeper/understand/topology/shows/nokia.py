"""State that SR OS tells in its model (``info json state``): BGP neighbours of every router and VPRN."""

from collections.abc import Iterator

from watchkeeper.kit.configs.addresses import as_number
from watchkeeper.understand.topology.shows.documents import number_of, text_of
from watchkeeper.understand.topology.view import BgpState

_INSTANCES = ("router-name", "service-name")
"""Keys of the lists that hold instances of routing (nokia-state)."""


def nokia_bgp(document: object, vrf: str = "default") -> Iterator[BgpState]:
    """Yield the neighbours of a document, as deep as they lie; names may have the module in front of them."""
    if isinstance(document, list):
        for item in document:
            yield from nokia_bgp(item, vrf)
    if not isinstance(document, dict):
        return
    row = {str(key).rpartition(":")[2]: value for key, value in document.items()}
    name = text_of(row, *_INSTANCES)
    vrf = ("default" if name == "Base" else name) or vrf
    counts = row.get("statistics")
    if isinstance(counts, dict) and "session-state" in counts and text_of(row, "ip-address"):
        local, remote = number_of(counts, "local-port"), number_of(counts, "peer-port")
        yield BgpState(
            peer=text_of(row, "ip-address"),
            vrf=vrf,
            state=text_of(counts, "session-state"),
            remote_as=as_number(text_of(counts, "peer-as")),
            remote_id=text_of(counts, "peer-identifier").replace("0.0.0.0", ""),  # noqa: S104  # nosec B104  # "none"
            local_address=text_of(counts, "operational-local-address"),
            tcp=(local, remote) if local and remote else None,
        )
        return
    for value in row.values():
        yield from nokia_bgp(value, vrf)
