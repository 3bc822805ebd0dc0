"""SNMP v3 with the user-based security model (RFC 3412, 3414) over the same endpoint as v1 and v2c.

An engine is discovered once and remembered with its clock; a report "not in time window" corrects the clock and is
retried once. Every other report is a distinct reason of ``auth_failed``.
"""

import hmac
import itertools
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from watchkeeper.estate.drivers.protocol import SnmpCredential
from watchkeeper.estate.drivers.snmp import ber, pdu, usm_keys
from watchkeeper.estate.drivers.snmp.ber import BerError
from watchkeeper.estate.drivers.snmp.endpoint import Peer, UdpEndpoint
from watchkeeper.estate.drivers.snmp.failures import AuthError, MalformedError, NoAnswerError
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

_STATS: Final = ber.encode_oid((1, 3, 6, 1, 6, 3, 15, 1, 1))
_SYS_UPTIME_0: Final = ber.encode_oid((1, 3, 6, 1, 2, 1, 1, 3, 0))
_EXPLAIN_S: Final = 1.0
_NOT_IN_TIME_WINDOW, _UNKNOWN_ENGINE = 2, 4
REPORTS: Final[Mapping[int, str]] = {
    1: "security level not supported for this user",
    2: "clock of the agent is out of the time window",
    3: "unknown user",
    4: "unknown engine id",
    5: "wrong authentication password or protocol",
    6: "wrong privacy password or protocol",
}
"""The usmStats counters by their last arc (RFC 3414 §5)."""
_salts: Final = itertools.count(secrets.randbits(62))


@dataclass(slots=True)
class Engine:
    """What is known of an agent's engine. ``boots`` and ``time_s`` were read at ``read_at`` of the monotonic clock."""

    engine_id: bytes = b""
    boots: int = 0
    time_s: int = 0
    read_at: float = 0.0

    def now(self) -> int:
        """Return the engine's clock as it must stand now."""
        return self.time_s + int(time.monotonic() - self.read_at)

    def learn(self, engine_id: bytes, boots: int, time_s: int) -> None:
        """Take over what a message of the engine says."""
        self.engine_id, self.boots, self.time_s, self.read_at = engine_id, boots, time_s, time.monotonic()


class UsmTransport:
    """SNMP v3 to one agent as one user; ``engine`` may be shared by all transports to it."""

    bulk = True

    def __init__(self, endpoint: UdpEndpoint, peer: Peer, credential: SnmpCredential, engine: Engine) -> None:
        self._endpoint = endpoint
        self._peer = peer
        self._credential = credential
        self._engine = engine
        self._user = credential.user.encode()
        self._digest = usm_keys.DIGESTS[credential.auth] if credential.auth is not None else None
        self._proven = False

    async def ask(self, question: pdu.Question, timeout_s: float) -> pdu.Answer:
        """Send once and return the answer; see :class:`~watchkeeper.estate.drivers.snmp.transport.Transport`."""
        deadline = time.monotonic() + timeout_s
        if not self._engine.engine_id:
            await self._discover(timeout_s)
        try:
            answer = await self._exchange(question, deadline)
        except NoAnswerError as silence:
            await self._explain(silence)
            raise
        problem = _report_of(answer)
        if problem in {_NOT_IN_TIME_WINDOW, _UNKNOWN_ENGINE}:
            if problem == _UNKNOWN_ENGINE:
                await self._discover(max(deadline - time.monotonic(), 0.1))
            answer = await self._exchange(question, deadline)
            problem = _report_of(answer)
        if problem is not None:
            raise AuthError(REPORTS.get(problem, f"report {problem}"))
        if answer.kind == pdu.REPORT:
            raise MalformedError("a report instead of an answer")
        self._proven = True
        return answer

    async def _explain(self, silence: NoAnswerError) -> None:
        """Find out whether the privacy password is why an agent whose engine answered is silent.

        Many agents drop what they cannot decrypt without a report. A request with authentication alone for the uptime
        that gets any answer proves the user. Raises AuthError when that is so.
        """
        if self._proven or self._credential.priv is None:
            return
        plain = UsmTransport(self._endpoint, self._peer, replace(self._credential, priv=None), self._engine)
        try:
            uptime = pdu.Question(pdu.GET, [_SYS_UPTIME_0])
            answer = await plain._exchange(uptime, time.monotonic() + _EXPLAIN_S)
        except (NoAnswerError, MalformedError):
            return
        problem = _report_of(answer)
        if problem is None or problem not in REPORTS:
            raise AuthError(f"{REPORTS[6]} (the agent drops encrypted requests)") from silence
        raise AuthError(REPORTS[problem]) from silence

    async def _discover(self, timeout_s: float) -> None:
        """Ask nobody in particular: the report names the engine and its clock (RFC 3414 §4)."""
        ticket = self._endpoint.ticket()
        scoped = encode_scoped(b"", b"", pdu.encode_pdu(pdu.Question(pdu.GET, []), ticket))
        datagram = encode_message(ticket, REPORTABLE, encode_security(b"", 0, 0, b"", b"", b""), scoped)
        data, envelope = await self._endpoint.exchange(datagram, ticket, self._peer, timeout_s)
        try:
            message = open_usm_message(data, envelope.at)
        except BerError as error:
            raise MalformedError(f"unreadable discovery report: {error}") from error
        if not message.engine_id:
            raise MalformedError("the discovery report names no engine")
        self._engine.learn(message.engine_id, message.boots, message.time_s)

    async def _exchange(self, question: pdu.Question, deadline: float) -> pdu.Answer:
        ticket = self._endpoint.ticket()
        datagram = self._encode(question, ticket)
        left = max(deadline - time.monotonic(), 0.05)
        data, envelope = await self._endpoint.exchange(datagram, ticket, self._peer, left)
        try:
            return self._decode(data, envelope.at)
        except (BerError, ValueError) as error:
            raise MalformedError(f"unreadable answer: {error}") from error

    def _encode(self, question: pdu.Question, ticket: int) -> bytes:
        engine, credential, digest = self._engine, self._credential, self._digest
        boots, time_s = (engine.boots, engine.now()) if digest is not None else (0, 0)
        flags = REPORTABLE | (AUTH_FLAG if digest else 0) | (PRIV_FLAG if credential.priv else 0)
        scoped = encode_scoped(engine.engine_id, credential.context.encode(), pdu.encode_pdu(question, ticket))
        parameters = b""
        if credential.priv is not None:
            secret, parameters = usm_keys.encrypt(
                credential.priv, self._privacy_key(), scoped, boots, time_s, next(_salts) & 0xFFFFFFFFFFFFFFFF
            )
            scoped = ber.tlv(ber.OCTETS, secret)
        placeholder = bytes(digest.size) if digest is not None else b""
        security = encode_security(engine.engine_id, boots, time_s, self._user, placeholder, parameters)
        datagram = encode_message(ticket, flags, security, scoped)
        if digest is None:
            return datagram
        tail = len(ber.tlv(ber.OCTETS, parameters)) + len(scoped)
        at = len(datagram) - tail - digest.size
        code = usm_keys.authenticate(digest, self._authentication_key(), datagram)
        return datagram[:at] + code + datagram[at + digest.size :]

    def _decode(self, data: bytes, at: int) -> pdu.Answer:
        message = open_usm_message(data, at)
        engine = self._engine
        authentic = bool(message.flags & AUTH_FLAG) and self._is_authentic(data, message)
        if authentic and message.engine_id == engine.engine_id:
            if message.boots < engine.boots:
                raise BerError("an old message of this engine")
            engine.learn(message.engine_id, message.boots, message.time_s)
        body, start = data, message.scoped_at
        if message.flags & PRIV_FLAG:
            if self._credential.priv is None:
                raise BerError("encrypted, and no privacy was agreed")
            secret_start, secret_end = ber.expect(data, start, ber.OCTETS)
            secret = data[secret_start:secret_end]
            body = usm_keys.decrypt(
                self._credential.priv, self._privacy_key(), secret, message.boots, message.time_s, message.privacy
            )
            start = 0
        inside, _ = ber.expect(body, start, ber.SEQUENCE)
        _, inside = ber.expect(body, inside, ber.OCTETS)
        _, inside = ber.expect(body, inside, ber.OCTETS)
        answer = pdu.decode_pdu(body, inside)
        if self._digest is not None and not authentic and answer.kind != pdu.REPORT:
            raise BerError("the answer is not authentic")
        if not authentic and _report_of(answer) == _NOT_IN_TIME_WINDOW:
            engine.learn(message.engine_id, message.boots, message.time_s)
        return answer

    def _is_authentic(self, data: bytes, message: UsmMessage) -> bool:
        if self._digest is None or len(message.authentication) != self._digest.size:
            return False
        at = message.authentication_at
        blank = data[:at] + bytes(self._digest.size) + data[at + self._digest.size :]
        expected = usm_keys.authenticate(self._digest, self._authentication_key(), blank)
        return hmac.compare_digest(expected, message.authentication)

    def _authentication_key(self) -> bytes:
        digest = self._digest or usm_keys.DIGESTS["sha1"]
        return usm_keys.localised_key(digest.hash, self._credential.auth_secret.encode(), self._engine.engine_id)

    def _privacy_key(self) -> bytes:
        digest = self._digest or usm_keys.DIGESTS["sha1"]
        password = self._credential.priv_secret.encode()
        return usm_keys.privacy_key(self._credential.priv or "", digest.hash, password, self._engine.engine_id)


def _report_of(answer: pdu.Answer) -> int | None:
    """Return the arc of the usmStats counter that a report carries."""
    if answer.kind != pdu.REPORT:
        return None
    for name, _, _ in answer.varbinds:
        if name.startswith(_STATS) and len(name) > len(_STATS):
            return name[len(_STATS)]
    return None
