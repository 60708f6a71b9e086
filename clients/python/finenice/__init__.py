"""The client of the Finenice API: `Finenice(url)` has an attribute for each resource, and errors are exceptions.

shop = Finenice("http://127.0.0.1:5000")
shop.sign_in("user1", "pass123")
for product in shop.products.walk(search="kopi"):
    print(product["name"], product["price"])
"""

from collections.abc import Callable

from finenice import api
from finenice._calls import Calls, P, Problem, Response, T, Upload
from finenice.api import *  # noqa: F403
from finenice.api import Resources, SignedInAnswer, SigningIn, SigningUp
from finenice.offline import FlushReport, OfflineQueue, QueuedItem
from finenice.webhooks import WebhookError, verify_webhook

__all__ = [
    "Finenice", "FlushReport", "OfflineQueue", "Problem", "QueuedItem", "Response", "Upload", "WebhookError",
    "verify_webhook",
]  # fmt: skip
__all__ += api.__all__


class Finenice(Resources):
    """A shop at `url`; the other arguments are those of `Calls`."""

    def __init__(
        self,
        url: str,
        *,
        api_key: str | None = None,
        access_token: str | None = None,
        refresh_token: str | None = None,
        language: str = "en",
        timeout: float = 30,
        max_wait: float = 30,
        on_tokens: Callable[[str, str], None] | None = None,
        on_signed_out: Callable[[Problem | None], None] | None = None,
    ) -> None:
        self.calls = Calls(
            url, api_key=api_key, access_token=access_token, refresh_token=refresh_token, language=language,
            timeout=timeout, max_wait=max_wait, on_tokens=on_tokens, on_signed_out=on_signed_out,
        )  # fmt: skip
        super().__init__(self.calls)

    def sign_in(
        self, name: str, password: str, *, code: str | None = None, recovery_code: str | None = None
    ) -> SignedInAnswer:
        """Sign in by e-mail address or username, and use the tokens from now on."""
        credentials: SigningIn = {"password": password}
        credentials["email" if "@" in name else "username"] = name
        if code is not None:
            credentials["code"] = code
        if recovery_code is not None:
            credentials["recovery_code"] = recovery_code
        return self._use(self.calls.call("POST", "/api/auth/login", body=credentials))

    def sign_up(self, person: SigningUp) -> SignedInAnswer:
        """Create an account, and use its tokens from now on."""
        return self._use(self.calls.call("POST", "/api/auth/register", body=person))

    def sign_out(self) -> None:
        """End the session. The tokens are dropped even if the shop does not answer."""
        if self.calls.access_token is None:
            return
        try:
            self.calls.call("POST", "/api/auth/logout")
        except Problem as problem:
            # The session has ended already.
            if problem.status != 401:
                raise
        finally:
            self.calls.clear_tokens()

    def with_response(self, method: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> Response[T]:
        """Call a method and return its response with status and headers.

        For example `shop.with_response(shop.products.show, 7).etag`.
        """
        return self.calls.with_response(method, *args, **kwargs)

    def _use(self, tokens: SignedInAnswer) -> SignedInAnswer:
        self.calls.set_tokens(tokens)
        return tokens
