"""Schemas of variants: the options of a product, and the products of its group."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from domain.commerce.measures import Measure
from domain.commerce.variants import MAX_MEMBERS, MAX_NAME, MAX_OPTIONS, MAX_VALUE, alike, has_separator
from domain.media.image_store import image_urls
from web.openapi.field_types import CONTROL, Body, Id, Line, Reply


def _without_separator(text: str) -> str:
    if has_separator(text):
        raise PydanticCustomError("option_separator", "a separator")
    return text


Words = Annotated[
    Line,
    Field(json_schema_extra={"pattern": rf"^[^=;{CONTROL}]*[^=;\s{CONTROL}][^=;{CONTROL}]*$"}),
    AfterValidator(_without_separator),
]


class ProductOptionInput(Body):
    name: Annotated[Words, Field(max_length=MAX_NAME)]
    value: Annotated[Words, Field(max_length=MAX_VALUE)]


def _different_names(options: list[ProductOptionInput]) -> list[ProductOptionInput]:
    if len({alike(option.name) for option in options}) < len(options):
        raise PydanticCustomError("option_repeated", "a name twice")
    return options


OptionInputs = Annotated[
    list[ProductOptionInput],
    Field(
        max_length=MAX_OPTIONS,
        description="What sets it apart from the others of its group, such as Ukuran: M. All of a group have the same "
        "names, in the order of the main product.",
    ),
    AfterValidator(_different_names),
]
VariantOf = Annotated[
    Id,
    Field(
        description="The main product of its group: another product of the seller with options, and with the same "
        f"`measure`. A group has at most {MAX_MEMBERS} products. Null: it is a main product, or has no variants."
    ),
]


class ProductOption(Reply):
    name: str
    value: str


class WithOptions(Reply):
    """A product, as far as it may be one of several variants."""

    variant_of: Annotated[int | None, Field(description="The id of the main product of its group.")]
    options: list[ProductOption]


class Group(Reply):
    """A main product and its variants, as far as they are for sale."""

    lowest_price: int
    highest_price: int
    stock: Annotated[int, Field(description="Of all of them.")]


class Variant(Reply):
    id: int
    name: str
    options: list[ProductOption]
    measure: Measure
    price: int
    stock: int
    active: bool
    image_url: Annotated[str | None, Field(description="URL of its first image, in the small size.")]

    @model_validator(mode="before")
    @classmethod
    def _add_image_url(cls, row: dict[str, Any]) -> dict[str, Any]:
        return {**row, "image_url": row["picture_id"] and image_urls(row["picture_id"])["small"]}
