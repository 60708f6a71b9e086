"""Published versions of courses. They are immutable, so each process caches the last ones that it read."""

from __future__ import annotations

from functools import lru_cache

import orjson

import db
from domain.courses import Content, Version
from problems import Problem


def get(version_id: int) -> Version:
    """Return the version with its contents, without their bodies."""
    return _cached(db.current(), version_id)


def page(course_id: int, limit: int, before: int | None = None) -> list[db.Row]:
    """Return the published versions of a course, newest first, from after the version `before`.

    `contents` is their number.
    """
    if before is None:
        return _list(course_id, "", [], limit)
    return _list(course_id, "AND v.number < %s", [before], limit)


def find(course_id: int, number: int) -> db.Row:
    """Return one version of a course by its number, or raise a 404."""
    rows = _list(course_id, "AND v.number = %s", [number], 1)
    if not rows:
        raise Problem("version_not_found", number=number)
    return rows[0]


def _list(course_id: int, condition: str, params: list[int], limit: int) -> list[db.Row]:
    rows = db.fetch_all(
        f"""
        SELECT   v.id, v.number, v.title, v.summary, v.description_html, v.language, v.sequential, v.published_at,
                 v.published_by, u.name,
                 (SELECT COUNT(*)
                  FROM   version_contents c
                  WHERE  c.version_id = v.id) AS contents
        FROM     course_versions v FORCE INDEX (uq_course_versions_number)
        JOIN     users u ON u.id = v.published_by
        WHERE    v.course_id = %s {condition}
        ORDER BY v.number DESC
        LIMIT    %s
        """,
        [course_id, *params, limit],
    )
    return [{**row, "published_by": {"id": row["published_by"], "name": row["name"]}} for row in rows]


@lru_cache(maxsize=128)
def _cached(database: object, version_id: int) -> Version:
    return get_uncached(version_id)


def get_uncached(version_id: int) -> Version:
    """Return the version without caching it: for the transaction that creates it, which may still roll back."""
    version = db.fetch_one(
        """
        SELECT id, course_id, number, title, language, sequential, prerequisites
        FROM   course_versions
        WHERE  id = %s
        """,
        (version_id,),
    )
    if version is None:
        raise LookupError(f"version {version_id}")
    contents = db.fetch_all(
        """
        SELECT   content_id AS id, place, section, section_title, kind, title, required, move_on, mastery_score,
                 minutes, prerequisites
        FROM     version_contents
        WHERE    version_id = %s
        ORDER BY place
        """,
        (version_id,),
    )
    return Version(
        **{
            **version,
            "sequential": bool(version["sequential"]),
            "prerequisites": tuple(orjson.loads(version["prerequisites"])),
        },
        contents=tuple(
            Content(
                **{
                    **content,
                    "required": bool(content["required"]),
                    "prerequisites": tuple(orjson.loads(content["prerequisites"])),
                }
            )
            for content in contents
        ),
    )
