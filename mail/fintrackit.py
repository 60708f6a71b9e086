"""Letters by FinTrackIt's HTTP service: a token for the API key, and one call a letter with it.

`POST {FINTRACKIT_AUTH_URL}/token` with `X-API-Key` answers `{"access_token": ...}`, which is good for an hour.
`POST {FINTRACKIT_URL}/send-email` takes `{"recipient_email", "subject", "body"}`, the body in HTML; who a letter is
from is the service's own affair.
"""

from __future__ import annotations

import hashlib
import ssl
from email.message import EmailMessage
from typing import Any, NamedTuple

import orjson
import urllib3
from urllib3.exceptions import HTTPError, InvalidHeader

import queries.system.provider_tokens
from domain.security.encryption import Cipher, DecryptionFailed
from mail.provider import Refused, Unavailable, within
from settings import Settings

NAME = "fintrackit"
TOKEN_SECONDS = 55 * 60
# Of a token that says how long it is good for, this share is used.
SHARE = TOKEN_SECONDS / 3600
LONGEST_ANSWER = 64 * 1024
# What is wrong with one letter; anything else that is no success is wrong with the service, its address or our key.
REFUSALS = frozenset({400, 413, 422})


class Answer(NamedTuple):
    """A status, the JSON object of the body or an empty one, and what Retry-After asks for in seconds."""

    status: int
    body: dict[str, Any]
    retry_after: float

    @property
    def good(self) -> bool:
        return 200 <= self.status < 300


class Service:
    """FinTrackIt as one API key sees it."""

    def __init__(self, settings: Settings) -> None:
        self.urls = settings.mail.fintrackit
        self.timeout = settings.mail.timeout_seconds
        self.seal = Cipher(settings.tokens.encryption_keys)
        # The token of another key or service is none of this one's.
        self.account = hashlib.sha256(f"{self.urls.auth_url} {self.urls.api_key}".encode()).hexdigest()
        # Without retries, because the job has its own, and without redirects, which would show token and letter
        # to whoever they lead to.
        self.http = urllib3.PoolManager(
            retries=False, timeout=urllib3.Timeout(self.timeout), ssl_context=ssl.create_default_context()
        )

    def send(self, mail: EmailMessage) -> None:
        token = self._token()
        answer = self._hand_over(mail, token)
        if answer.status == 401:
            answer = self._hand_over(mail, self._token(refused=token))
        if answer.status in REFUSALS:
            raise Refused(f"FinTrackIt refused the letter ({answer.status})")
        # A body that can't be read leaves the status to count: to send everybody a letter again and again would
        # be worse than to trust it.
        if not answer.good or answer.body.get("success") is False:
            raise Unavailable(f"FinTrackIt answered {answer.status}", answer.retry_after)

    def _hand_over(self, mail: EmailMessage, token: str) -> Answer:
        html = mail.get_body(("html",))
        assert html is not None
        body = {"recipient_email": str(mail["To"]), "subject": str(mail["Subject"]), "body": html.get_content()}
        key = str(mail["Message-ID"]).strip("<>")
        return self._post(
            f"{self.urls.url}/send-email",
            {"Authorization": f"Bearer {token}", "Content-Type": "application/json", "Idempotency-Key": key},
            orjson.dumps(body),
        )

    def _token(self, refused: str | None = None) -> str:
        """The token that all processes share; a new one where there is none, or it is the one that was `refused`."""
        if (kept := self._kept(refused)) is not None:
            return kept
        with queries.system.provider_tokens.renewing(NAME):
            if (kept := self._kept(refused)) is not None:
                return kept
            answer = self._post(f"{self.urls.auth_url}/token", {"X-API-Key": self.urls.api_key})
            if not answer.good:
                raise Unavailable(f"FinTrackIt gave no token ({answer.status})", answer.retry_after)
            token, seconds = answer.body.get("access_token"), answer.body.get("expires_in")
            if not isinstance(token, str) or not token or not all("!" <= mark <= "~" for mark in token):
                raise Unavailable("FinTrackIt gave no token that can be read")
            known = seconds * SHARE if isinstance(seconds, int) and seconds > 0 else TOKEN_SECONDS
            sealed = self.seal.encrypt(orjson.dumps([self.account, token]).decode())
            queries.system.provider_tokens.keep(NAME, sealed, min(known, TOKEN_SECONDS))
            return token

    def _kept(self, refused: str | None) -> str | None:
        sealed = queries.system.provider_tokens.get(NAME)
        try:
            account, token = orjson.loads(self.seal.decrypt(sealed)) if sealed else ("", "")
        except DecryptionFailed:
            return None
        return str(token) if account == self.account and token != refused else None

    def _post(self, url: str, headers: dict[str, str], body: bytes | None = None) -> Answer:
        try:
            return within(self.timeout, lambda: self._answer(url, headers, body))
        except HTTPError as error:
            raise Unavailable(f"FinTrackIt does not answer ({type(error).__name__})") from None

    def _answer(self, url: str, headers: dict[str, str], body: bytes | None) -> Answer:
        response = self.http.request("POST", url, body, headers=headers, redirect=False, preload_content=False)
        try:
            content = response.read(LONGEST_ANSWER)
        finally:
            response.release_conn()
        try:
            told = orjson.loads(content)
        except orjson.JSONDecodeError:
            told = {}
        return Answer(response.status, told if isinstance(told, dict) else {}, _retry_after(response))


def _retry_after(response: urllib3.BaseHTTPResponse) -> float:
    try:
        return urllib3.Retry().get_retry_after(response) or 0
    except InvalidHeader:
        return 0
