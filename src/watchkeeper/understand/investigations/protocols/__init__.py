"""Protocol state machines as data, and what a state that lasts means."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from watchkeeper.core.errors import NotFoundError


class UnknownStateError(NotFoundError):
    """No such protocol, or it has no such state."""

    code = "unknown_protocol_state"


@dataclass(frozen=True, slots=True)
class StateInfo:
    """A state that is not the good one: after how many seconds it is a finding, why, and what to look at next.

    ``dwell_s`` None: at once. ``normal_on``: where the state is what is wanted, which makes it no finding by itself.
    """

    protocol: str
    state: str
    dwell_s: float | None
    causes: tuple[str, ...]
    next_check: str
    normal_on: str = ""


@dataclass(frozen=True, slots=True)
class Protocol:
    """A protocol with its states; ``errors`` are meanings of ``code`` or ``code/subcode``."""

    key: str
    name: str
    good: frozenset[str]
    states: Mapping[str, StateInfo]
    errors: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class StateFinding:
    """What a state that has lasted too long means."""

    info: StateInfo
    error: str


@cache
def shipped() -> Mapping[str, Protocol]:
    """Return every protocol that is shipped, by key."""
    text = files(__name__).joinpath("states.yaml").read_text(encoding="utf-8")
    return {key: _protocol(key, body) for key, body in yaml.safe_load(text).items()}


def judge(protocol: str, state: str, lasted_s: float, error: str = "") -> StateFinding | None:
    """Return what ``state`` means once it has lasted ``lasted_s``; None when that is good, normal or too short to say.

    ``state`` is compared whole, never by part: "down" is not in "lowerLayerDown". Raises UnknownStateError.
    """
    known = shipped().get(protocol)
    if known is None:
        raise UnknownStateError(f"No protocol {protocol!r} is known.", hint=f"Known: {', '.join(sorted(shipped()))}.")
    name = state.replace("_", "").replace("-", "").lower()
    if name in {one.replace("_", "") for one in known.good}:
        return None
    info = next((one for key, one in known.states.items() if key.replace("_", "") == name), None)
    if info is None:
        raise UnknownStateError(
            f"{known.name} has no state {state!r}.", hint=f"Known: {', '.join([*sorted(known.good), *known.states])}."
        )
    if info.normal_on or (info.dwell_s is not None and lasted_s < info.dwell_s):
        return None
    return StateFinding(info, known.errors.get(error) or known.errors.get(error.partition("/")[0], ""))


def _protocol(key: str, body: Mapping[str, object]) -> Protocol:
    states, good, errors = body["states"], body["good"], body.get("errors") or {}
    if not isinstance(states, dict) or not isinstance(good, list) or not isinstance(errors, dict):
        raise TypeError(f"states.yaml: {key} is malformed")
    return Protocol(
        key,
        str(body["name"]),
        frozenset(map(str, good)),
        {name: _state(key, name, state) for name, state in states.items()},
        {str(code): str(text) for code, text in errors.items()},
    )


def _state(protocol: str, name: str, body: Mapping[str, object]) -> StateInfo:
    dwell, causes = body["dwell_s"], body["causes"]
    if not isinstance(causes, list) or not causes:
        raise TypeError(f"states.yaml: {protocol} {name} has no causes")
    return StateInfo(
        protocol,
        name,
        None if dwell is None else float(str(dwell)),
        tuple(map(str, causes)),
        str(body["next_check"]),
        str(body.get("normal_on") or ""),
    )
