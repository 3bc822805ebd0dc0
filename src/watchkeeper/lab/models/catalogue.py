"""Which model plays which role in the emulated network."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from watchkeeper.lab.errors import LabError
from watchkeeper.lab.models.eos import eos_model
from watchkeeper.lab.models.iosxe import iosxe_model
from watchkeeper.lab.models.junos import junos_model
from watchkeeper.lab.models.linux import linux_model
from watchkeeper.lab.models.model import Model
from watchkeeper.lab.models.saos import saos_model
from watchkeeper.lab.models.ups import ups_model
from watchkeeper.lab.world.topology import ACCESS, EDGE, LEAF, OPTICAL, SERVER, SPINE, UPS

_MAKERS: Final[Mapping[str, Callable[[], Model]]] = {
    EDGE: junos_model,
    SPINE: lambda: eos_model("spine"),
    LEAF: lambda: eos_model("leaf"),
    ACCESS: iosxe_model,
    SERVER: linux_model,
    UPS: ups_model,
    OPTICAL: saos_model,
}
ALL_ROLES: Final = tuple(_MAKERS)


def models_for(roles: Sequence[str] = ()) -> dict[str, Model]:
    """Return the model of each of ``roles``; of all without any.

    Raises LabError for a role that there is not.
    """
    unknown = sorted(set(roles) - set(_MAKERS))
    if unknown:
        raise LabError(f"There is no role {', '.join(unknown)}.", hint=f"Roles: {', '.join(_MAKERS)}.")
    return {role: maker() for role, maker in _MAKERS.items() if not roles or role in roles}
