"""A folder of configurations and saved output, read into views: all that the offline commands open."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Final

from watchkeeper.core.errors import InvalidInputError
from watchkeeper.kit.configs.read import read_config
from watchkeeper.kit.configs.recognise import canonical, recognise
from watchkeeper.understand.topology.configured import view_of
from watchkeeper.understand.topology.shows.collect import Saved, kind_of_command, with_output
from watchkeeper.understand.topology.view import DeviceView

_CONFIG_SUFFIXES: Final = frozenset({".conf", ".cfg", ".config", ".txt", ".json", ".yaml", ".yml", ".xml", ".set", ""})
_ROUTED_APART: Final = frozenset({"sonic", "cumulus", "linux"})
_MAX_BYTES: Final = 64 * 1024 * 1024


def read_folder(folder: Path) -> list[DeviceView]:
    """Return a view for each device of ``folder``: ``configs/<device>.<ext>`` or ``<device>.conf``, ``show/<device>/``.

    Raises:
        InvalidInputError: The folder does not exist, or holds no device at all.
    """
    if not folder.is_dir():
        raise InvalidInputError(f"{folder} is no folder.", hint="Give the folder that holds configs/ and show/.")
    configs = _configs(folder)
    outputs = _outputs(folder)
    views = []
    for name in sorted({*configs, *outputs}):
        shown = outputs.get(name, [])
        view = _configured(name, [_text(path) for path in configs.get(name, ())], shown)
        views.append(with_output(view or DeviceView(name=name, configured=False), shown))
    if not views:
        raise InvalidInputError(
            f"{folder} holds no device.",
            hint="Put configurations into configs/<device>.cfg, output into show/<device>/.",
        )
    return views


def _configs(folder: Path) -> dict[str, list[Path]]:
    found: dict[str, list[Path]] = defaultdict(list)
    inside = folder / "configs"
    if inside.is_dir():
        for path in sorted(inside.iterdir()):
            if path.is_dir():
                found[path.name] += sorted(p for p in path.rglob("*") if p.is_file())
            elif path.suffix.lower() in _CONFIG_SUFFIXES and not path.name.startswith("."):
                found[path.stem if path.suffix else path.name].append(path)
    else:
        for path in sorted(folder.iterdir()):
            if path.is_file() and path.suffix.lower() in {".conf", ".cfg", ".config", ".set"}:
                found[path.stem].append(path)
    return found


def _outputs(folder: Path) -> dict[str, list[Saved]]:
    found: dict[str, list[Saved]] = defaultdict(list)
    inside = folder / "show"
    for device in sorted(inside.iterdir()) if inside.is_dir() else ():
        for path in sorted(device.iterdir()) if device.is_dir() else ():
            if path.is_file() and path.suffix in {".txt", ".json", ".xml"}:
                found[device.name].append(Saved(path.stem, path.suffix[1:], _text(path)))
    return found


def _text(path: Path) -> str:
    with path.open("rb") as file:
        return file.read(_MAX_BYTES).decode("utf-8", errors="replace").lstrip("\ufeff").replace("\r\n", "\n")


def _configured(name: str, texts: list[str], shown: Iterable[Saved]) -> DeviceView | None:
    """Return what configurations say: files, or without any what the device itself displayed; None without either.

    Where routing is configured apart from the device (SONiC, Cumulus), what was displayed stands beside the files.
    """
    displayed = [saved.text for saved in shown if kind_of_command(saved.command) == "configuration"]
    if not any(text.strip() for text in texts):
        texts = displayed or texts
    elif recognise("\n".join(texts)) in _ROUTED_APART:
        texts = [*texts, *(text for text in displayed if recognise(text) in {"frr", "cumulus", "ios"})]
    if not texts:
        return None
    config = read_config("\n".join(texts))
    return replace(view_of(config, name), platform=canonical(config.platform))
