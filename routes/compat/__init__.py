"""Calls of other programs' front ends, under a prefix of each: thin routes over the same queries.

They are not in the OpenAPI document, take no API keys, and ignore fields that they do not know.
"""

from __future__ import annotations

from flask import Flask

from routes.compat import failures, finenice, marketplace, pintar

# The path under /compat, and the blueprints.
CLIENTS = (
    ("finenice", (finenice.accounts, finenice.bp)),
    ("pintar", (pintar.accounts, pintar.bp)),
    ("marketplace/api", (marketplace.accounts, marketplace.bp)),
)


def install(app: Flask, whole: bool) -> None:
    """Register the routes, unless this is one of the split services, and what failures look like."""
    if whole:
        for path, blueprints in CLIENTS:
            for blueprint in blueprints:
                app.register_blueprint(blueprint, url_prefix=f"/compat/{path}")
    failures.install(app)
