"""HTTP: who may, what comes in, what goes out. One blueprint a resource."""

from __future__ import annotations

from apiflask import APIFlask

from routes import aliases, auth, health, imports, pages, products, transactions, users

API = {
    "auth": auth.bp,
    "users": users.bp,
    "products": products.bp,
    "imports": imports.bp,
    "transactions": transactions.bp,
}
# What stands at the addresses of the products beside their own blueprint.
BESIDE = {"products": (imports.products,)}
# A part that one of the split services serves beside that of its own name.
SERVED_BY = {"imports": "products"}
ALIASES = {"auth": aliases.auth, "users": aliases.users, "products": aliases.products}


def install(app: APIFlask, service: str | None) -> None:
    """Registers all resources, or the part that one of the split services serves."""
    app.register_blueprint(health.bp)
    for name, blueprint in API.items():
        if service in (None, SERVED_BY.get(name, name)):
            for part in (blueprint, *BESIDE.get(name, ())):
                app.register_blueprint(part, url_prefix=f"/api/{name}")
                app.register_blueprint(part, url_prefix=f"/api/v1/{name}", name=f"v1_{part.name}")
    for name, blueprint in ALIASES.items():
        if service in (None, name):
            app.register_blueprint(blueprint)
    if service is None:
        app.register_blueprint(pages.bp)
