"""Which platform a message of a sender that nobody described may be of, by the form of its tag alone."""

import re
from typing import Final

_SIGNS: Final = (
    ("huawei", ("%%",), re.compile(r"%%\d\d[A-Za-z][\w\-.]*/\d/")),
    ("fortinet", ("date=",), re.compile(r"\bdate=\d{4}-\d\d-\d\d time=\d\d:\d\d:\d\d\b.*\b(?:devname|devid)=")),
    ("iosxr", ("/CPU",), re.compile(r"(?:RP|LC)/\d+/(?:RP|RSP|CPU)?\w*/CPU\d+:.*%[A-Z0-9_]+-[A-Z0-9_\-]+-\d-")),
    ("sonic", ("#",), re.compile(r"\s(?:INFO|NOTICE|WARNING|ERR)\s[\w\-]+#[\w\-]+(?:\[\d+\])?:")),
    ("sonic", ("[", "-"), re.compile(r"\[[A-Z0-9]{5}-[A-Z0-9]{5}\] ")),
    ("nxos", (": %",), re.compile(r"(?:<\d+>|: )\d{4} [A-Z][a-z]{2}\s+\d{1,2} [\d:.]+(?: \w+)?: %[A-Z0-9_]+-\d-")),
    ("eos", (": ", "%"), re.compile(r"\s[A-Z][A-Za-z\-]+: (?:\d+: )?%[A-Z0-9_]+-\d-[A-Z0-9_]+: ")),
    ("ios", ("%",), re.compile(r"%[A-Z0-9_]+(?:-[A-Z0-9_]+)*-[0-7]-[A-Z0-9_]+\s?: ")),
    ("junos", ("[junos@2636",), re.compile(r"\[junos@2636")),
    (
        "junos",
        (": ",),
        re.compile(
            r"\]: (?:%[A-Z]+-\d-)?[A-Z][A-Z0-9]*_[A-Z0-9_]+: "
            r"|\b(?:rpd|mgd|mib2d|alarmd|craftd|chassisd|RT_FLOW)(?:\[\d+\])?: "
        ),
    ),
)
"""A platform, pieces of which a text must have all to be worth the expression, and the expression: tried in order."""
_MOST_READ: Final = 256


def guess_platform(text: str) -> str:
    """Return the platform whose sign a message bears, ``generic`` for none. It decides words, never an identity."""
    start = text[:_MOST_READ]
    for platform, pieces, sign in _SIGNS:
        for piece in pieces:
            if piece not in start:
                break
        else:
            if sign.search(start):
                return platform
    return "generic"
