"""The short paths: the same accounts and products under the addresses that existing clients call."""

from __future__ import annotations

from typing import Any

from apiflask import APIBlueprint
from flask import g

import queries.accounts.users
import queries.catalogue.products
from auth import public, signed_in
from routes.accounts.sessions import LoginNames, Name, SignIn, SignUp, TokenResponse, sign_in, sign_up
from routes.courses.courses import CourseProduct
from web import paging
from web.openapi.field_types import Email, Message, Password, Reply, Username, problems
from web.rate_limits.limiter import checks_secret

auth = APIBlueprint("auth_aliases", __name__, tag="short paths")
users = APIBlueprint("users_aliases", __name__, tag="short paths")
products = APIBlueprint("products_aliases", __name__, tag="short paths")


class Person(Reply):
    name: str
    email: str | None


class PersonData(Reply):
    user: Person


class PersonReply(Reply):
    data: PersonData


class TokenData(PersonData):
    access_token: str


class SignedInReply(TokenResponse):
    data: TokenData


class NamedSignUp(SignUp):
    name: Name
    email: Email


class UsernameSignUp(LoginNames):
    username: Username
    password: Password


class Token(Reply):
    access_token: str


class Greeting(Reply):
    data: str
    msg: str


class ShortProducts(Reply):
    msg: str
    products: list[CourseProduct]


@auth.post("/api/register")
@auth.input(NamedSignUp)
@auth.output(SignedInReply, 201)
@problems(409)
@checks_secret
@public
def register(json_data: NamedSignUp) -> dict[str, Any]:
    """Makes an account by name, e-mail address and password."""
    return _with_data(sign_up(json_data))


@auth.post("/api/login")
@auth.input(SignIn)
@auth.output(SignedInReply)
@problems(401)
@checks_secret
@public
def login(json_data: SignIn) -> dict[str, Any]:
    """Signs in by e-mail address and password."""
    return _with_data(sign_in(json_data))


@auth.get("/api/user-info")
@auth.output(PersonReply)
@signed_in(scope="users:read")
def user_info() -> dict[str, Any]:
    """The caller's name and e-mail address."""
    return {"data": {"user": queries.accounts.users.get(g.identity.user_id)}}


@auth.post("/register")
@auth.input(UsernameSignUp)
@auth.output(Message, 201)
@problems(409)
@checks_secret
@public
def register_username(json_data: UsernameSignUp) -> dict[str, Any]:
    """Makes an account by username and password."""
    sign_up(SignUp(username=json_data.username, password=json_data.password))
    return {"msg": "Registrasi berhasil!"}


@auth.post("/login")
@auth.input(SignIn)
@auth.output(Token)
@problems(401)
@checks_secret
@public
def login_username(json_data: SignIn) -> dict[str, Any]:
    """An access token for a username and password."""
    return sign_in(json_data)


@users.get("/users")
@users.output(Greeting)
@signed_in(scope="users:read")
def greet() -> dict[str, Any]:
    """Greets the caller."""
    return {"data": "Ini adalah data terlindungi dari User Service.", "msg": f"Selamat datang, {_called()}!"}


@products.get("/products")
@products.input(paging.PageQuery, location="query")
@products.output(ShortProducts)
@signed_in(scope="products:read")
def list_products(query_data: paging.PageQuery) -> dict[str, Any]:
    """The products in the order of their ids."""
    return {
        "msg": f"Daftar produk berhasil diambil oleh user: {_called()}",
        "products": queries.catalogue.products.first(query_data.per_page, query_data.offset),
    }


def _with_data(signed_in_answer: dict[str, Any]) -> dict[str, Any]:
    return {
        **signed_in_answer,
        "data": {"user": signed_in_answer["user"], "access_token": signed_in_answer["access_token"]},
    }


def _called() -> str:
    return str(g.identity.username or g.identity.name)
