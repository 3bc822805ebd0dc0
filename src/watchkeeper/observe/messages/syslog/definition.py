"""What a platform's syslog messages mean, as data: its headers, the form of its tags, its events.

``docs/guides/add-an-event.md`` explains the files.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from watchkeeper.observe.messages.syslog.template import compile_template


class Tags(StrEnum):
    """How the messages of a platform are tagged."""

    CISCO = "cisco"
    """``%FACILITY-SEVERITY-MNEMONIC: text``"""
    JUNOS = "junos"
    """``EVENT_TAG: text``"""
    HUAWEI = "huawei"
    """``%%01MODULE/SEVERITY/BRIEF(l)[0]:text``"""
    NONE = "none"
    """Not at all: events are known by their text."""


class Pairs(StrEnum):
    """How a message writes parameters, if it does."""

    NONE = "none"
    COMMAS = "commas"
    """``(ProcessId=1, NbrEvent=LoadingDone)``, also with colons."""
    BLANKS = "blanks"
    """``srcip=10.0.0.1 service="HTTP"``"""


@dataclass(frozen=True, slots=True)
class KeyValueHeader:
    """Where a message of nothing but pairs states its time and its sender."""

    timestamp: tuple[str, ...]
    host: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EventRule:
    """How one event is recognised.

    ``tags`` (normalised) or ``processes`` narrow the messages down; one of ``match`` must fit the text where there are
    any. ``parameters`` says which parameters a field is read from, the first that is there. ``where`` lists what
    fields or parameters must be (lower case), ``unless`` what they must not be. ``settled`` are fields that the
    message states by being this message, such as ``oper_status: down``; ``also`` are fields that are the same as
    another one, ``header`` those that stand in the header (``process``, ``host``).
    """

    event: str
    tags: tuple[str, ...] = ()
    processes: tuple[str, ...] = ()
    match: tuple[str, ...] = ()
    parameters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    where: Mapping[str, frozenset[str]] = field(default_factory=dict)
    unless: Mapping[str, frozenset[str]] = field(default_factory=dict)
    settled: Mapping[str, str] = field(default_factory=dict)
    also: Mapping[str, str] = field(default_factory=dict)
    header: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SyslogPlatform:
    """One file of definitions."""

    name: str
    title: str
    tags: Tags
    pairs: Pairs
    headers: tuple[str, ...]
    key_value: KeyValueHeader | None
    events: tuple[EventRule, ...]
    aliases: tuple[str, ...] = ()
    extends: tuple[str, ...] = ()

    def check(self) -> None:
        """Compile every template. Raises TemplateError."""
        for rule in self.events:
            for template in rule.match:
                compile_template(template)
