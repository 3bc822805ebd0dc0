"""Sends one message over one channel: email, a signed webhook, or any service that apprise knows."""

import asyncio
import hashlib
import hmac
import json
import smtplib
import ssl
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from typing import Final, Protocol
from urllib.parse import urlsplit

import httpcore
import httpx

from watchkeeper.act.notifications.errors import InvalidChannelError, NotDeliveredError
from watchkeeper.act.notifications.kinds import check_fields
from watchkeeper.core.egress.policy import EgressPolicy
from watchkeeper.core.egress.transport import checked_addresses, egress_client

SIGNATURE_HEADER: Final = "X-Watchkeeper-Signature"
_OK: Final = range(200, 300)


@dataclass(frozen=True, slots=True)
class Message:
    """What is sent. ``key`` is the same in every attempt, so that a receiver can tell a repetition."""

    key: str
    subject: str
    body: str
    severity: str
    happening: str
    incident_id: int | None
    at: datetime


class Sender(Protocol):
    """Sends messages."""

    async def send(self, kind: str, config: Mapping[str, str], message: Message) -> None:
        """Send, or raise NotDeliveredError, EgressRefusedError or InvalidChannelError."""
        ...


def check_config(kind: str, config: Mapping[str, str]) -> str:
    """Return what of a channel may be shown. Raises InvalidChannelError when something is missing or wrong."""
    target = check_fields(kind, config)
    if kind == "apprise":
        _apprise(config["url"])
    return target


@asynccontextmanager
async def reaching(timeout_s: float) -> AsyncIterator[None]:
    """Give what is inside ``timeout_s`` seconds, and tell every failure to reach a target as NotDeliveredError."""
    try:
        async with asyncio.timeout(timeout_s):
            yield
    except TimeoutError as error:
        raise NotDeliveredError(f"The target did not answer within {timeout_s:g} s.") from error
    except (httpx.HTTPError, httpcore.ConnectError, smtplib.SMTPException, OSError) as error:
        raise NotDeliveredError(f"The target could not be reached: {type(error).__name__}: {error}") from error


class RealSender:
    """Sends over the network, within a time and where the egress policy allows it."""

    def __init__(self, policy: EgressPolicy, timeout_s: float) -> None:
        self._policy = policy
        self._timeout_s = timeout_s

    async def send(self, kind: str, config: Mapping[str, str], message: Message) -> None:
        """See ``Sender``. A target that hangs costs ``timeout_s`` and nothing else."""
        way = {"email": self._email, "webhook": self._webhook, "apprise": self._over_apprise}[kind]
        async with reaching(self._timeout_s):
            await way(config, message)

    async def _webhook(self, config: Mapping[str, str], message: Message) -> None:
        document = {
            "id": message.key,
            "incident": message.incident_id,
            "happening": message.happening,
            "severity": message.severity,
            "subject": message.subject,
            "body": message.body,
            "at": message.at.isoformat(),
        }
        body = json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()
        headers = {
            "Content-Type": "application/json",
            "Idempotency-Key": message.key,
            SIGNATURE_HEADER: signature(config["secret"], body),
        }
        async with egress_client(self._policy) as client:
            answer = await client.post(config["url"], content=body, headers=headers)
        if answer.status_code not in _OK:
            raise NotDeliveredError(f"The webhook answered {answer.status_code}.")

    async def _email(self, config: Mapping[str, str], message: Message) -> None:
        port = int(config.get("port") or 25)
        addresses = await checked_addresses(self._policy, config["host"], port)
        await asyncio.to_thread(_send_email, config, addresses[0], port, message, self._timeout_s)

    async def _over_apprise(self, config: Mapping[str, str], message: Message) -> None:
        host = urlsplit(config["url"]).hostname
        if host and "." in host:  # services of the cloud have tokens where a host would be
            await checked_addresses(self._policy, host, urlsplit(config["url"]).port or 443)
        target = _apprise(config["url"])
        sent = await asyncio.to_thread(target.notify, body=message.body, title=message.subject)  # type: ignore[attr-defined]
        if not sent:
            raise NotDeliveredError("The service did not take the message.")


def signature(secret: str, body: bytes) -> str:
    """Return the HMAC-SHA-256 of a webhook's body, as its header carries it."""
    return "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def _send_email(config: Mapping[str, str], address: str, port: int, message: Message, timeout_s: float) -> None:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = config["sender"], config["recipients"], message.subject
    mail["Message-ID"] = f"<{message.key.replace('/', '.')}@watchkeeper>"
    mail.set_content(message.body)
    context = ssl.create_default_context()
    mode = config.get("security", "none")
    if mode == "tls":
        server: smtplib.SMTP = smtplib.SMTP_SSL(config["host"], port, timeout=timeout_s, context=context)
    else:
        server = smtplib.SMTP(config["host"] if mode == "starttls" else address, port, timeout=timeout_s)
    with server:
        if mode == "starttls":
            server.starttls(context=context)
        if config.get("user"):
            server.login(config["user"], config.get("password", ""))
        server.send_message(mail)


def _apprise(url: str) -> object:
    import apprise

    target = apprise.Apprise()
    if not target.add(url):
        raise InvalidChannelError(
            "This is not an address that apprise knows.", hint="See https://github.com/caronc/apprise for the forms."
        )
    return target
