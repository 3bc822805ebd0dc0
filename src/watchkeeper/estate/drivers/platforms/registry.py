"""The platform files of a folder: read once, recognised by sysObjectID and sysDescr, merged with what they extend."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Final, TypeVar

import yaml

from watchkeeper.estate.drivers.platforms.definition import Platform, Recognition
from watchkeeper.estate.drivers.platforms.errors import PlatformError
from watchkeeper.estate.drivers.platforms.node import Node
from watchkeeper.estate.drivers.platforms.parse import parse_body, parse_head
from watchkeeper.kit import oid as oids
from watchkeeper.kit.oid import Oid

SHIPPED: Final = Path(__file__).parent / "data"
OWN_VARIABLE: Final = "WATCHKEEPER_PLATFORMS"
"""Environment variable that names a folder of own platform files, for every command and every collecting process."""
GENERIC: Final = "generic"
_MOST_FITS: Final = 4096
_SEPARATOR: Final = "\n---\n"
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class _File:
    head: Platform
    body: str
    path: Path


class PlatformRegistry:
    """All platforms. Only the first document of each file is read until somebody asks for the platform."""

    def __init__(self, files: Iterable[Path]) -> None:
        self._files: dict[str, _File] = {}
        self._platforms: dict[str, Platform] = {}
        self._fits: dict[tuple[str, str], Sequence[tuple[int, str, Recognition]]] = {}
        for path in sorted(files):
            head, _, body = path.read_text(encoding="utf-8").partition(_SEPARATOR)
            platform = parse_head(Node(path.name, "", _load(path, head)))
            if platform.name != path.stem:
                raise PlatformError(path.name, "platform", f"is {platform.name!r}, the file is called {path.stem!r}")
            self._files[platform.name] = _File(platform, body, path)
        for file in self._files.values():
            for parent in self._parents(file.head):
                if parent not in self._files:
                    raise PlatformError(file.path.name, "extends", f"there is no platform {parent!r}")

    def names(self) -> list[str]:
        """Return the names of all platforms."""
        return list(self._files)

    def recognise(self, sys_object_id: str, sys_descr: str, answered: frozenset[Oid] = frozenset()) -> str:
        """Return the platform's name: longest sysObjectID prefix, then sysDescr pattern, else ``generic``.

        A platform with ``refine`` patterns also needs one of them in sysDescr, and then goes before one without; one
        with ``answers`` needs one of those among ``answered``, and then goes before both.
        """
        found = [
            (length, bool(rules.answers), bool(rules.refine), name)
            for length, name, rules in self._fitting(sys_object_id, sys_descr)
            if not rules.answers or answered.intersection(rules.answers)
        ]
        return max(found)[-1] if found else GENERIC

    def questions(self, sys_object_id: str, sys_descr: str) -> list[Oid]:
        """Return the scalars whose presence decides between the platforms that fit."""
        fitting = self._fitting(sys_object_id, sys_descr)
        return list(dict.fromkeys(oid for _, _, rules in fitting for oid in rules.answers))

    def _fitting(self, sys_object_id: str, sys_descr: str) -> Sequence[tuple[int, str, Recognition]]:
        """Return the platforms that the system group admits, with the length of the sysObjectID prefix.

        Devices of one make and version say the same; what was found for them is kept.
        """
        key = (sys_object_id, sys_descr)
        if key not in self._fits:
            if len(self._fits) >= _MOST_FITS:
                self._fits.clear()
            self._fits[key] = tuple(self._search(*key))
        return self._fits[key]

    def _search(self, sys_object_id: str, sys_descr: str) -> Iterable[tuple[int, str, Recognition]]:
        try:
            oid = oids.parse(sys_object_id) if sys_object_id else ()
        except ValueError:
            oid = ()
        for name, file in self._files.items():
            rules = file.head.recognition
            if rules.refine and not any(pattern.search(sys_descr) for pattern in rules.refine):
                continue
            prefixes = [len(prefix) for prefix in rules.object_ids if oids.is_under(oid, prefix)]
            if prefixes:
                yield max(prefixes), name, rules
            elif any(pattern.search(sys_descr) for pattern in rules.descr):
                yield 0, name, rules

    def platform(self, name: str) -> Platform:
        """Return a platform with all it inherits; an unknown name is the generic one. Raises PlatformError."""
        if name not in self._files:
            name = GENERIC
        platform = self._platforms.get(name)
        if platform is None:
            platform = self._platforms[name] = self._build(self._files[name])
        return platform

    def check(self, names: Iterable[str] | None = None) -> None:
        """Read every file (or those of ``names``) to its end. Raises PlatformError for the first that is wrong."""
        for name in self._files if names is None else names:
            self.platform(name)

    @staticmethod
    def _parents(head: Platform) -> tuple[str, ...]:
        return head.extends or ((GENERIC,) if head.name != GENERIC else ())

    def _build(self, file: _File) -> Platform:
        body = parse_body(Node(file.path.name, "", _load(file.path, file.body)))
        platform = replace(
            file.head,
            identity=body.identity,
            sensors=tuple(body.sensors),
            processors=tuple(body.processors),
            memory=tuple(body.memory),
            storage=tuple(body.storage),
            ports=tuple(body.ports),
            bgp=tuple(body.bgp),
            neighbours=tuple(body.neighbours),
        )
        for parent in self._parents(file.head):
            platform = _inherit(platform, self.platform(parent), file)
        return platform


def _load(path: Path, text: str) -> object:
    try:
        return yaml.load(text, Loader=_Loader)  # noqa: S506  # nosec B506  # the safe loader, in C where there is one
    except yaml.YAMLError as error:
        raise PlatformError(path.name, "", f"is no YAML: {error}") from None


D = TypeVar("D")


def _inherit(platform: Platform, parent: Platform, file: _File) -> Platform:
    """Own tables first; an inherited table goes if it is unwanted or has the name of an own one."""
    known = {_name_of(table) for table in _tables(parent)}
    unknown = sorted(file.head.without - known)
    if unknown:
        raise PlatformError(file.path.name, "without", f"{parent.name!r} has no table {unknown[0]!r}")
    taken = {_name_of(table) for table in _tables(platform)} | file.head.without

    def joined(own: tuple[D, ...], inherited: tuple[D, ...]) -> tuple[D, ...]:
        return (*own, *(table for table in inherited if _name_of(table) not in taken))

    return replace(
        platform,
        identity={**parent.identity, **{f: (*s, *parent.identity.get(f, ())) for f, s in platform.identity.items()}},
        sensors=joined(platform.sensors, parent.sensors),
        processors=joined(platform.processors, parent.processors),
        memory=joined(platform.memory, parent.memory),
        storage=joined(platform.storage, parent.storage),
        ports=joined(platform.ports, parent.ports),
        bgp=joined(platform.bgp, parent.bgp),
        neighbours=joined(platform.neighbours, parent.neighbours),
    )


def _tables(platform: Platform) -> tuple[object, ...]:
    return (
        *platform.sensors,
        *platform.processors,
        *platform.memory,
        *platform.storage,
        *platform.ports,
        *platform.bgp,
        *platform.neighbours,
    )


def _name_of(table: object) -> str:
    rows = getattr(table, "rows", None)
    return str(getattr(table if rows is None else rows, "name", ""))


def own_files() -> list[Path]:
    """Return the platform files of the folder that ``WATCHKEEPER_PLATFORMS`` names. Raises PlatformError."""
    named = os.environ.get(OWN_VARIABLE, "")
    if not named:
        return []
    folder = Path(named)
    if not folder.is_dir():
        raise PlatformError(OWN_VARIABLE, named, "is no folder")
    return sorted(folder.glob("*.yaml"))


def files_with(own: Iterable[Path]) -> list[Path]:
    """Return the shipped files, with ``own`` in place of those of their names."""
    replaced = {path.stem: path for path in own}
    return [*(path for path in SHIPPED.glob("*.yaml") if path.stem not in replaced), *replaced.values()]


@cache
def shipped() -> PlatformRegistry:
    """Return the platforms that Watchkeeper ships, with those of the operator's folder. Raises PlatformError."""
    own = own_files()
    registry = PlatformRegistry(files_with(own))
    registry.check(path.stem for path in own)
    return registry
