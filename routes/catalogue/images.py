"""Images of products, faces of people, and the files of both."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from apiflask import APIBlueprint
from flask import Response, current_app, g, request
from pydantic import Field, model_validator
from werkzeug.datastructures import FileStorage

import queries.catalogue.images
from auth import public, signed_in
from domain.media import pictures
from domain.media.pictures import Picture
from domain.media.store import Store, urls
from problems import Fault, Problem
from queries.catalogue.images import MOST_IMAGES, Kept
from routes.accounts import ownership
from web import uploads
from web.openapi.field_types import Body, Id, Message, Reply, problems
from web.rate_limits.limiter import unlimited

images = APIBlueprint("images", __name__, tag="products")
avatars = APIBlueprint("avatars", __name__, tag="users")
files = APIBlueprint("uploads", __name__, enable_openapi=False)

LARGEST_FILE = 10 * 1024 * 1024
LARGEST_BODY = 50 * 1024 * 1024
FOR_EVER = "public, max-age=31536000, immutable"


class Urls(Reply):
    """The same picture in three sizes, as WebP."""

    small: Annotated[str, Field(description="At most 160 pixels wide and high.")]
    medium: Annotated[str, Field(description="At most 480.")]
    large: Annotated[str, Field(description="At most 1200.")]


class Image(Reply):
    id: int
    url: Annotated[str, Field(description="The medium size.")]
    urls: Urls
    width: Annotated[int, Field(description="Of the large size.")]
    height: int
    position: Annotated[int, Field(description="Its place, from 1.")]

    @model_validator(mode="before")
    @classmethod
    def _addressed(cls, row: dict[str, Any]) -> dict[str, Any]:
        found = urls(row["picture_id"])
        return {**row, "url": found["medium"], "urls": found}


class Images(Reply):
    images: list[Image]


class Pictured(Reply):
    """Something with images; a row has them from `queries.catalogue.images.of_products`."""

    image_url: Annotated[str | None, Field(description="Of the first image, in the medium size.")]
    images: list[Image]

    @model_validator(mode="before")
    @classmethod
    def _with_first(cls, row: dict[str, Any]) -> dict[str, Any]:
        first = next(iter(row["images"]), None)
        return {**row, "image_url": first and urls(first["picture_id"])["medium"]}


class Faced(Reply):
    """Somebody with a face; a row has the `avatar_id`."""

    avatar_url: Annotated[str | None, Field(description="In the medium size.")]

    @model_validator(mode="before")
    @classmethod
    def _faced(cls, row: dict[str, Any]) -> dict[str, Any]:
        return {**row, "avatar_url": row["avatar_id"] and urls(row["avatar_id"])["medium"]}


class Avatar(Reply):
    avatar_url: str
    urls: Urls


class ImagesForm(uploads.Form):
    also = {"image": "images"}
    images: Annotated[
        list[uploads.File],
        Field(
            min_length=1,
            max_length=MOST_IMAGES,
            description="JPEG, PNG, WebP, AVIF or GIF of at most 10 MB each. `image` and `images[]` are the same.",
        ),
    ]


class AvatarForm(uploads.Form):
    also = {"image": "avatar"}
    avatar: Annotated[uploads.File, Field(description="A JPEG, PNG, WebP, AVIF or GIF of at most 10 MB.")]


class Order(Body):
    image_ids: Annotated[
        list[Id],
        Field(
            max_length=MOST_IMAGES,
            description="The id of each image that the product has, once; GET the product to know them.",
            json_schema_extra={"uniqueItems": True},
        ),
    ]


@images.post("")
@images.output(Images, 201)
@uploads.takes(ImagesForm, LARGEST_BODY)
@problems(409)
@signed_in(scope="products:write")
def add_images(product_id: int) -> dict[str, Any]:
    """Adds pictures to an own product (an admin: to any), all of them or none; answers with all of its images.

    The same file sent again stays one image.
    """
    owner_id = ownership.of_products(product_id)
    queries.catalogue.images.must_own(product_id, owner_id)
    given = uploads.read(ImagesForm).images
    added = kept({f"images.{number}": file for number, file in enumerate(given)})
    return {"images": queries.catalogue.images.attach(product_id, owner_id, [picture.id for picture in added])}


@images.put("/order")
@images.input(Order)
@images.output(Images)
@problems("order_incomplete")
@signed_in(scope="products:write")
def arrange_images(product_id: int, json_data: Order) -> dict[str, Any]:
    """Puts the images of an own product (an admin: of any) in order; lists show the first."""
    return {
        "images": queries.catalogue.images.arrange(product_id, ownership.of_products(product_id), json_data.image_ids)
    }


@images.delete("/<int:image_id>")
@images.output(Images)
@signed_in(scope="products:write")
def remove_image(product_id: int, image_id: int) -> dict[str, Any]:
    """Takes an image from an own product (an admin: from any); answers with those that are left."""
    return {"images": queries.catalogue.images.detach(product_id, ownership.of_products(product_id), image_id)}


@avatars.post("/upload-avatar")
@avatars.output(Avatar)
@uploads.takes(AvatarForm, LARGEST_FILE + 64 * 1024)
@signed_in
def upload_avatar() -> dict[str, Any]:
    """Gives the caller a face, in place of an earlier one."""
    form = uploads.read(AvatarForm)
    (picture,) = kept({"avatar": form.avatar})
    queries.catalogue.images.wear(g.identity.user_id, picture.id)
    found = urls(picture.id)
    return {"avatar_url": found["medium"], "urls": found}


@avatars.delete("/avatar")
@avatars.output(Message)
@signed_in
def remove_avatar() -> dict[str, Any]:
    """Takes the caller's face away; it is no fault to have none."""
    queries.catalogue.images.wear(g.identity.user_id, None)
    return {"msg": "Your profile has no picture."}


@files.get("/uploads/<path:name>")
@unlimited
@public
def show_file(name: str) -> Response:
    """A file of a picture. It never changes, so that whoever has it need not ask again."""
    content = _store().read(name)
    if content is None:
        raise Problem("not_found")
    response = Response(content, mimetype="image/webp")
    response.headers["Cache-Control"] = FOR_EVER
    # Other origins' pages may show it.
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.set_etag(name)
    response.make_conditional(request)
    return response


def kept(given: dict[str, FileStorage]) -> Sequence[Picture]:
    """The pictures in these files by the names of their fields, with rows and files; if one is none, a 422 of all."""
    made, faults = [], []
    for field, file in given.items():
        content = file.read(LARGEST_FILE + 1)
        if len(content) > LARGEST_FILE:
            faults.append(Fault(field, "file_too_large", {"megabytes": LARGEST_FILE // 1024**2}))
            continue
        try:
            made.append(pictures.make(content))
        except pictures.Refused as refused:
            words = {"megapixels": refused.most // 1_000_000} if refused.most else {}
            faults.append(Fault(field, f"picture_{refused.code}", words))
    if faults:
        raise Problem("validation_failed", faults)
    queries.catalogue.images.keep([Kept(picture.id, picture.width, picture.height) for picture in made])
    try:
        for picture in made:
            _store().keep(picture.id, picture.files)
    except OSError as error:
        current_app.logger.exception("can't store a picture")
        raise Problem("storage_unavailable") from error
    return made


def _store() -> Store:
    store: Store = current_app.extensions["store"]
    return store
