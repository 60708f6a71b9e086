"""Mutating calls of the access matrix, and what the audit log needs of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from support.calls.access_matrix import PEOPLE, TABLE, TWINS, Files, World
from support.people import PASSWORD

# A PATCH is the same function as the PUT beside it, and the same change sent again is none.
MUTATING = [route for route in TABLE if not route.startswith("GET ") and route not in TWINS]
# Routes without an entry that change something, each with its reason.
UNAUDITED: dict[str, str] = {
    "POST /api/auth/password/forgot": "queues a job for whoever asks; the link that the job creates has an entry",
}
# Routes that change nothing although their method says so, each with its reason.
EXCEPTIONS: dict[str, str] = {
    "POST /api/analytics/analyze": "reads what it is sent; that it did so stands among the person's activities",
    "POST /api/courses/{course_id}/preview": "only renders what it is sent",
    "POST /api/transactions/{transaction_id}/refunds/quote": "only tells what a refund would give back",
    "POST /api/transactions/quote": "only tells what a sale would cost",
    "POST /api/transactions/{transaction_id}/receipt/link": "signs a link and stores nothing",
    "POST /api/vouchers/check": "only tells what a quote would accept",
}


def with_two_images(world: World) -> int:
    product_id = world.product()
    sent = [("images", ("x.png", world.unique_image())) for _ in range(2)]
    answer = world.sari.post(f"/api/products/{product_id}/images", files=sent)
    world.images = [image["id"] for image in answer.json()["images"]]
    return product_id


def rewritten_course(world: World) -> int:
    course = world.course()
    world.sari.put(f"/api/courses/{course}", {"title": "Terbit lagi"})
    return course


def outlined_course(world: World) -> int:
    made = world.teach({}, {})
    world.outline = {"sections": [{"id": made["section"], "contents": made["contents"][::-1]}]}
    return int(made["id"])


def removed_learner(world: World) -> str:
    path = world.learner()
    world.sari.delete(f"/api/courses/{path}", json={"reason": "x"})
    return path


def worn(world: World) -> str:
    for name in PEOPLE[1:]:
        world.people[name].post("/api/users/upload-avatar", files={"avatar": ("x.png", world.unique_image())})
    return ""


def with_logo(world: World) -> str:
    world.dewi.put("/api/shop/logo", files={"logo": ("x.png", world.unique_image())})
    return ""


def unverified(world: World) -> str:
    world.shop.rows("DELETE FROM one_time_links")
    return world.add_addresses()


def with_session(world: World) -> str:
    world.sign_in_again("budi")
    return ""


def without_request(world: World) -> str:
    world.shop.rows("DELETE FROM role_requests")
    world.shop.rows("DELETE FROM user_roles WHERE user_id = %s AND role = 'developer'", (world.budi.id,))
    return ""


def leaked(world: World) -> dict[str, Any]:
    return {"api_key": world.people["dian"].post("/api/developer/key").json()["api_key"]}


# What the matrix calls without changing anything is called here in a way that does.
OTHERWISE: dict[str, tuple[Callable[[World], Any] | None, Callable[[World], Any] | None]] = {
    "PUT /api/products/{product_id}/images/order": (
        with_two_images,
        lambda w: {"image_ids": w.images[::-1]},
    ),
    "POST /api/auth/verify/send": (unverified, None),
    "POST /api/auth/logout": (with_session, None),
    "DELETE /api/auth/sessions": (with_session, None),
    "POST /api/auth/password/change": (
        with_session,
        lambda w: {"current_password": PASSWORD, "new_password": PASSWORD},
    ),
    "POST /api/users/role-requests": (without_request, lambda w: {"role": "developer"}),
    "POST /api/developer/key/report": (None, leaked),
    "PATCH /api/users/{user_id}": (lambda w: w.budi.id, lambda w: {"role": "seller"}),
    "DELETE /api/users/avatar": (worn, None),
    "DELETE /api/shop/logo": (with_logo, None),
    "POST /api/courses/{course_id}/publish": (rewritten_course, None),
    "PUT /api/courses/{course_id}/learners/{user_id}": (removed_learner, None),
    "PUT /api/courses/{course_id}/outline": (outlined_course, lambda w: w.outline),
    "PUT /api/courses/{course_id}/contents/{content_id}/file": (
        World.file_content,
        lambda w: Files({"file": ("y", b"another")}),
    ),
}
