"""Legacy paths: the same accounts and products under the paths that existing clients call."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from apiflask import APIBlueprint
from flask import g
from pydantic import Field

import queries.accounts.users
import queries.catalogue.products
from auth import public, signed_in
from routes.accounts.registration import LoginNames, Name, SignUp, sign_up
from routes.accounts.sessions import SignIn, TokenResponse, sign_in
from routes.courses.courses import CourseProduct
from web import paging
from web.openapi.field_types import Email, Message, Password, Reply, Username, problems
from web.rate_limits.limiter import checks_secret

auth = APIBlueprint("legacy_auth", __name__, tag="legacy paths")
users = APIBlueprint("legacy_users", __name__, tag="legacy paths")
products = APIBlueprint("legacy_products", __name__, tag="legacy paths")


class LegacyUser(Reply):
    name: str
    email: str | None


class LegacyUserData(Reply):
    user: LegacyUser


class LegacyUserReply(Reply):
    data: LegacyUserData


class LegacyTokenData(LegacyUserData):
    access_token: str


class LegacySignInReply(TokenResponse):
    status: Annotated[Literal[200, 201], Field(description="The status of the response.")]
    message: str
    data: LegacyTokenData


class LegacySignUp(SignUp):
    name: Name
    email: Email


class UsernameSignUp(LoginNames):
    username: Username
    password: Password


class LegacyToken(Reply):
    access_token: str


class LegacyGreeting(Reply):
    data: str
    msg: str


class LegacyProducts(Reply):
    msg: str
    products: list[CourseProduct]


@auth.post("/api/register")
@auth.doc(operation_id="legacy_auth_register")
@auth.input(LegacySignUp)
@auth.output(LegacySignInReply, 201)
@problems(409)
@checks_secret
@public
def register(json_data: LegacySignUp) -> dict[str, Any]:
    """Create an account with name, e-mail address and password."""
    return _with_data(sign_up(json_data), 201, "Registration successful.")


@auth.post("/api/login")
@auth.doc(operation_id="legacy_auth_login")
@auth.input(SignIn)
@auth.output(LegacySignInReply)
@problems(401)
@checks_secret
@public
def login(json_data: SignIn) -> dict[str, Any]:
    """Sign in with e-mail address and password."""
    return _with_data(sign_in(json_data), 200, "Login successful.")


@auth.get("/api/user-info")
@auth.doc(operation_id="legacy_auth_show_user_info")
@auth.output(LegacyUserReply)
@signed_in(scope="users:read")
def user_info() -> dict[str, Any]:
    """Return the caller's name and e-mail address."""
    return {"data": {"user": queries.accounts.users.get(g.identity.user_id)}}


@auth.post("/register")
@auth.doc(operation_id="legacy_auth_register_username")
@auth.input(UsernameSignUp)
@auth.output(Message, 201)
@problems(409)
@checks_secret
@public
def register_username(json_data: UsernameSignUp) -> dict[str, Any]:
    """Create an account with username and password."""
    sign_up(SignUp(username=json_data.username, password=json_data.password))
    return {"msg": "Registrasi berhasil!"}


@auth.post("/login")
@auth.doc(operation_id="legacy_auth_login_username")
@auth.input(SignIn)
@auth.output(LegacyToken)
@problems(401)
@checks_secret
@public
def login_username(json_data: SignIn) -> dict[str, Any]:
    """Return an access token for a username and password."""
    return sign_in(json_data)


@users.get("/users")
@users.doc(operation_id="legacy_users_greet")
@users.output(LegacyGreeting)
@signed_in(scope="users:read")
def greet() -> dict[str, Any]:
    """Greet the caller."""
    return {"data": "Ini adalah data terlindungi dari User Service.", "msg": f"Selamat datang, {_display_name()}!"}


@products.get("/products")
@products.doc(operation_id="legacy_products_list")
@products.input(paging.PageQuery, location="query")
@products.output(LegacyProducts)
@signed_in(scope="products:read")
def list_products(query_data: paging.PageQuery) -> dict[str, Any]:
    """List products by id."""
    return {
        "msg": f"Daftar produk berhasil diambil oleh user: {_display_name()}",
        "products": queries.catalogue.products.first(query_data.per_page, query_data.offset),
    }


def _with_data(response: dict[str, Any], status: int, message: str) -> dict[str, Any]:
    return {
        **response,
        "status": status,
        "message": message,
        "data": {"user": response["user"], "access_token": response["access_token"]},
    }


def _display_name() -> str:
    return str(g.identity.username or g.identity.name)
