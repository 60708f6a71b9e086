"""Routes of product images and avatars, and the public files of both."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from apiflask import APIBlueprint
from flask import Response, current_app, g, request
from pydantic import Field, model_validator
from werkzeug.datastructures import FileStorage

import queries.catalogue.images
from auth import public, signed_in
from domain.media import image_decoder
from domain.media.image_decoder import DecodedImage
from domain.media.image_store import ImageStore, image_urls
from problems import Fault, Problem
from queries.catalogue.images import MAX_IMAGES, StoredImage
from routes.accounts import ownership
from web import uploads
from web.openapi.field_types import Body, Id, Message, Reply, problems
from web.rate_limits.limiter import exempt
from web.server import long_work

images = APIBlueprint("images", __name__, tag="products")
avatars = APIBlueprint("avatars", __name__, tag="users")
files = APIBlueprint("uploads", __name__, enable_openapi=False)

MAX_FILE_BYTES = 10 * 1024 * 1024
MAX_BODY_BYTES = 50 * 1024 * 1024
IMMUTABLE = "public, max-age=31536000, immutable"


class ImageUrls(Reply):
    """The same image in three sizes, as WebP."""

    small: Annotated[str, Field(description="At most 160 pixels wide and high.")]
    medium: Annotated[str, Field(description="At most 480.")]
    large: Annotated[str, Field(description="At most 1200.")]


class ProductImage(Reply):
    id: int
    url: Annotated[str, Field(description="The medium size.")]
    urls: ImageUrls
    width: Annotated[int, Field(description="In pixels, of the large size.")]
    height: int
    position: Annotated[int, Field(description="Its position in the list, from 1.")]

    @model_validator(mode="before")
    @classmethod
    def _add_urls(cls, row: dict[str, Any]) -> dict[str, Any]:
        found = image_urls(row["picture_id"])
        return {**row, "url": found["medium"], "urls": found}


class ImageList(Reply):
    images: list[ProductImage]


class WithImages(Reply):
    """A resource with images; its row has them from `queries.catalogue.images.of_products`."""

    image_url: Annotated[str | None, Field(description="URL of the first image, in the medium size.")]
    images: list[ProductImage]

    @model_validator(mode="before")
    @classmethod
    def _add_image_url(cls, row: dict[str, Any]) -> dict[str, Any]:
        first = next(iter(row["images"]), None)
        return {**row, "image_url": first and image_urls(first["picture_id"])["medium"]}


class WithAvatar(Reply):
    """A resource with an avatar; its row has the `avatar_id`."""

    avatar_url: Annotated[str | None, Field(description="URL of the avatar, in the medium size.")]

    @model_validator(mode="before")
    @classmethod
    def _add_avatar_url(cls, row: dict[str, Any]) -> dict[str, Any]:
        return {**row, "avatar_url": row["avatar_id"] and image_urls(row["avatar_id"])["medium"]}


class Avatar(Reply):
    avatar_url: str
    urls: ImageUrls


class ImagesForm(uploads.Form):
    also = {"image": "images"}
    images: Annotated[
        list[uploads.File],
        Field(
            min_length=1,
            max_length=MAX_IMAGES,
            description="JPEG, PNG, WebP, AVIF or GIF of at most 10 MB each. `image` and `images[]` are aliases.",
        ),
    ]


class AvatarForm(uploads.Form):
    also = {"image": "avatar"}
    avatar: Annotated[uploads.File, Field(description="A JPEG, PNG, WebP, AVIF or GIF of at most 10 MB.")]


class ImageOrder(Body):
    image_ids: Annotated[
        list[Id],
        Field(
            max_length=MAX_IMAGES,
            description="The id of each image of the product, once; the product lists them.",
            json_schema_extra={"uniqueItems": True},
        ),
    ]


@images.post("")
@images.doc(operation_id="images_upload")
@images.output(ImageList, 201)
@uploads.takes(ImagesForm, MAX_BODY_BYTES)
@problems(409)
@signed_in(scope="products:write")
def upload_images(product_id: int) -> dict[str, Any]:
    """Add images to an own product (admins: any product), all of them or none. Returns all its images.

    The same file sent again stays one image.
    """
    owner_id = ownership.of_products(product_id)
    queries.catalogue.images.check_owner(product_id, owner_id)
    uploaded = uploads.read(ImagesForm).images
    added = store_images({f"images.{number}": file for number, file in enumerate(uploaded)})
    return {"images": queries.catalogue.images.add(product_id, owner_id, [image.id for image in added])}


@images.put("/order")
@images.doc(operation_id="images_reorder")
@images.input(ImageOrder)
@images.output(ImageList)
@problems("order_incomplete")
@signed_in(scope="products:write")
def reorder_images(product_id: int, json_data: ImageOrder) -> dict[str, Any]:
    """Reorder the images of an own product (admins: any product). Lists show the first one."""
    return {
        "images": queries.catalogue.images.reorder(product_id, ownership.of_products(product_id), json_data.image_ids)
    }


@images.delete("/<int:image_id>")
@images.doc(operation_id="images_delete")
@images.output(ImageList)
@signed_in(scope="products:write")
def delete_image(product_id: int, image_id: int) -> dict[str, Any]:
    """Delete an image of an own product (admins: any product). Returns the remaining images."""
    return {"images": queries.catalogue.images.remove(product_id, ownership.of_products(product_id), image_id)}


@avatars.post("/upload-avatar")
@avatars.doc(operation_id="avatars_upload")
@avatars.output(Avatar)
@uploads.takes(AvatarForm, MAX_FILE_BYTES + 64 * 1024)
@signed_in
def upload_avatar() -> dict[str, Any]:
    """Set the caller's avatar, replacing an earlier one."""
    form = uploads.read(AvatarForm)
    (image,) = store_images({"avatar": form.avatar})
    queries.catalogue.images.set_avatar(g.identity.user_id, image.id)
    found = image_urls(image.id)
    return {"avatar_url": found["medium"], "urls": found}


@avatars.delete("/avatar")
@avatars.doc(operation_id="avatars_delete")
@avatars.output(Message)
@signed_in
def delete_avatar() -> dict[str, Any]:
    """Delete the caller's avatar. Succeeds if there is none."""
    queries.catalogue.images.set_avatar(g.identity.user_id, None)
    return {"msg": "Your profile has no image."}


@files.get("/uploads/<path:name>")
@exempt
@public
def serve_file(name: str) -> Response:
    """Serve an image file. It never changes, so clients may cache it forever."""
    content = _store().read(name)
    if content is None:
        raise Problem("not_found")
    response = Response(content, mimetype="image/webp")
    response.headers["Cache-Control"] = IMMUTABLE
    # Pages of other origins may embed it.
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.set_etag(name)
    response.make_conditional(request)
    return response


def store_images(uploaded: dict[str, FileStorage]) -> Sequence[DecodedImage]:
    """Decode and store the uploaded files, by field name. Raises a 422 with all faults if one is not a valid image."""
    if len(uploaded) > 1 and not long_work.may_take_long():
        long_work.leave(long_work.PICTURES)
    decoded, faults = [], []
    for field, file in uploaded.items():
        content = file.read(MAX_FILE_BYTES + 1)
        if len(content) > MAX_FILE_BYTES:
            faults.append(Fault(field, "file_too_large", {"megabytes": MAX_FILE_BYTES // 1024**2}))
            continue
        try:
            decoded.append(_decode(content))
        except image_decoder.InvalidImage as refused:
            words = {"megapixels": refused.most // 1_000_000} if refused.most else {}
            faults.append(Fault(field, f"image_{refused.code}", words))
    if faults:
        raise Problem("validation_failed", faults)
    queries.catalogue.images.register([StoredImage(image.id, image.width, image.height) for image in decoded])
    try:
        for image in decoded:
            _store().save(image.id, image.files)
    except OSError as error:
        current_app.logger.exception("can't store an image")
        raise Problem("storage_unavailable") from error
    return decoded


def _decode(content: bytes) -> DecodedImage:
    """Return the decoded image. A large one is left to the threads that may take long."""
    if long_work.may_take_long():
        return image_decoder.decode(content)
    return image_decoder.decode_small(content) or long_work.leave(long_work.PICTURES)


def _store() -> ImageStore:
    store: ImageStore = current_app.extensions["store"]
    return store
