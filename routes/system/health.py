"""Liveness and readiness probes."""

from __future__ import annotations

from typing import Literal

import mysql.connector
from apiflask import APIBlueprint
from flask import current_app

import queries.sales.readiness
from auth import public
from problems import Problem
from web.openapi.field_types import Reply
from web.rate_limits.limiter import exempt

bp = APIBlueprint("health", __name__, tag="health")


class Health(Reply):
    status: Literal["ok"]


@bp.get("/health/live")
@bp.output(Health)
@bp.doc(operation_id="health_show_liveness")
@exempt
@public
def live() -> dict[str, str]:
    """Check that the process answers, without the database."""
    return {"status": "ok"}


@bp.get("/health/ready")
@bp.output(Health)
@bp.doc(operation_id="health_show_readiness")
@exempt
@public
def ready() -> dict[str, str]:
    """Check that the database answers, has the schema of this release and stores sales. Otherwise the status is 503."""
    return _check_database()


@bp.get("/health")
@bp.output(Health)
@bp.doc(operation_id="health_show")
@exempt
@public
def show() -> dict[str, str]:
    """Return the same as `/health/ready`."""
    return _check_database()


def _check_database() -> dict[str, str]:
    try:
        queries.sales.readiness.check()
    except mysql.connector.Error as error:
        current_app.logger.warning("not ready", extra={"errno": error.errno})
        raise Problem("database_unavailable") from error
    return {"status": "ok"}
