"""The receiving end of SNMPv3: for informs this engine is the authoritative one, for traps the sender is (RFC 3414).

Users are those of the credentials that devices have. A user is localised at the engine that is authoritative, so one
password serves any number of senders.
"""

import hmac
import itertools
import json
import os
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from watchkeeper.estate.drivers.protocol import SnmpCredential
from watchkeeper.estate.drivers.snmp import ber, pdu, usm_keys
from watchkeeper.estate.drivers.snmp.ber import BerError
from watchkeeper.estate.drivers.snmp.usm_message import (
    AUTH_FLAG,
    PRIV_FLAG,
    REPORTABLE,
    UsmMessage,
    encode_message,
    encode_scoped,
    encode_security,
    open_usm_message,
)
from watchkeeper.observe.messages.traps.decode import Notification, acknowledgement, decode_pdu

TIME_WINDOW_S: Final = 150
MOST_ENGINES: Final = 20_000
_STATS: Final = (1, 3, 6, 1, 6, 3, 15, 1, 1)
_UNSUPPORTED_LEVEL, _NOT_IN_WINDOW, _UNKNOWN_USER, _UNKNOWN_ENGINE, _WRONG_DIGEST, _DECRYPTION = range(1, 7)
_MAX_BOOTS: Final = 0x7FFFFFFF
_ENTERPRISE_8072_RANDOM: Final = bytes.fromhex("80001f8880")
"""RFC 3411 SnmpEngineID with octets of the administrator's choice (format 128 of net-snmp's enterprise)."""


class RefusedError(ValueError):
    """A message that is not authentic, not timely, or of nobody known. ``report`` is what to answer, if anything."""

    def __init__(self, reason: str, report: bytes | None = None) -> None:
        super().__init__(reason)
        self.report = report


@dataclass(slots=True)
class Authority:
    """This engine: its identity and its clock."""

    engine_id: bytes
    boots: int
    started: float

    def now(self) -> int:
        """Return snmpEngineTime: whole seconds since the start."""
        return int(time.monotonic() - self.started)


def open_authority(path: Path) -> Authority:
    """Return this engine, one boot later than at the last call, as kept at ``path``."""
    engine_id, boots = _ENTERPRISE_8072_RANDOM + secrets.token_bytes(8), 0
    try:
        kept = json.loads(path.read_text(encoding="ascii"))
        engine_id, boots = bytes.fromhex(kept["engine_id"]), int(kept["boots"])
    except (OSError, ValueError, KeyError, TypeError):  # there is none yet, or it cannot be read: a new engine
        boots = 0
    boots = min(boots + 1, _MAX_BOOTS)
    draft = path.with_suffix(".tmp")
    draft.write_text(json.dumps({"engine_id": engine_id.hex(), "boots": boots}), encoding="ascii")
    os.replace(draft, path)  # noqa: PTH105  # atomic
    return Authority(engine_id, boots, time.monotonic())


@dataclass(slots=True)
class _Clock:
    boots: int
    time_s: int
    read_at: float


@dataclass(frozen=True, slots=True)
class Verified:
    """A notification whose sender has been proven, and how to acknowledge it when it is an inform."""

    notification: Notification
    answer: bytes | None


class UsmReceiver:
    """Verifies and opens v3 notifications."""

    def __init__(self, authority: Authority, users: Callable[[str], Sequence[SnmpCredential]]) -> None:
        self._authority = authority
        self._users = users
        self._clocks: OrderedDict[bytes, _Clock] = OrderedDict()
        self._salts = itertools.count(secrets.randbits(62))
        self._refused = dict.fromkeys(range(1, 7), 0)

    def open(self, data: bytes) -> Verified:
        """Return the notification in a v3 datagram. Raises BerError or RefusedError."""
        envelope = pdu.open_message(data)
        if envelope.version != pdu.V3:
            raise BerError("this is no v3 message")
        message = open_usm_message(data, envelope.at)
        ours = message.engine_id == self._authority.engine_id
        if not ours and (message.flags & REPORTABLE or not message.engine_id):
            raise self._refusal(_UNKNOWN_ENGINE, "unknown engine", message)
        credential = self._authenticated(data, message)
        self._check_time(message, credential, ours=ours)
        body, at = self._plain(data, message, credential)
        context_start, at = ber.expect(body, at, ber.SEQUENCE)
        start, at = ber.expect(body, context_start, ber.OCTETS)
        context_engine = body[start:at]
        start, at = ber.expect(body, at, ber.OCTETS)
        context = body[start:at]
        notification = decode_pdu(body, at, pdu.V3, engine_id=context_engine or message.engine_id, user=message.user)
        if not notification.inform:
            return Verified(notification, None)
        scoped = encode_scoped(context_engine, context, acknowledgement(notification))
        return Verified(notification, self._protected(message, credential, scoped))

    def _authenticated(self, data: bytes, message: UsmMessage) -> SnmpCredential:
        candidates = self._users(message.user)
        if not candidates:
            raise self._refusal(_UNKNOWN_USER, f"unknown user {message.user!r}", message)
        level = (bool(message.flags & AUTH_FLAG), bool(message.flags & PRIV_FLAG))
        fitting = [one for one in candidates if (one.auth is not None, one.priv is not None) == level]
        if not fitting:
            raise self._refusal(_UNSUPPORTED_LEVEL, "security level not that of the user", message)
        for credential in fitting:
            if credential.auth is None or _is_authentic(data, message, credential):
                return credential
        raise self._refusal(_WRONG_DIGEST, "wrong authentication password or protocol", message)

    def _check_time(self, message: UsmMessage, credential: SnmpCredential, *, ours: bool) -> None:
        if credential.auth is None:
            return
        if ours:
            authority = self._authority
            if message.boots != authority.boots or abs(message.time_s - authority.now()) > TIME_WINDOW_S:
                raise self._refusal(_NOT_IN_WINDOW, "outside the time window", message, credential)
            return
        now, known = time.monotonic(), self._clocks.get(message.engine_id)
        if known is not None:
            expected = known.time_s + int(now - known.read_at)
            late = message.boots == known.boots and message.time_s < expected - TIME_WINDOW_S
            if message.boots < known.boots or late:
                raise RefusedError("an old message of this engine, sent again")
        if known is None or (message.boots, message.time_s) > (known.boots, known.time_s):
            self._clocks[message.engine_id] = _Clock(message.boots, message.time_s, now)
            self._clocks.move_to_end(message.engine_id)
            while len(self._clocks) > MOST_ENGINES:
                self._clocks.popitem(last=False)

    def _plain(self, data: bytes, message: UsmMessage, credential: SnmpCredential) -> tuple[bytes, int]:
        if credential.priv is None:
            return data, message.scoped_at
        start, end = ber.expect(data, message.scoped_at, ber.OCTETS)
        key = _privacy_key(credential, message.engine_id)
        try:
            plain = usm_keys.decrypt(
                credential.priv, key, data[start:end], message.boots, message.time_s, message.privacy
            )
            ber.expect(plain, 0, ber.SEQUENCE)
        except ValueError as error:
            raise self._refusal(_DECRYPTION, "wrong privacy password or protocol", message) from error
        return plain, 0

    def _refusal(
        self, problem: int, reason: str, message: UsmMessage, credential: SnmpCredential | None = None
    ) -> RefusedError:
        self._refused[problem] += 1
        if not message.flags & REPORTABLE:
            return RefusedError(reason)
        name = ber.encode_oid((*_STATS, problem, 0))
        counter = ber.integer(self._refused[problem] & 0x7FFFFFFF, ber.COUNTER32)
        varbinds = ber.tlv(ber.SEQUENCE, ber.tlv(ber.SEQUENCE, ber.tlv(ber.OBJECT_ID, name) + counter))
        body = ber.integer(0) + ber.integer(0) + ber.integer(0) + varbinds
        scoped = encode_scoped(self._authority.engine_id, b"", ber.tlv(pdu.REPORT, body))
        if credential is not None:
            plain = SnmpCredential(
                version="3", user=credential.user, auth=credential.auth, auth_secret=credential.auth_secret
            )
            return RefusedError(reason, self._protected(message, plain, scoped))
        security = encode_security(
            self._authority.engine_id, self._authority.boots, self._authority.now(), message.user.encode(), b"", b""
        )
        return RefusedError(reason, encode_message(message.ticket, 0, security, scoped))

    def _protected(self, message: UsmMessage, credential: SnmpCredential, scoped: bytes) -> bytes:
        """Return the datagram that carries ``scoped`` from this engine, protected as ``credential`` says."""
        authority, now = self._authority, self._authority.now()
        digest = usm_keys.DIGESTS[credential.auth] if credential.auth is not None else None
        flags, parameters = (AUTH_FLAG if digest else 0), b""
        if credential.priv is not None:
            flags |= PRIV_FLAG
            key = _privacy_key(credential, authority.engine_id)
            salt = next(self._salts) & 0xFFFFFFFFFFFFFFFF
            secret, parameters = usm_keys.encrypt(credential.priv, key, scoped, authority.boots, now, salt)
            scoped = ber.tlv(ber.OCTETS, secret)
        blank = bytes(digest.size) if digest is not None else b""
        security = encode_security(
            authority.engine_id, authority.boots, now, credential.user.encode(), blank, parameters
        )
        datagram = encode_message(message.ticket, flags, security, scoped)
        if digest is None:
            return datagram
        at = len(datagram) - len(ber.tlv(ber.OCTETS, parameters)) - len(scoped) - digest.size
        key = usm_keys.localised_key(digest.hash, credential.auth_secret.encode(), authority.engine_id)
        code = usm_keys.authenticate(digest, key, datagram)
        return datagram[:at] + code + datagram[at + digest.size :]


def _is_authentic(data: bytes, message: UsmMessage, credential: SnmpCredential) -> bool:
    digest = usm_keys.DIGESTS.get(credential.auth or "")
    if digest is None or len(message.authentication) != digest.size:
        return False
    at = message.authentication_at
    blank = data[:at] + bytes(digest.size) + data[at + digest.size :]
    key = usm_keys.localised_key(digest.hash, credential.auth_secret.encode(), message.engine_id)
    return hmac.compare_digest(usm_keys.authenticate(digest, key, blank), message.authentication)


def _privacy_key(credential: SnmpCredential, engine_id: bytes) -> bytes:
    digest = usm_keys.DIGESTS[credential.auth or "sha1"]
    return usm_keys.privacy_key(credential.priv or "", digest.hash, credential.priv_secret.encode(), engine_id)
