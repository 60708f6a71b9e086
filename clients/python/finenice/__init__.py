"""The Finenice API: `Finenice(url)` has a member for each kind of thing, and each failure is an exception.

shop = Finenice("http://127.0.0.1:5000")
shop.sign_in("user1", "pass123")
for product in shop.products.walk(search="kopi"):
    print(product["name"], product["price"])
"""

from finenice import api
from finenice._calls import Calls, Problem, Upload
from finenice.api import *  # noqa: F403
from finenice.api import Resources, SignedIn, SignIn

__all__ = ["Finenice", "Problem", "Upload"]
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
        patience: float = 30,
    ) -> None:
        self.calls = Calls(
            url, api_key=api_key, access_token=access_token, refresh_token=refresh_token, language=language,
            timeout=timeout, patience=patience,
        )  # fmt: skip
        super().__init__(self.calls)

    def sign_in(self, name: str, password: str) -> SignedIn:
        """Signs in by e-mail address or username, and calls as this person from now on."""
        signs_in: SignIn = {"password": password}
        signs_in["email" if "@" in name else "username"] = name
        answer = self.auth.login(signs_in)
        self.calls.keep(answer)
        return answer
