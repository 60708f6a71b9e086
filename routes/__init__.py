"""HTTP: who may, what comes in, what goes out. One blueprint a resource."""

from __future__ import annotations

from pathlib import Path

from apiflask import APIFlask

from routes import accounts, analysis, catalogue, compat, courses, events, sales, system
from routes.catalogue import images
from routes.system import agents, basic_pages, frontend, health, legacy_paths, pages

WINGS = (accounts, catalogue, sales, courses, events, analysis, system)
LEGACY_PATHS = {"auth": legacy_paths.auth, "users": legacy_paths.users, "products": legacy_paths.products}


def install(app: APIFlask, service: str | None, frontend_dir: Path) -> None:
    """Register all resources, or the part that one of the split services serves."""
    app.register_blueprint(health.bp)
    for path, blueprint, part in (row for wing in WINGS for row in wing.RESOURCES):
        if service in (None, part):
            app.register_blueprint(blueprint, url_prefix=f"/api/{path}")
            app.register_blueprint(blueprint, url_prefix=f"/api/v1/{path}", name=f"v1_{blueprint.name}")
    for name, blueprint in LEGACY_PATHS.items():
        if service in (None, name):
            app.register_blueprint(blueprint)
    compat.install(app, whole=service is None)
    if service in (None, "users", "products"):
        app.register_blueprint(images.files)
    if service is None:
        app.register_blueprint(pages.bp)
        app.register_blueprint(agents.bp)
        build = frontend.load(frontend_dir)
        if build is None:
            app.register_blueprint(basic_pages.bp)
        else:
            frontend.install(app, build)
