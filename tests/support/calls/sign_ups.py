"""Sign-ups that are copied: the rows and tokens of a shop's first sign-up, with other names, ids and times.

`tests/accounts/test_registration.py` compares them with what a sign-up leaves.
"""

from __future__ import annotations

import json
import re
import secrets
import threading
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import jwt

from domain.security.audit_signature import FIELDS, Signer

if TYPE_CHECKING:
    from support.people import Person, Shop

PLAIN_NAME = re.compile(r"[a-z][a-z0-9_.-]{2,63}")
# What the database assigns.
ASSIGNED = {"users": {"id", "updated_at"}, "activities": {"id"}, "audit_entries": {"id"}}
TIMES = ("iat", "nbf", "exp")


class SignUps:
    """The sign-ups of one shop."""

    def __init__(self, shop: Shop) -> None:
        self.shop, self.rows, self.lock = shop, dict[str, list[dict[str, Any]]](), threading.Lock()
        self.key = shop.app.env["JWT_SECRET_KEY"]
        self.signer = Signer(self.key)

    def add(self, person: Person) -> None:
        """Let the person sign up, or copy the rows of the one who did."""
        if not PLAIN_NAME.fullmatch(person.username):
            person.sign_up()
            return
        with self.lock:
            if self.rows:
                self._copy(person)
            else:
                person.sign_up()
                self._keep(person)

    def _keep(self, person: Person) -> None:
        filled = zip(self.shop.tables, self.shop.value("EXECUTE filled"), strict=True)
        for table in (name for name, is_filled in filled if is_filled == "1"):
            columns = {row["Field"] for row in self.shop.rows(f"SHOW COLUMNS FROM `{table}`")}
            if (owner := "id" if table == "users" else "user_id") in columns:
                found = self.shop.rows(f"SELECT * FROM `{table}` WHERE `{owner}` = %s", (person.id,))
                if not found:
                    # Another user's.
                    continue
                self.rows[table] = [
                    {name: value for name, value in row.items() if name not in ASSIGNED.get(table, ())} for row in found
                ]
        # The others refer to the user.
        self.rows = {"users": self.rows.pop("users"), **self.rows}
        self.id, self.at = str(person.id), datetime.now(UTC)
        (session,) = self.rows["sessions"]
        self.random = {session["id"], session["refresh_id"], *(row["request_id"] for row in self.rows["audit_entries"])}
        read = {"algorithms": ["HS256"], "options": {"verify_signature": False}}
        self.claims = [jwt.decode(token, self.key, **read) for token in (person.token, person.refresh_token)]

    def _copy(self, person: Person) -> None:
        later = datetime.now(UTC) - self.at
        new = {value: secrets.token_hex(len(value) // 2) for value in self.random}
        self.shop.rows("START TRANSACTION")
        try:
            for table, rows in self.rows.items():
                copies = [self._changed(row, person, new, later) for row in rows]
                for row in copies:
                    if "signature" in row:
                        values = [row[name] for name in FIELDS]
                        row["signature"] = self.signer.sign_entry(values)
                places = ", ".join([f"({', '.join(['%s'] * len(rows[0]))})"] * len(rows))
                columns = ", ".join(f"`{name}`" for name in rows[0])
                with self.shop.database.cursor() as cursor:
                    values = [value for row in copies for value in row.values()]
                    cursor.execute(f"INSERT INTO `{table}` ({columns}) VALUES {places}", values)
                    if table == "users":
                        person.id, new[self.id] = cursor.lastrowid, str(cursor.lastrowid)
        except BaseException:
            self.shop.rows("ROLLBACK")
            raise
        self.shop.rows("COMMIT")
        tokens = [self._token(claims, person, new, later) for claims in self.claims]
        signed_in = dict(zip(("access_token", "refresh_token"), tokens, strict=True))
        person.keep_tokens({"user": {"id": person.id}, **signed_in})

    def _changed(self, values: dict[str, Any], person: Person, new: dict[str, str], later: timedelta) -> dict[str, Any]:
        """Return the values of a row, or of an entry's JSON, with what is the person's own."""

        def change(name: str, value: Any) -> Any:
            if name == "user_id":
                return person.id
            if name in ("name", "username"):
                return person.username
            if name == "row_id":
                return ":".join(new.get(part, part) for part in value.split(":"))
            if isinstance(value, datetime):
                return value + later
            if isinstance(value, str) and value.startswith("{"):
                inside = self._changed(json.loads(value), person, new, later)
                return json.dumps(inside, separators=(",", ":"), ensure_ascii=False)
            return new.get(value, value) if isinstance(value, str) else value

        return {name: change(name, value) for name, value in values.items()}

    def _token(self, claims: dict[str, Any], person: Person, new: dict[str, str], later: timedelta) -> str:
        own = {"sub": str(person.id), "sid": new[claims["sid"]], "jti": new.get(claims["jti"]) or secrets.token_hex(16)}
        own |= {"user_id": person.id} if "user_id" in claims else {}
        seconds = int(later.total_seconds())
        times = {name: claims[name] + seconds for name in TIMES}
        return jwt.encode({**claims, **own, **times}, self.key, "HS256")
