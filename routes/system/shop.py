"""What the shop calls itself: its name and logo on certificates, in letters and for front ends."""

from __future__ import annotations

import hashlib
from typing import Annotated, Any

from apiflask import APIBlueprint
from flask import Response, current_app
from pydantic import Field

import queries.system.shop
from auth import public, role
from domain.courses.certificate import Issuer
from domain.media.image_store import ImageStore, image_urls
from routes.catalogue import images
from web import preconditions, uploads
from web.openapi.field_types import Line, Reply, problems, sends_etag

bp = APIBlueprint("shop", __name__, tag="shop")

LOGO_SIZE = "medium"


class ShopChange(preconditions.Versioned):
    name: Annotated[Line, Field(max_length=100)] | None = Field(description="Null: the name of the settings.")


class LogoForm(uploads.Form):
    logo: Annotated[uploads.File, Field(description="A JPEG, PNG, WebP or GIF of at most 10 MB.")]


class Shop(Reply):
    """The shop; its ETag is what If-Match of a change names."""

    name: str
    revision: preconditions.Version
    logo_url: Annotated[str | None, Field(description="In the medium size.")]
    logo_urls: images.ImageUrls | None


@bp.get("")
@bp.output(Shop)
@problems(304)
@public
def show_shop() -> Response:
    """The shop's name and logo."""
    row = _found()
    body = Shop.model_validate(_shown(row)).model_dump_json()
    return preconditions.with_etag(Response(body, mimetype="application/json"), row["revision"], _variant(row))


@bp.route("", methods=["PUT", "PATCH"])
@bp.input(preconditions.IfMatch, location="headers")
@bp.input(ShopChange)
@bp.output(Shop)
@sends_etag
@problems(412)
@role("admin")
def change_shop(headers_data: preconditions.IfMatch, json_data: ShopChange) -> Any:
    """Gives the shop a name: on certificates, badges, receipts and in e-mails."""
    queries.system.shop.rename(json_data.name, headers_data.versions)
    return _changed()


@bp.put("/logo")
@bp.input(preconditions.IfMatch, location="headers")
@bp.output(Shop)
@uploads.takes(LogoForm, images.MAX_FILE_BYTES + 64 * 1024)
@sends_etag
@problems(412)
@role("admin")
def change_logo(headers_data: preconditions.IfMatch) -> Any:
    """Gives the shop a logo, in place of an earlier one. What shines through stays so."""
    (logo,) = images.store_images({"logo": uploads.read(LogoForm).logo})
    queries.system.shop.show_logo(logo.id, headers_data.versions)
    return _changed()


@bp.delete("/logo")
@bp.input(preconditions.IfMatch, location="headers")
@bp.output(Shop)
@sends_etag
@problems(412)
@role("admin")
def remove_logo(headers_data: preconditions.IfMatch) -> Any:
    """Takes the shop's logo away; it is no fault to have none."""
    queries.system.shop.show_logo(None, headers_data.versions)
    return _changed()


def issuer(with_logo: bool = False) -> Issuer:
    """The shop as the one that issues certificates; the bytes of its logo only where they are wanted."""
    row, url = _found(), current_app.config["PUBLIC_URL"]
    path = image_urls(row["logo_id"])[LOGO_SIZE] if row["logo_id"] else None
    store: ImageStore = current_app.extensions["store"]
    logo = store.read(path.removeprefix("/uploads/")) if path and with_logo else None
    return Issuer(row["name"], url, path and url + path, logo)


def _found() -> dict[str, Any]:
    return queries.system.shop.get(current_app.config["SHOP_NAME"])


def _shown(row: dict[str, Any]) -> dict[str, Any]:
    found = image_urls(row["logo_id"]) if row["logo_id"] else None
    return {**row, "logo_url": found and found[LOGO_SIZE], "logo_urls": found}


def _changed() -> Any:
    row = _found()
    return _shown(row), 200, {"ETag": f'"{row["revision"]}{_variant(row)}"'}


def _variant(row: dict[str, Any]) -> str:
    """What tells names of the settings apart, which change without a revision: letters, as `IfMatch` reads them."""
    if row["named"]:
        return ""
    digest = hashlib.sha256(row["name"].encode()).digest()
    return "".join(chr(ord("a") + byte % 26) for byte in digest[:8])
