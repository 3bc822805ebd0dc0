"""Changes of one's own second factor over HTTP, each after a proof that it is still the same person."""

from fastapi import Request, Response

from watchkeeper.core.http.proofs import ProofGiven
from watchkeeper.core.http.transaction import transaction_of
from watchkeeper.estate.accounts.cookies import LoginCookies
from watchkeeper.estate.accounts.login import LoginDesk, Shown
from watchkeeper.estate.accounts.origins import caller_of
from watchkeeper.estate.accounts.second_factor.schemas import CodeGiven, EnrolmentView, RecoveryCodes
from watchkeeper.estate.accounts.second_factor.service import SecondFactors
from watchkeeper.estate.accounts.security_keys.schemas import (
    KeyQuestion,
    Registration,
    SecurityKeyAdded,
    SecurityKeyView,
)
from watchkeeper.estate.accounts.sessions import Living, SessionBook
from watchkeeper.estate.accounts.tokens import csrf_token


class FactorDesk:
    """Proves, changes, and gives the session a new token where what it may rests on something new."""

    def __init__(self, desk: LoginDesk, factors: SecondFactors, book: SessionBook, cookies: LoginCookies) -> None:
        self._desk = desk
        self._factors = factors
        self._book = book
        self._cookies = cookies

    async def enrol(self, request: Request, living: Living, given: ProofGiven) -> EnrolmentView:
        """Begin to set an authenticator program up."""
        await self._prove(request, living, given)
        async with transaction_of(request) as session:
            made = await self._factors.enrol(session, living.user)
        return EnrolmentView(secret=made.secret, uri=made.uri, qr_svg=made.qr_svg)

    async def confirm(self, request: Request, living: Living, given: CodeGiven, response: Response) -> RecoveryCodes:
        """Take the authenticator program into use; other sessions end."""
        async with transaction_of(request) as session:
            made = await self._factors.confirm(session, living.user, given.code.get_secret_value())
            await self._book.revoke_all(session, living.user, but=living.login.token_hash)
            token = await self._book.rotate(session, living.login.token_hash, second_factor=True)
        self._cookies.set_session(response, token)
        return RecoveryCodes(codes=made, csrf_token=csrf_token(token))

    async def remove(self, request: Request, living: Living, given: ProofGiven) -> None:
        """Take the authenticator program away."""
        await self._prove(request, living, given)
        async with transaction_of(request) as session:
            await self._factors.remove(session, living.user)

    async def renew_codes(
        self, request: Request, living: Living, given: ProofGiven, response: Response
    ) -> RecoveryCodes:
        """Make new recovery codes."""
        await self._prove(request, living, given)
        async with transaction_of(request) as session:
            made = await self._factors.renew_codes(session, living.user)
            token = await self._book.rotate(session, living.login.token_hash)
        self._cookies.set_session(response, token)
        return RecoveryCodes(codes=made, csrf_token=csrf_token(token))

    async def begin_key(self, request: Request, living: Living, given: ProofGiven) -> KeyQuestion:
        """Return what a new security key is asked."""
        await self._prove(request, living, given)
        async with transaction_of(request) as session:
            return KeyQuestion(options=await self._factors.security_keys.begin(session, living.user))

    async def add_key(
        self, request: Request, living: Living, given: Registration, response: Response
    ) -> SecurityKeyAdded:
        """Keep a new security key; other sessions end."""
        async with transaction_of(request) as session:
            key, codes = await self._factors.add_key(session, living.user, given)
            await self._book.revoke_all(session, living.user, but=living.login.token_hash)
            token = await self._book.rotate(session, living.login.token_hash, second_factor=True)
            added = SecurityKeyView.model_validate(key)
        self._cookies.set_session(response, token)
        return SecurityKeyAdded(key=added, codes=codes, csrf_token=csrf_token(token))

    async def remove_key(self, request: Request, living: Living, key_id: int, given: ProofGiven) -> None:
        """Revoke a security key."""
        await self._prove(request, living, given)
        async with transaction_of(request) as session:
            await self._factors.remove_key(session, living.user, key_id)

    async def _prove(self, request: Request, living: Living, given: ProofGiven) -> None:
        shown = Shown(given.plain_code(), given.security_key)
        await self._desk.prove(living.user, given.password.get_secret_value(), caller_of(request), shown)
