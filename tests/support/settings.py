"""Valid settings."""

from __future__ import annotations

import hashlib

GOOD = {
    "ENV": "production",
    "DB_HOST": "db",
    "DB_PASSWORD": hashlib.sha256(b"db").hexdigest(),
    "DB_TLS": "off",
    "JWT_SECRET_KEY": hashlib.sha256(b"jwt").hexdigest(),
    "API_KEY_SALT": hashlib.sha256(b"salt").hexdigest(),
    "PUBLIC_URL": "https://toko.example",
}
