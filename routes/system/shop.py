"""The shop's name and logo, for certificates, e-mails and front ends."""

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


class ShopUpdate(preconditions.Versioned):
    name: Annotated[Line, Field(max_length=100)] | None = Field(description="Null: the name in the settings.")


class LogoForm(uploads.Form):
    logo: Annotated[uploads.File, Field(description="A JPEG, PNG, WebP or GIF of at most 10 MB.")]


class Shop(Reply):
    """The shop. Its ETag is the value for If-Match of a change."""

    name: str
    revision: preconditions.Version
    logo_url: Annotated[str | None, Field(description="The URL of the medium size.")]
    logo_urls: images.ImageUrls | None


@bp.get("")
@bp.output(Shop)
@problems(304)
@bp.doc(operation_id="shop_show")
@public
def show_shop() -> Response:
    """Return the shop's name and logo."""
    row = _get()
    body = Shop.model_validate(_serialize(row)).model_dump_json()
    return preconditions.with_etag(Response(body, mimetype="application/json"), row["revision"], _variant(row))


@bp.route("", methods=["PUT", "PATCH"])
@bp.input(preconditions.IfMatch, location="headers")
@bp.input(ShopUpdate)
@bp.output(Shop)
@sends_etag
@problems(412)
@bp.doc(operation_id="shop_update")
@role("admin")
def update_shop(headers_data: preconditions.IfMatch, json_data: ShopUpdate) -> Any:
    """Set the shop's name, which is on certificates, badges, receipts and e-mails."""
    queries.system.shop.rename(json_data.name, headers_data.versions)
    return _updated()


@bp.put("/logo")
@bp.input(preconditions.IfMatch, location="headers")
@bp.output(Shop)
@uploads.takes(LogoForm, images.MAX_FILE_BYTES + 64 * 1024)
@sends_etag
@problems(412)
@bp.doc(operation_id="shop_update_logo")
@role("admin")
def update_logo(headers_data: preconditions.IfMatch) -> Any:
    """Set or replace the shop's logo. Transparency is kept."""
    (logo,) = images.store_images({"logo": uploads.read(LogoForm).logo})
    queries.system.shop.set_logo(logo.id, headers_data.versions)
    return _updated()


@bp.delete("/logo")
@bp.input(preconditions.IfMatch, location="headers")
@bp.output(Shop)
@sends_etag
@problems(412)
@bp.doc(operation_id="shop_delete_logo")
@role("admin")
def delete_logo(headers_data: preconditions.IfMatch) -> Any:
    """Delete the shop's logo, if there is one."""
    queries.system.shop.set_logo(None, headers_data.versions)
    return _updated()


def issuer(with_logo: bool = False) -> Issuer:
    """Return the shop as the issuer of certificates, with the bytes of its logo if `with_logo`."""
    row, url = _get(), current_app.config["PUBLIC_URL"]
    path = image_urls(row["logo_id"])[LOGO_SIZE] if row["logo_id"] else None
    store: ImageStore = current_app.extensions["store"]
    logo = store.read(path.removeprefix("/uploads/")) if path and with_logo else None
    return Issuer(row["name"], url, path and url + path, logo)


def _get() -> dict[str, Any]:
    return queries.system.shop.get(current_app.config["SHOP_NAME"])


def _serialize(row: dict[str, Any]) -> dict[str, Any]:
    logo_urls = image_urls(row["logo_id"]) if row["logo_id"] else None
    return {**row, "logo_url": logo_urls and logo_urls[LOGO_SIZE], "logo_urls": logo_urls}


def _updated() -> Any:
    row = _get()
    return _serialize(row), 200, {"ETag": f'"{row["revision"]}{_variant(row)}"'}


def _variant(row: dict[str, Any]) -> str:
    """Return an ETag suffix for the name in the settings, which has no revision: letters, as `IfMatch` reads."""
    if row["named"]:
        return ""
    digest = hashlib.sha256(row["name"].encode()).digest()
    return "".join(chr(ord("a") + byte % 26) for byte in digest[:8])
