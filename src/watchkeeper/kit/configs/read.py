"""The door of this package: a text goes in, the facts of its configuration come out."""

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from typing import Final, cast

from watchkeeper.kit.configs.model import DeviceConfig
from watchkeeper.kit.configs.recognise import recognise
from watchkeeper.kit.configs.unfolded import unfolded

_HERE: Final = "watchkeeper.kit.configs"
_READERS: Final[dict[str, tuple[str, str]]] = {
    "junos": ("junos", "read_junos"),
    "iosxr": ("iosxr", "read_iosxr"),
    "sros": ("sros", "read_sros"),
    "cumulus": ("cumulus", "read_cumulus"),
    "sonic": ("sonic", "read_sonic"),
    "vyos": ("vyos", "read_vyos"),
    "saos": ("saos", "read_saos"),
    "saos10": ("saos", "read_saos"),
    "fortios": ("fortios", "read_fortios"),
    "linux": ("linux", "read_linux"),
    **dict.fromkeys(("ios", "iosxe", "nxos", "eos", "frr"), ("cisco", "read_cisco")),
}


def read_config(text: str, platform: str = "") -> DeviceConfig:
    """Return what configuration ``text`` says; its platform is recognised unless it is given.

    Never raises on what a device wrote: a text of an unknown platform, or one that its reader cannot finish, returns
    facts with ``problems``.
    """
    text = unfolded(text)
    platform = platform or recognise(text)
    found = _READERS.get(platform)
    if found is None:
        what = f"no reader for {platform!r}" if platform else "no platform's marks were found"
        return DeviceConfig(hostname="", platform=platform, problems=(what,))
    reader = cast("Callable[[str, str], DeviceConfig]", getattr(import_module(f"{_HERE}.{found[0]}"), found[1]))
    try:
        return reader(text, platform)
    except (ValueError, IndexError, KeyError, TypeError, RecursionError) as error:
        return DeviceConfig(hostname="", platform=platform, problems=(f"{type(error).__name__}: {error}",))


def with_hostname(config: DeviceConfig, fallback: str) -> DeviceConfig:
    """Return ``config`` named ``fallback`` when its text names no host."""
    return config if config.hostname else replace(config, hostname=fallback)
