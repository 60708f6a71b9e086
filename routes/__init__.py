"""HTTP: who may, what comes in, what goes out. One blueprint a resource."""

from __future__ import annotations

from apiflask import APIFlask

from routes import activities, aliases, auth, health, pages, products, role_requests, transactions, users

# The split service that serves it, the path under /api, the routes.
API = (
    ("auth", "auth", auth.bp),
    ("users", "users", users.bp),
    ("users", "users", activities.bp),
    ("users", "users/role-requests", role_requests.bp),
    ("products", "products", products.bp),
    ("transactions", "transactions", transactions.bp),
)
ALIASES = {"auth": aliases.auth, "users": aliases.users, "products": aliases.products}


def install(app: APIFlask, service: str | None) -> None:
    """Registers all resources, or the part that one of the split services serves."""
    app.register_blueprint(health.bp)
    for name, path, blueprint in API:
        if service in (None, name):
            app.register_blueprint(blueprint, url_prefix=f"/api/{path}")
            app.register_blueprint(blueprint, url_prefix=f"/api/v1/{path}", name=f"v1_{blueprint.name}")
    for name, blueprint in ALIASES.items():
        if service in (None, name):
            app.register_blueprint(blueprint)
    if service is None:
        app.register_blueprint(pages.bp)
