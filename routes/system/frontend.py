"""The built front end: its page for every address that it knows, and its files.

The page is one HTML file. A product, a course and the shop's name are written into its head, for previews of links and
for search engines; a script renders the rest.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import orjson
from apiflask import APIBlueprint
from flask import Blueprint, Flask, Response, render_template, request, send_from_directory

import queries.catalogue.images
import queries.catalogue.products
import queries.courses.courses
import routes.system.shop
from auth import public
from domain.media.image_store import image_urls
from domain.receipts.html import STYLE_HASH
from messages import LANGUAGES
from problems import Problem
from queries.courses.courses import Viewer
from web import compression, error_pages
from web.rate_limits.limiter import exempt

IMMUTABLE = "public, max-age=31536000, immutable"
# Scripts, styles, images and calls of the same origin, and previews of files that are about to be uploaded. Receipts
# have a style of their own: they are printed from a frame, which has the policy of the page.
POLICY = (
    f"default-src 'none'; script-src 'self'; style-src 'self' '{STYLE_HASH}'; img-src 'self' blob: data:; "
    "media-src 'self' blob:; connect-src 'self'; worker-src 'self'; manifest-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
HEAD = "<!--page-->"
# The first list of the shop, exactly as the script requests it: it arrives while the script is still being read.
FIRST_LIST = "/api/products?variants=grouped&per_page=24&cursor=&sort_by=created_at&sort_order=desc"
# Pictures of that list that arrive with the script: the first row on a phone.
FIRST_PICTURES = 2
MAX_DESCRIPTION = 200
# The encodings that the build writes, the smallest first.
SUFFIXES = {"br": ".br", "gzip": ".gz"}


class Preview(NamedTuple):
    """What a link to a page shows elsewhere. `price` is whole rupiah."""

    title: str
    description: str = ""
    image: str | None = None
    price: int | None = None


class Build(NamedTuple):
    """The built front end: its directory, its page before and after the head's place, and the paths of its pages."""

    directory: Path
    before: str
    after: str
    paths: dict[str, str]


def load(directory: Path) -> Build | None:
    """Return the build in this directory, or None if there is none."""
    try:
        before, _, after = (directory / "index.html").read_text(encoding="utf-8").partition(HEAD)
        paths = orjson.loads((directory / "paths.json").read_bytes())
    except FileNotFoundError:
        return None
    return Build(directory, before.replace('<html lang="id">', '<html lang="{language}">', 1), after, paths)


def blueprint(build: Build) -> Blueprint:
    """Return a blueprint with the pages and the files of this build."""
    bp = APIBlueprint("frontend", __name__, enable_openapi=False)
    for name, path in build.paths.items():
        parts = (f"<int:{part[1:-2]}_id>" if part.startswith(":") else part for part in path.split("/"))
        rule = "/".join(parts)
        bp.add_url_rule(rule, name, public(_page(build, PREVIEWS.get(name))))

    @bp.get("/assets/<path:name>")
    @exempt
    @public
    def asset(name: str) -> Response:
        response = _file(build.directory / "assets", name)
        response.headers["Cache-Control"] = IMMUTABLE
        return response

    @bp.get("/service-worker.js")
    @exempt
    @public
    def service_worker() -> Response:
        response = _file(build.directory, "service-worker.js")
        response.headers["Content-Security-Policy"] = "default-src 'none'; connect-src 'self'"
        response.headers["Cache-Control"] = "no-cache"
        return response

    @bp.get("/manifest.webmanifest")
    @public
    def manifest() -> Response:
        found = orjson.loads((build.directory / "manifest.webmanifest").read_bytes())
        name = routes.system.shop.issuer().name
        body = orjson.dumps({**found, "name": name, "short_name": name})
        return Response(body, mimetype="application/manifest+json", headers={"Cache-Control": "no-cache"})

    return bp


def install(app: Flask, build: Build) -> None:
    """Serve the build. Pages that it does not know show its page for a wrong address, as a 404."""
    app.register_blueprint(blueprint(build))
    error_pages.show_not_found_with(app, lambda: render(build, status=404))


def render(build: Build, preview: Preview | None = None, status: int = 200) -> Response:
    """Return the page, with the shop's name and the preview in its head."""
    shop = routes.system.shop.issuer()
    language = request.accept_languages.best_match(LANGUAGES, "id")
    url = shop.url + request.path
    head = render_template("head.html", shop=shop, preview=preview, language=language, url=url, **_first_screen(status))
    page = build.before.replace("{language}", language, 1) + head + build.after
    response = Response(page, status, mimetype="text/html")
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["Cache-Control"] = "no-cache"
    response.vary.add("Accept-Language")
    return response


def _first_screen(status: int) -> dict[str, Any]:
    """Return what the page of all products shows at first, so that the browser need not wait for the script."""
    if status != 200 or request.full_path != "/?":
        return {}
    pictures = queries.catalogue.images.of_newest_products(FIRST_PICTURES)
    return {"first_list": FIRST_LIST, "first_pictures": [image_urls(picture)["medium"] for picture in pictures]}


def _page(build: Build, find: Callable[..., Preview] | None) -> Callable[..., Response]:
    def view(**ids: Any) -> Response:
        if find is None:
            return render(build)
        try:
            return render(build, find(**ids))
        except Problem as problem:
            if problem.status != 404:
                raise
            return render(build, status=404)

    return view


def _product(product_id: int) -> Preview:
    row = queries.catalogue.products.get(product_id)
    image = image_urls(row["images"][0]["picture_id"])["large"] if row["images"] else None
    return Preview(row["name"], row["description"][:MAX_DESCRIPTION], image, row["price"])


def _course(course_id: int) -> Preview:
    row = queries.courses.courses.get(course_id, Viewer(None))
    return Preview(row["title"], row["summary"][:MAX_DESCRIPTION])


PREVIEWS: dict[str, Callable[..., Preview]] = {"product": _product, "course": _course}


def _file(directory: Path, name: str) -> Response:
    """Return a file of the build, compressed by the build if the client accepts that."""
    choice = compression.choose(
        request.headers.get("Accept-Encoding", "")[: compression.MAX_HEADER_LENGTH], tuple(SUFFIXES)
    )
    suffix = SUFFIXES.get(choice.name or "", "")
    if suffix and (directory / (name + suffix)).is_file():
        response = send_from_directory(directory, name + suffix, mimetype=_mimetype(name))
        response.headers["Content-Encoding"] = choice.name or ""
        response.headers.pop("Accept-Ranges", None)
    else:
        response = send_from_directory(directory, name, mimetype=_mimetype(name))
    response.headers.pop("Content-Disposition", None)
    response.vary.add("Accept-Encoding")
    return response


def _mimetype(name: str) -> str:
    return {".js": "text/javascript", ".css": "text/css"}.get(Path(name).suffix, "application/octet-stream")
