"""Base models and field types of the routes, and the decorators that document a route."""

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

from domain.commerce.pricing import LARGEST_PRICE
from domain.security import normal_form

EPOCH = datetime(1970, 1, 1)
LARGEST_ID = 2**63 - 1
# The largest whole number that JavaScript holds exactly.
LARGEST_AMOUNT = 2**53 - 1

# The patterns in the document; the validators below check the same.
CONTROL = r"\u0000-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069"
# Characters that change the direction of the text after them, so that a name reads like another.
DIRECTIONS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
LINE = rf"^[^{CONTROL}]*[^\s{CONTROL}][^{CONTROL}]*$"
PROSE = r"^[^\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]*$"
TIMESTAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", re.ASCII)
USERNAME = "^[A-Za-z][A-Za-z0-9._-]{2,63}$"


def _as_utc(value: Any) -> Any:
    return value.replace(tzinfo=UTC) if isinstance(value, datetime) and value.tzinfo is None else value


def _parse_moment(value: Any) -> datetime:
    """Return an RFC 3339 timestamp in UTC without a zone, at least 1970: the year of a clock that was never set."""
    try:
        if not TIMESTAMP.fullmatch(value.upper()):
            raise ValueError(value)
        timestamp = datetime.fromisoformat(value.upper())
    except (AttributeError, ValueError):
        raise PydanticCustomError("timestamp", "not an RFC 3339 timestamp") from None
    try:
        return max(timestamp.astimezone(UTC).replace(tzinfo=None), EPOCH)
    except OverflowError:
        return timestamp.replace(tzinfo=None)


def _clean(value: str) -> str:
    """Return one line of text, trimmed and in NFC, or refuse control characters."""
    if any(unicodedata.category(mark) in ("Cc", "Cs") or mark in DIRECTIONS for mark in value):
        raise PydanticCustomError("text", "control characters")
    value = _nfc(value).strip()
    if not value:
        raise PydanticCustomError("string_too_short", "blank", {"min_length": 1})
    return value


def _prose(value: str) -> str:
    """Return text of several lines, trimmed and in NFC, or refuse control characters."""
    if any(unicodedata.category(mark) in ("Cc", "Cs") and mark not in "\n\r\t" for mark in value):
        raise PydanticCustomError("text", "control characters")
    return _nfc(value).strip()


def _nfc(value: str) -> str:
    try:
        return normal_form.nfc(value)
    except normal_form.TooManyMarks:
        raise PydanticCustomError("combining_marks", "combining marks", {"most": normal_form.MOST_MARKS}) from None


def _email(value: str) -> str:
    """Return the address in lower case: no provider in use distinguishes addresses by case."""
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
Price = Annotated[int, Field(ge=0, le=LARGEST_PRICE)]
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
Moment = Annotated[datetime, BeforeValidator(_parse_moment)]
Instant = Annotated[datetime, BeforeValidator(_as_utc)]
NotNull = BeforeValidator(_not_null)


class Body(BaseModel):
    """A JSON body. Values are not converted, and an unknown field is an error that names it."""

    model_config = ConfigDict(extra="forbid", strict=True)


def without_defaults(schema: dict[str, Any]) -> None:
    """Drop the defaults from a schema: an omitted field is left as it is."""
    for field in schema["properties"].values():
        field.pop("default", None)


class PartialUpdate(Body):
    """A JSON body that updates the given fields and leaves the others."""

    model_config = ConfigDict(json_schema_extra=without_defaults)


def replace_unknown(
    error: ValidationError, unknown: PydanticCustomError, names: Container[Any] | None = None
) -> ValidationError:
    """Return the same errors with `unknown` for each unknown field, or only for those in `names`."""
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
    """A query string. Values are converted, and an unknown parameter is an error that lists the known ones."""

    model_config = ConfigDict(extra="forbid")

    @model_validator(mode="wrap")
    @classmethod
    def _list_known(cls, data: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        try:
            return handler(data)
        except ValidationError as error:
            known = [field.alias or name for name, field in cls.model_fields.items()]
            words = {"known": ", ".join(known), "parameters": len(known)}
            raise replace_unknown(error, PydanticCustomError("unknown_parameter", "unknown", words)) from None


class NoQuery(Query):
    """The query string of a call without parameters."""


class Reply(BaseModel):
    """A response body. Columns that are not among its fields are dropped."""

    model_config = ConfigDict(extra="ignore")


class Message(Reply):
    """A response of one message."""

    msg: str


class BoundedInteger(IntegerConverter):
    """`<int:...>` in a path, of at most 18 digits; a longer number is a 404 without a query.

    The limit is in the pattern, because a path that `max` refuses is a 405 if another method has the same path.
    """

    regex = "[0-9]{1,18}"


def problems(*declared: int | str) -> Any:
    """Declare the failures of a route beyond those of its guard and its input: statuses, and codes to document."""

    def mark(view: Any) -> Any:
        view.problems = tuple(each for each in declared if isinstance(each, int))
        view.codes = tuple(each for each in declared if isinstance(each, str))
        return view

    return mark


def sends_etag(view: Any) -> Any:
    """Declare that the response to a change has the ETag of the new version."""
    view.sends_etag = True
    return view
