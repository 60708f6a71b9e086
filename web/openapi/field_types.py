"""The models that routes build theirs from, and what a route says of itself for the OpenAPI document."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from datetime import UTC, datetime
from typing import Annotated, Any, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ModelWrapValidatorHandler,
    ValidationError,
    model_validator,
)
from pydantic_core import InitErrorDetails, PydanticCustomError
from werkzeug.routing import IntegerConverter

from domain.security import normal_form

LARGEST_ID = 2**63 - 1
# The largest whole number that JavaScript holds exactly.
LARGEST_AMOUNT = 2**53 - 1

# The same for readers of the document, who have no validators of ours.
CONTROL = r"\u0000-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069"
# Marks that turn the direction of all that follows, so that a name reads as another.
DIRECTIONS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
LINE = rf"^[^{CONTROL}]*[^\s{CONTROL}][^{CONTROL}]*$"
PROSE = r"^[^\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]*$"
USERNAME = "^[A-Za-z][A-Za-z0-9._-]{2,63}$"


def _as_utc(value: Any) -> Any:
    return value.replace(tzinfo=UTC) if isinstance(value, datetime) and value.tzinfo is None else value


def _clean(value: str) -> str:
    """One line of text without control characters, trimmed, in NFC."""
    if any(unicodedata.category(mark) in ("Cc", "Cs") or mark in DIRECTIONS for mark in value):
        raise PydanticCustomError("text", "control characters")
    value = _nfc(value).strip()
    if not value:
        raise PydanticCustomError("string_too_short", "blank", {"min_length": 1})
    return value


def _prose(value: str) -> str:
    """Text of several lines."""
    if any(unicodedata.category(mark) in ("Cc", "Cs") and mark not in "\n\r\t" for mark in value):
        raise PydanticCustomError("text", "control characters")
    return _nfc(value).strip()


def _nfc(value: str) -> str:
    try:
        return normal_form.nfc(value)
    except normal_form.TooManyMarks:
        raise PydanticCustomError("combining_marks", "combining marks", {"most": normal_form.MOST_MARKS}) from None


def _email(value: str) -> str:
    """Lower case, because no provider in use tells addresses apart by case."""
    value = value.strip().lower()
    if not re.fullmatch(r"[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[a-z0-9-]+(\.[a-z0-9-]+)+", value):
        raise PydanticCustomError("email", "no e-mail address")
    return value


def _username(value: str) -> str:
    value = value.strip().lower()
    if not re.fullmatch(r"[a-z][a-z0-9._-]{2,63}", value):
        raise PydanticCustomError("username", "no username")
    return value


def _not_null(value: Any) -> Any:
    if value is None:
        raise PydanticCustomError("null", "null")
    return value


Id = Annotated[int, Field(ge=1, le=LARGEST_ID)]
Rupiah = Annotated[int, Field(ge=0, le=LARGEST_AMOUNT)]
Line = Annotated[str, Field(json_schema_extra={"pattern": LINE}), AfterValidator(_clean)]
Prose = Annotated[str, Field(json_schema_extra={"pattern": PROSE}), AfterValidator(_prose)]
Email = Annotated[str, Field(max_length=254, json_schema_extra={"format": "email"}), AfterValidator(_email)]
Username = Annotated[str, Field(max_length=64, json_schema_extra={"pattern": USERNAME}), AfterValidator(_username)]
Password = Annotated[
    str,
    Field(
        min_length=8,
        max_length=128,
        description="Common ones, and those that are little more than a name, are refused in production.",
        json_schema_extra={"format": "password"},
    ),
]
Instant = Annotated[datetime, BeforeValidator(_as_utc)]
NotNull = BeforeValidator(_not_null)


class Body(BaseModel):
    """A JSON body: no value is converted, an unknown field is refused by name."""

    model_config = ConfigDict(extra="forbid", strict=True)


def without_defaults(schema: dict[str, Any]) -> None:
    """What a field is when it is not given is nothing that a client could rely on."""
    for field in schema["properties"].values():
        field.pop("default", None)


class Change(Body):
    """A JSON body that changes the fields given and leaves the others, so that no field has a default."""

    model_config = ConfigDict(json_schema_extra=without_defaults)


def retold(
    error: ValidationError, unknown: PydanticCustomError, names: Container[Any] | None = None
) -> ValidationError:
    """The same faults, with `unknown` in place of those of unknown fields (of these names, where some are given)."""
    return ValidationError.from_exception_data(
        error.title,
        [
            InitErrorDetails(
                type=unknown
                if found["type"] == "extra_forbidden" and (names is None or found["loc"][0] in names)
                else PydanticCustomError(found["type"], found["msg"], found.get("ctx")),  # type: ignore[arg-type]
                loc=found["loc"],
                input=None,
            )
            for found in error.errors(include_url=False, include_input=False)
        ],
    )


class Query(BaseModel):
    """A query string: its text is converted, an unknown parameter is refused by name, with those that there are."""

    model_config = ConfigDict(extra="forbid")

    @model_validator(mode="wrap")
    @classmethod
    def _name_known(cls, data: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        try:
            return handler(data)
        except ValidationError as error:
            known = [field.alias or name for name, field in cls.model_fields.items()]
            words = {"known": ", ".join(known), "parameters": len(known)}
            raise retold(error, PydanticCustomError("unknown_parameter", "unknown", words)) from None


class NoQuery(Query):
    """The query string of a call that takes no parameters."""


class Reply(BaseModel):
    """An answer; what a query brings beyond its fields stays inside."""

    model_config = ConfigDict(extra="ignore")


class Message(Reply):
    """An answer that only says something."""

    msg: str


class BoundedInteger(IntegerConverter):
    """`<int:...>` in a path: a number with more digits than any id of ours is not found, before any query.

    The pattern says so, because a path that `max` refuses is a 405 where another method has the same address.
    """

    regex = "[0-9]{1,18}"


def problems(*told: int | str) -> Any:
    """Declares what a route's guard and its input don't tell already: statuses, and codes to name in the document."""

    def mark(view: Any) -> Any:
        view.problems = tuple(each for each in told if isinstance(each, int))
        view.codes = tuple(each for each in told if isinstance(each, str))
        return view

    return mark


def sends_etag(view: Any) -> Any:
    """Declares that what the route answers to a change has the ETag of the new version."""
    view.sends_etag = True
    return view
