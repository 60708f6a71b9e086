"""Published versions of courses. They never change, so each process remembers the last ones that it read."""

from __future__ import annotations

from functools import lru_cache

import orjson

import db
from learning import Content, Version


def get(version_id: int) -> Version:
    """The version with its contents, without their bodies."""
    return _remembered(db.opened(), version_id)


@lru_cache(maxsize=128)
def _remembered(database: object, version_id: int) -> Version:
    return read(version_id)


def read(version_id: int) -> Version:
    """The same without being remembered: for the transaction that makes it, which may still roll back."""
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
