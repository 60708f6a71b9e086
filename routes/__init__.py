"""HTTP: who may, what comes in, what goes out. One blueprint a resource."""

from __future__ import annotations

from apiflask import APIFlask

from routes import (
    accounts,
    activities,
    aliases,
    analyses,
    analytics,
    attempts,
    audit,
    auth,
    brands,
    categories,
    certificates,
    changes,
    course_drafts,
    course_files,
    courses,
    developer,
    health,
    imports,
    jobs,
    letters,
    pages,
    pictures,
    products,
    progress,
    role_requests,
    sales,
    second_factor,
    shop,
    transactions,
    users,
)

# The path under /api, the resource, and the part of the split services that it belongs to.
API = (
    ("auth", auth.bp, "auth"),
    ("auth", accounts.bp, "auth"),
    ("auth/second-factor", second_factor.bp, "auth"),
    ("developer", developer.bp, "auth"),
    ("users", users.bp, "users"),
    ("users", second_factor.people, "users"),
    ("users", activities.bp, "users"),
    ("users", pictures.avatars, "users"),
    ("users/role-requests", role_requests.bp, "users"),
    ("shop", shop.bp, "users"),
    ("products", products.bp, "products"),
    ("products/categories", categories.bp, "products"),
    ("products/brands", brands.bp, "products"),
    ("products", imports.products, "products"),
    ("products/<int:product_id>/images", pictures.images, "products"),
    ("imports", imports.bp, "products"),
    ("changes", changes.bp, "products"),
    ("transactions", transactions.bp, "transactions"),
    ("courses", courses.bp, "courses"),
    ("courses/<int:course_id>", course_drafts.bp, "courses"),
    ("courses", progress.bp, "courses"),
    ("certificates", certificates.bp, "courses"),
    ("courses/<int:course_id>/contents/<int:content_id>/attempts", attempts.bp, "courses"),
    ("courses/<int:course_id>/learners/<int:user_id>/contents/<int:content_id>", attempts.of_learners, "courses"),
    ("courses/<int:course_id>", course_files.bp, "courses"),
    ("courses", analytics.courses, "courses"),
    ("analytics", analytics.bp, "analytics"),
    ("analytics", sales.bp, "analytics"),
    ("analytics", analyses.bp, "analytics"),
    ("jobs", jobs.bp, "jobs"),
    ("letters", letters.bp, "jobs"),
    ("audit", audit.bp, "audit"),
)
ALIASES = {"auth": aliases.auth, "users": aliases.users, "products": aliases.products}


def install(app: APIFlask, service: str | None) -> None:
    """Registers all resources, or the part that one of the split services serves."""
    app.register_blueprint(health.bp)
    for path, blueprint, part in API:
        if service in (None, part):
            app.register_blueprint(blueprint, url_prefix=f"/api/{path}")
            app.register_blueprint(blueprint, url_prefix=f"/api/v1/{path}", name=f"v1_{blueprint.name}")
    for name, blueprint in ALIASES.items():
        if service in (None, name):
            app.register_blueprint(blueprint)
    if service in (None, "users", "products"):
        app.register_blueprint(pictures.files)
    if service is None:
        app.register_blueprint(pages.bp)
