"""The Finenice API: `Finenice(url)` has a member for each kind of thing, and each failure is an exception.

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

__all__ = ["Finenice", "Problem", "Response", "Upload"]
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
        """Signs in by e-mail address or username, and calls as this person from now on."""
        signs_in: SigningIn = {"password": password}
        signs_in["email" if "@" in name else "username"] = name
        if code is not None:
            signs_in["code"] = code
        if recovery_code is not None:
            signs_in["recovery_code"] = recovery_code
        return self._kept(self.calls.call("POST", "/api/auth/login", body=signs_in))

    def sign_up(self, person: SigningUp) -> SignedInAnswer:
        """Makes an account, and calls as this person from now on."""
        return self._kept(self.calls.call("POST", "/api/auth/register", body=person))

    def sign_out(self) -> None:
        """Ends the session, here in any case and at the shop where it can be reached."""
        if self.calls.access_token is None:
            return
        try:
            self.calls.call("POST", "/api/auth/logout")
        except Problem as problem:
            # It had ended already.
            if problem.status != 401:
                raise
        finally:
            self.calls.forget()

    def with_response(self, method: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> Response[T]:
        """What a method answers, with what came beside it: `shop.with_response(shop.products.show, 7).etag`."""
        return self.calls.with_response(method, *args, **kwargs)

    def _kept(self, tokens: SignedInAnswer) -> SignedInAnswer:
        self.calls.keep(tokens)
        return tokens
