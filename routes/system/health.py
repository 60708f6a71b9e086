"""Whether the process lives, and whether it can serve."""

from __future__ import annotations

from typing import Literal

import mysql.connector
from apiflask import APIBlueprint
from flask import current_app

import queries.system.schema
from auth import public
from problems import Problem
from web.openapi.field_types import Reply
from web.rate_limits.limiter import exempt

bp = APIBlueprint("health", __name__, tag="health")


class Health(Reply):
    status: Literal["ok"]


@bp.get("/health/live")
@bp.output(Health)
@bp.doc(operation_id="health_live")
@exempt
@public
def live() -> dict[str, str]:
    """The process answers; the database is not asked."""
    return {"status": "ok"}


@bp.get("/health/ready")
@bp.output(Health)
@bp.doc(operation_id="health_ready")
@exempt
@public
def ready() -> dict[str, str]:
    """The database answers and holds the tables; otherwise 503."""
    return _ping()


@bp.get("/health")
@bp.output(Health)
@bp.doc(operation_id="health_show")
@exempt
@public
def show() -> dict[str, str]:
    """Return the same as `/health/ready`."""
    return _ping()


def _ping() -> dict[str, str]:
    try:
        queries.system.schema.ping()
    except mysql.connector.Error as error:
        current_app.logger.warning("not ready", extra={"errno": error.errno})
        raise Problem("database_unavailable") from error
    return {"status": "ok"}
