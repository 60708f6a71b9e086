"""Products, categories, brands, images, the change feed and product imports."""

from __future__ import annotations

from routes.catalogue import brands, categories, change_feed, images, product_imports, products

# The path under /api, the resource, and the part of the split services that it belongs to.
RESOURCES = (
    ("users", images.avatars, "users"),
    ("products", products.bp, "products"),
    ("products/categories", categories.bp, "products"),
    ("products/brands", brands.bp, "products"),
    ("products", product_imports.upload_bp, "products"),
    ("products/<int:product_id>/images", images.images, "products"),
    ("imports", product_imports.bp, "products"),
    ("changes", change_feed.bp, "products"),
)
