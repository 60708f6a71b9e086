"""The FinTrackIt provider: a token for the API key, and one HTTP call with it per e-mail.

`POST {FINTRACKIT_AUTH_URL}/token` with `X-API-Key` answers `{"access_token": ...}`, which is good for an hour.
`POST {FINTRACKIT_URL}/send-email` takes `{"recipient_email", "subject", "body"}`, the body in HTML. The
service chooses the sender itself.
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
from mail.provider import Refused, Unavailable, call_with_timeout
from settings import Settings

NAME = "fintrackit"
TOKEN_SECONDS = 55 * 60
# The share of a token's own lifetime that is used.
SHARE = TOKEN_SECONDS / 3600
LONGEST_ANSWER = 64 * 1024
# Statuses about one e-mail. Any other failure is about the service, its URL or the API key.
REFUSALS = frozenset({400, 413, 422})


class Answer(NamedTuple):
    """A status, the JSON object of the body (or an empty one), and Retry-After in seconds."""

    status: int
    body: dict[str, Any]
    retry_after: float

    @property
    def good(self) -> bool:
        return 200 <= self.status < 300


class FinTrackItClient:
    """A client for one API key."""

    def __init__(self, settings: Settings) -> None:
        self.urls = settings.mail.fintrackit
        self.timeout = settings.mail.timeout_seconds
        self.seal = Cipher(settings.tokens.encryption_keys)
        # A stored token of another key or URL is not used.
        self.account = hashlib.sha256(f"{self.urls.auth_url} {self.urls.api_key}".encode()).hexdigest()
        # Without retries, because the job has its own, and without redirects, which would send token and e-mail to
        # another host.
        self.http = urllib3.PoolManager(
            retries=False, timeout=urllib3.Timeout(self.timeout), ssl_context=ssl.create_default_context()
        )

    def send(self, message: EmailMessage) -> None:
        token = self._token()
        answer = self._deliver(message, token)
        if answer.status == 401:
            answer = self._deliver(message, self._token(refused=token))
        if answer.status in REFUSALS:
            raise Refused(f"FinTrackIt refused the e-mail ({answer.status})")
        # If the body can't be read, the status counts: sending an e-mail again and again would be worse.
        if not answer.good or answer.body.get("success") is False:
            raise Unavailable(f"FinTrackIt answered {answer.status}", answer.retry_after)

    def _deliver(self, message: EmailMessage, token: str) -> Answer:
        html = message.get_body(("html",))
        assert html is not None
        body = {"recipient_email": str(message["To"]), "subject": str(message["Subject"]), "body": html.get_content()}
        key = str(message["Message-ID"]).strip("<>")
        return self._post(
            f"{self.urls.url}/send-email",
            {"Authorization": f"Bearer {token}", "Content-Type": "application/json", "Idempotency-Key": key},
            orjson.dumps(body),
        )

    def _token(self, refused: str | None = None) -> str:
        """Return the shared token, or a new one if there is none or it was `refused`."""
        if (stored := self._stored(refused)) is not None:
            return stored
        with queries.system.provider_tokens.lock(NAME):
            if (stored := self._stored(refused)) is not None:
                return stored
            answer = self._post(f"{self.urls.auth_url}/token", {"X-API-Key": self.urls.api_key})
            if not answer.good:
                raise Unavailable(f"FinTrackIt gave no token ({answer.status})", answer.retry_after)
            token, seconds = answer.body.get("access_token"), answer.body.get("expires_in")
            if not isinstance(token, str) or not token or not all("!" <= mark <= "~" for mark in token):
                raise Unavailable("FinTrackIt gave an unreadable token")
            lifetime = seconds * SHARE if isinstance(seconds, int) and seconds > 0 else TOKEN_SECONDS
            sealed = self.seal.encrypt(orjson.dumps([self.account, token]).decode())
            queries.system.provider_tokens.store(NAME, sealed, min(lifetime, TOKEN_SECONDS))
            return token

    def _stored(self, refused: str | None) -> str | None:
        sealed = queries.system.provider_tokens.get(NAME)
        try:
            account, token = orjson.loads(self.seal.decrypt(sealed)) if sealed else ("", "")
        except DecryptionFailed:
            return None
        return str(token) if account == self.account and token != refused else None

    def _post(self, url: str, headers: dict[str, str], body: bytes | None = None) -> Answer:
        try:
            return call_with_timeout(self.timeout, lambda: self._answer(url, headers, body))
        except HTTPError as error:
            raise Unavailable(f"FinTrackIt does not answer ({type(error).__name__})") from None

    def _answer(self, url: str, headers: dict[str, str], sent: bytes | None) -> Answer:
        response = self.http.request("POST", url, sent, headers=headers, redirect=False, preload_content=False)
        try:
            content = response.read(LONGEST_ANSWER)
        finally:
            response.release_conn()
        try:
            body = orjson.loads(content)
        except orjson.JSONDecodeError:
            body = {}
        return Answer(response.status, body if isinstance(body, dict) else {}, _retry_after(response))


def _retry_after(response: urllib3.BaseHTTPResponse) -> float:
    try:
        return urllib3.Retry().get_retry_after(response) or 0
    except InvalidHeader:
        return 0
