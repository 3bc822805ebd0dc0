"""Whom a live event concerns: what somebody with a limited scope gets of it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from watchkeeper.core.scope import Scope


@dataclass(frozen=True, slots=True)
class About:
    """Devices, or the sites and pools of a device that is gone.

    With ``member`` the event's data has a list of that name, one entry for each of ``devices`` in turn, and whoever
    sees only some of these gets only their entries. An event without any of it is about the platform: nobody whose
    scope is limited gets it.
    """

    devices: tuple[int, ...] = ()
    member: str = ""
    sites: frozenset[int] = frozenset()
    pools: frozenset[int] = frozenset()

    def to_json(self) -> dict[str, object]:
        """Return it as it is stored beside the event."""
        return {
            "devices": list(self.devices),
            "member": self.member,
            "sites": sorted(self.sites),
            "pools": sorted(self.pools),
        }

    @classmethod
    def of_json(cls, stored: Mapping[str, object] | None) -> Self:
        """Read what ``to_json`` gave; None is the platform."""
        if stored is None:
            return cls()
        return cls(
            tuple(_numbers(stored["devices"])),
            str(stored["member"]),
            frozenset(_numbers(stored["sites"])),
            frozenset(_numbers(stored["pools"])),
        )

    def cut(self, data: Mapping[str, object], scope: Scope, covered: Collection[int]) -> Mapping[str, object] | None:
        """Return what somebody limited to ``scope`` gets of ``data``; None is nothing.

        ``covered`` are those of ``devices`` that the scope covers now.
        """
        if not self.devices:
            return data if self.sites & scope.sites or self.pools & scope.pools else None
        if not self.member:
            return data if set(self.devices) <= set(covered) else None
        entries = data[self.member]
        assert isinstance(entries, list)  # noqa: S101  # as it was announced
        kept = [entry for device, entry in zip(self.devices, entries, strict=True) if device in covered]
        return {**data, self.member: kept} if kept else None


THE_PLATFORM = About()


def about_device(device_id: int) -> About:
    """Return that an event is about one device."""
    return About((device_id,))


def about_each(member: str, device_ids: Sequence[int]) -> About:
    """Return that the entries of list ``member`` are about these devices, one each."""
    return About(tuple(device_ids), member)


def _numbers(stored: object) -> list[int]:
    assert isinstance(stored, list)  # noqa: S101  # as to_json wrote it
    return [int(number) for number in stored]
