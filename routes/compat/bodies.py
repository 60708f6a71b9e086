"""Bodies that the front ends have in common. Fields that are unknown here are ignored, not refused."""

from __future__ import annotations

from pydantic import ConfigDict

from routes.accounts.registration import SignUp
from routes.accounts.sessions import SignIn
from web.openapi.field_types import Body


class OpenBody(Body):
    model_config = ConfigDict(extra="ignore")


class OpenSignIn(SignIn):
    model_config = ConfigDict(extra="ignore")


class OpenSignUp(SignUp):
    model_config = ConfigDict(extra="ignore")
