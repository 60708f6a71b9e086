"""Product images and avatars."""

from __future__ import annotations

import hashlib
import io
import re
import socket
from pathlib import Path
from urllib.parse import urlsplit

from image_files import BLUE, GREEN, JPEG, PNG, RED, bomb, colour_of, faults, plain, upload
from PIL import Image

from domain.media.image_store import SIZES, image_urls
from support.app import at_once
from support.images import encoded, part, random_image
from support.people import Person, Shop


def exists(shop: Shop, address: str) -> bool:
    return shop.visitor().get(address).status_code == 200


def test_image_files_are_public_and_immutable(shop: Shop, sari: Person) -> None:
    (image,) = upload(sari, sari.offers(), random_image()).json()["images"]
    visitor = shop.visitor()
    for size, address in image["urls"].items():
        answer = visitor.get(address)
        assert answer.status_code == 200
        assert answer.headers["Content-Type"] == "image/webp"
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert (
            answer.headers["Content-Security-Policy"] == "default-src 'none'; base-uri 'none'; frame-ancestors 'none'"
        )
        assert max(Image.open(io.BytesIO(answer.content)).size) <= SIZES[size]
        again = visitor.get(address, headers={"If-None-Match": answer.headers["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        head = visitor.call("HEAD", address)
        assert (head.status_code, head.content) == (200, b"")
        assert head.headers["Content-Length"] == str(len(answer.content))
    for odd in (
        "/uploads/", "/uploads/x", image["url"].replace("480", "481"), image_urls("0" * 64)["small"],
        "/uploads/%2e%2e/secrets/jwt_secret_key", "/uploads/..%2fsecrets", image["url"] + "%00",
    ):  # fmt: skip
        assert visitor.get(odd).json()["code"] == "not_found"


def test_images_can_be_added_reordered_and_deleted(shop: Shop, sari: Person) -> None:
    product_id = sari.offers()
    visitor = shop.visitor()
    before = visitor.get(f"/api/products/{product_id}")
    assert (before.json()["image_url"], before.json()["images"]) == (None, [])
    answer = upload(sari, product_id, encoded(plain(1600, 800, RED)), encoded(plain(20, 30, GREEN)))
    assert answer.status_code == 201
    first, second = answer.json()["images"]
    assert (first["width"], first["height"], first["position"]) == (1200, 600, 1)
    assert (second["width"], second["height"], second["position"]) == (20, 30, 2)
    assert re.fullmatch(r"/uploads/([0-9a-f]{2})/\1[0-9a-f]{62}-480\.webp", first["url"])
    assert first["urls"]["medium"] == first["url"]
    after = visitor.get(f"/api/products/{product_id}")
    assert (after.json()["image_url"], after.json()["images"]) == (first["url"], [first, second])
    assert after.headers["ETag"] != before.headers["ETag"]
    assert colour_of(visitor.get(first["url"]).content) == "red"
    (listed,) = visitor.get("/api/products").json()["products"]
    assert (listed["image_url"], listed["images"]) == (first["url"], [first, second])
    place = visitor.get("/api/changes").json()
    assert place["changes"][-1]["product"]["images"] == [first, second]

    third = upload(sari, product_id, encoded(plain(colour=BLUE))).json()["images"][2]
    ids = [third["id"], first["id"], second["id"]]
    arranged = sari.put(f"/api/products/{product_id}/images/order", {"image_ids": ids}).json()["images"]
    assert [image["id"] for image in arranged] == ids
    assert [image["position"] for image in arranged] == [1, 2, 3]
    assert visitor.get(f"/api/products/{product_id}").json()["image_url"] == third["url"]
    left = sari.delete(f"/api/products/{product_id}/images/{third['id']}").json()["images"]
    assert left == [{**first, "position": 1}, {**second, "position": 2}]
    gone = sari.delete(f"/api/products/{product_id}/images/{third['id']}")
    assert (gone.status_code, gone.json()["code"]) == (404, "image_not_found")
    (told,) = visitor.get(f"/api/changes?since={place['next_since']}").json()["changes"]
    assert told["product"]["image_url"] == first["url"]
    done = shop.rows("SELECT user_id, detail FROM activities WHERE type = 'product_changed'")
    assert done == [{"user_id": sari.id, "detail": "images"}] * 4

    assert sari.delete(f"/api/products/{product_id}").status_code == 200
    assert shop.value("SELECT COUNT(*) FROM product_images") == 0


def test_uploading_the_same_file_again_keeps_one_image(shop: Shop, sari: Person) -> None:
    product_id, sent = sari.offers(), random_image()
    once = upload(sari, product_id, sent, sent)
    assert (once.status_code, len(once.json()["images"])) == (201, 1)
    tag = sari.get(f"/api/products/{product_id}").headers["ETag"]
    again = upload(sari, product_id, sent)
    assert (again.status_code, again.json()) == (201, once.json())
    assert sari.get(f"/api/products/{product_id}").headers["ETag"] == tag
    # Another product shares the files and nothing else.
    other = sari.offers("Teh")
    (shared,) = upload(sari, other, sent).json()["images"]
    assert shared["url"] == once.json()["images"][0]["url"]
    sari.delete(f"/api/products/{product_id}/images/{once.json()['images'][0]['id']}")
    assert [image["id"] for image in sari.get(f"/api/products/{other}").json()["images"]] == [shared["id"]]


def test_only_the_seller_and_admins_change_images(shop: Shop, sari: Person, budi: Person, dewi: Person) -> None:
    product_id = sari.offers()
    (image,) = upload(sari, product_id, random_image()).json()["images"]
    tono = shop.person("tono", "seller")
    for person, status in ((shop.visitor(), 401), (budi, 404), (tono, 404)):
        assert upload(person, product_id, random_image()).status_code == status
        assert (
            person.put(f"/api/products/{product_id}/images/order", {"image_ids": [image["id"]]}).status_code == status
        )
        assert person.delete(f"/api/products/{product_id}/images/{image['id']}").status_code == status
    assert upload(sari, 999_999, random_image()).json()["code"] == "product_not_found"
    # Nobody reaches another seller's image through their own product.
    own = tono.offers()
    assert tono.delete(f"/api/products/{own}/images/{image['id']}").json()["code"] == "image_not_found"
    assert len(upload(dewi, product_id, random_image()).json()["images"]) == 2


def announce_body(person: Person, path: str, length: int) -> int:
    """Announce a body without sending it, and return the status of the response."""
    host = urlsplit(person.shop.url)
    with socket.create_connection((host.hostname, host.port), timeout=10) as line:
        token = f"Authorization: {person.http.headers['Authorization']}\r\n" if person.username else ""
        line.sendall(
            f"POST {path} HTTP/1.1\r\nHost: x\r\n{token}Content-Type: multipart/form-data; boundary=x\r\n"
            f"Content-Length: {length}\r\n\r\n".encode()
        )
        return int(line.recv(65536).split()[1])


def test_unauthorized_uploads_are_rejected_before_the_body_is_read(shop: Shop, sari: Person, budi: Person) -> None:
    path, megabytes = f"/api/products/{sari.offers()}/images", 40 * 1024**2
    assert announce_body(shop.visitor(), path, megabytes) == 401
    assert announce_body(budi, path, megabytes) == 404
    assert announce_body(shop.person("tono", "seller"), path, megabytes) == 404
    assert announce_body(sari, path, 50 * 1024**2 + 1) == 413
    assert announce_body(budi, "/api/users/upload-avatar", 11 * 1024**2) == 413


def test_an_upload_stores_all_files_or_none(shop: Shop, sari: Person) -> None:
    product_id = sari.offers()
    answer = upload(sari, product_id, random_image(), b"<svg/>", random_image(), JPEG[:99], bomb())
    assert faults(answer) == {
        "images.1": "image_type",
        "images.3": "image_broken",
        "images.4": "image_pixels",
    }
    assert answer.json()["errors"][2]["msg"] == "Use at most 16 megapixels."
    assert shop.value("SELECT COUNT(*) FROM pictures") == 0
    assert sari.get(f"/api/products/{product_id}").json()["images"] == []
    too_large = upload(sari, product_id, random_image() + bytes(10 * 1024**2))
    assert faults(too_large) == {"images.0": "file_too_large"}
    assert upload(sari, product_id, JPEG + bytes(2 * 1024**2)).status_code == 201


def test_file_name_and_declared_type_are_ignored(shop: Shop, sari: Person) -> None:
    path = f"/api/products/{sari.offers()}/images"
    lying = ("images", ("../../evil.html", random_image(), "text/html"))
    (image,) = sari.post(path, files=[lying]).json()["images"]
    assert shop.visitor().get(image["url"]).headers["Content-Type"] == "image/webp"
    assert faults(sari.post(path, files=[part(b"<html>")])) == {"images.0": "image_type"}


def test_unknown_and_missing_form_fields_are_rejected(sari: Person) -> None:
    path = f"/api/products/{sari.offers()}/images"
    assert faults(sari.post(path, files=[part(JPEG, "photo")])) == {
        "images": "missing",
        "photo": "extra_forbidden",
    }
    assert faults(sari.post(path, files=[part(JPEG), part(b"1", "x")])) == {"x": "extra_forbidden"}
    assert faults(sari.post(path, files=[("images", (None, "text"))])) == {"images.0": "is_instance_of"}
    assert faults(sari.post(path, files=[part(random_image()) for _ in range(11)])) == {"images": "too_long"}
    form = {"Content-Type": "multipart/form-data; boundary=x"}
    for body in (
        b"",
        b"--x--\r\n",
        b"nonsense",
        b'--x\r\nContent-Disposition: form-data; name="images"; filename=""\r\n\r\n\r\n--x--',
    ):
        assert faults(sari.post(path, data=body, headers=form)) == {"images": "missing"}
    assert faults(sari.post(path, data=b"x", headers={"Content-Type": "multipart/form-data"})) == {"images": "missing"}
    for kind in ("application/json", "image/png", ""):
        answer = sari.post(path, data=JPEG, headers={"Content-Type": kind})
        assert (answer.status_code, answer.json()["code"]) == (415, "not_multipart")


def test_aliases_of_the_form_field_are_accepted(sari: Person, budi: Person) -> None:
    path = f"/api/products/{sari.offers()}/images"
    given = [part(random_image(), field) for field in ("images", "image", "images[]")]
    answer = sari.post(path, files=given)
    assert (answer.status_code, len(answer.json()["images"])) == (201, 3)
    assert budi.post("/api/users/upload-avatar", files=[part(random_image(), "image")]).status_code == 200
    both = [part(random_image(), field) for field in ("avatar", "image")]
    assert faults(budi.post("/api/users/upload-avatar", files=both)) == {"avatar": "is_instance_of"}


def test_the_order_must_list_each_image_once(sari: Person) -> None:
    product_id = sari.offers()
    path = f"/api/products/{product_id}/images/order"
    one, two = (image["id"] for image in upload(sari, product_id, random_image(), random_image()).json()["images"])
    (foreign,) = (image["id"] for image in upload(sari, sari.offers("Teh"), random_image()).json()["images"])
    for wrong in ([one], [one, one], [one, two, two], [one, foreign], [], [one, two, 999_999]):
        answer = sari.put(path, {"image_ids": wrong})
        assert faults(answer) == {"image_ids": "images_incomplete"}
    tag = sari.get(f"/api/products/{product_id}").headers["ETag"]
    assert sari.put(path, {"image_ids": [one, two]}).status_code == 200
    assert sari.get(f"/api/products/{product_id}").headers["ETag"] == tag


def test_concurrent_uploads_respect_the_limit_of_ten_images(shop: Shop, sari: Person) -> None:
    product_id = sari.offers()
    people = [shop.visitor() for _ in range(6)]
    for person in people:
        person.http.headers.update(sari.http.headers)
    answers = at_once(6, lambda n: upload(people[n], product_id, random_image(), random_image()))
    assert sorted(answer.status_code for answer in answers) == [201] * 5 + [409]
    (refused,) = (answer.json() for answer in answers if answer.status_code == 409)
    assert (refused["code"], refused["most"], refused["present"]) == ("too_many_images", 10, 10)
    images = sari.get(f"/api/products/{product_id}").json()["images"]
    assert [image["position"] for image in images] == list(range(1, 11))


def test_a_failed_write_is_a_503_and_adds_no_image(shop: Shop, sari: Person) -> None:
    product_id = sari.offers()
    uploads = Path(shop.app.env["DATA_DIR"]) / "uploads"
    # A file is in place of the image's directory.
    while (folder := uploads / hashlib.sha256(sent := random_image()).hexdigest()[:2]).exists():
        pass
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.write_text("no folder")
    try:
        answer = upload(sari, product_id, sent)
        assert (answer.status_code, answer.json()["code"]) == (503, "storage_unavailable")
        assert sari.get(f"/api/products/{product_id}").json()["images"] == []
    finally:
        folder.unlink()
    assert upload(sari, product_id, sent).status_code == 201


def test_a_user_uploads_and_deletes_an_avatar(shop: Shop, budi: Person) -> None:
    path = "/api/users/upload-avatar"
    assert budi.get("/api/users/profile").json()["avatar_url"] is None
    worn = budi.post(path, files=[part(encoded(plain(900, 900, GREEN), "JPEG"), "avatar")])
    assert worn.status_code == 200
    address = worn.json()["avatar_url"]
    assert address == worn.json()["urls"]["medium"]
    assert budi.get("/api/users/profile").json()["avatar_url"] == address
    assert colour_of(shop.visitor().get(address).content) == "green"
    other = budi.post(path, files=[part(random_image(), "avatar")]).json()["avatar_url"]
    assert budi.get("/api/users/profile").json()["avatar_url"] == other != address
    assert faults(budi.post(path, files=[part(b"<svg/>", "avatar")])) == {"avatar": "image_type"}
    assert faults(budi.post(path, files=[part(JPEG, "avatar"), part(PNG, "avatar")])) == {"avatar": "is_instance_of"}
    assert faults(budi.post(path, files=[part(JPEG)])) == {"avatar": "missing", "images": "extra_forbidden"}
    assert shop.visitor().post(path, files=[part(JPEG, "avatar")]).status_code == 401
    assert budi.get("/api/users/profile").json()["avatar_url"] == other
    assert budi.put("/api/users/profile", {"name": "Budi"}).json()["avatar_url"] == other
    for _ in range(2):
        assert budi.delete("/api/users/avatar").status_code == 200
    assert budi.get("/api/users/profile").json()["avatar_url"] is None


def test_a_large_image_is_stored_once_for_a_key(shop: Shop, sari: Person) -> None:
    """The upload runs twice: its first run ends when it meets an image that takes long."""
    product_id, sent = sari.offers(), encoded(plain(1400, 1000))
    path, headers = f"/api/products/{product_id}/images", {"Idempotency-Key": "besar"}
    first, second = (sari.post(path, files=[("images", ("a.png", sent))], headers=headers) for _ in range(2))
    assert (first.status_code, second.status_code) == (201, 201)
    assert "Idempotent-Replayed" not in first.headers and second.headers["Idempotent-Replayed"] == "true"
    assert first.json() == second.json() and len(first.json()["images"]) == 1
    assert shop.value("SELECT COUNT(*) FROM product_images") == 1
