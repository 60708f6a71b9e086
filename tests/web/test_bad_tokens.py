"""Forged, truncated, mixed-up and expired tokens and keys: each is a 401.

The corpus follows RFC 8725 (JSON Web Token Best Current Practices) and what is known of attacks on libraries for JWTs.
Most of it is signed with the shop's own secret, so that it is refused for what it says and not for its signature.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
import re
import time
from collections.abc import Iterator
from itertools import cycle, islice
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from domain.security import api_keys
from domain.security.api_keys import LOOKUP, PREFIX
from support.accounts import client_with_key, create_key
from support.app import ROOT, secrets_for_tests
from support.people import PASSWORD, PROBLEM_KEYS, Person, Shop

SECRET = secrets_for_tests()["JWT_SECRET_KEY"]
HEADER = {"alg": "HS256", "typ": "JWT"}
CODES = {
    "invalid_token", "expired_token", "revoked_token", "missing_token", "ambiguous_credentials", "api_key_malformed",
    "api_key_misplaced", "token_misplaced", "api_key_unknown", "api_key_expired", "api_key_revoked", "api_key_rotated",
}  # fmt: skip
ROUTES = (
    ("GET", "/api/users/profile"),
    ("POST", "/api/products"),
    ("GET", "/api/v1/analytics/course-progress"),
    ("DELETE", "/api/products/7"),
    ("GET", "/api/users"),
    ("GET", "/api/developer/key/self"),
    ("POST", "/api/developer/key"),
)
ROUTES_A_CREDENTIAL = 2
# Every operation that needs a credential, with ids of no resource.
PROTECTED = [
    (method.upper(), re.sub(r"\{[^}]+\}", lambda found: "A" * 26 if found[0] == "{code}" else "7", path))
    for path, item in json.loads((ROOT / "docs" / "openapi.json").read_text())["paths"].items()
    for method, operation in item.items()
    if operation.get("security")
]
CREDENTIALS_A_ROUTE = 60 if os.environ.get("LONG") else 3
# The name of a case, and its headers.
Sent = tuple[str, dict[str, Any]]


def encoded(value: Any) -> str:
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def signed(claims: Any, header: Any = HEADER, secret: bytes = SECRET.encode(), digest: Any = hashlib.sha256) -> str:
    """Return a token of any header and claims, signed with the shop's secret."""
    body = f"{encoded(header)}.{encoded(claims)}"
    return f"{body}.{encoded(hmac.digest(secret, body.encode(), digest().name))}"


def bearer(name: str, token: Any) -> Sent:
    token = token if isinstance(token, bytes) else token.encode("latin-1")
    return name, {"Authorization": b"Bearer " + token}


class Forger:
    """The forged credentials, made with knowledge of the shop's secret, a valid token and a valid key."""

    def __init__(self, shop: Shop, dian: Person, dewi: Person) -> None:
        self.shop, self.dian, self.dewi = shop, dian, dewi
        self.token = dian.token
        self.claims = jwt.decode(self.token, options={"verify_signature": False})
        self.key = create_key(dian)["api_key"]
        course = dewi.teaches()
        self.credential = shop.visitor().get(f"/api/certificates/{dewi.graduates(course)}/credential").text
        (self.public_key,) = shop.visitor().get("/api/certificates/keys").json()["keys"]

    def corpus(self) -> Iterator[Sent]:
        for part in (
            self.algorithms, self.headers, self.claims_missing, self.claims_odd, self.cut, self.sessions,
            self.mixed_up, self.schemes, self.keys_cut, self.keys_over, self.huge, self.odd_letters,
        ):  # fmt: skip
            yield from part()

    def algorithms(self) -> Iterator[Sent]:
        head, body, signature = self.token.split(".")
        for name in ("none", "None", "NONE", "nOnE", ""):
            none = encoded({"alg": name, "typ": "JWT"})
            yield bearer(f"alg {name!r} without signature", f"{none}.{body}.")
            yield bearer(f"alg {name!r} with the signature of HS256", f"{none}.{body}.{signature}")
        for name, digest in (("HS384", hashlib.sha384), ("HS512", hashlib.sha512)):
            yield bearer(name, signed(self.claims, {**HEADER, "alg": name}, digest=digest))
            yield bearer(f"{name} that says HS256", signed(self.claims, digest=digest))
        own = rsa.generate_private_key(65537, 2048)
        for name in ("RS256", "RS384", "RS512", "PS256"):
            yield bearer(name, jwt.encode(self.claims, own, name))
        for name, curve in (("ES256", ec.SECP256R1()), ("ES384", ec.SECP384R1())):
            yield bearer(name, jwt.encode(self.claims, ec.generate_private_key(curve), name))
        yield bearer("EdDSA", jwt.encode(self.claims, ed25519.Ed25519PrivateKey.generate(), "EdDSA"))
        public = jwt.PyJWK(self.public_key).key
        pem = public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        der = public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        for name, secret in (("PEM", pem), ("DER", der), ("JWK", json.dumps(self.public_key).encode())):
            yield bearer(f"HMAC by the public key as {name}", signed(self.claims, secret=secret))
            yield bearer(f"the same that says RS256, {name}", signed(self.claims, {**HEADER, "alg": "RS256"}, secret))
        yield bearer("no secret", signed(self.claims, secret=b""))
        yield bearer("another secret", signed(self.claims, secret=b"secret"))
        yield bearer("the other secret", signed(self.claims, secret=secrets_for_tests()["API_KEY_SALT"].encode()))
        yield bearer("ECDSA of zeros", f"{encoded({**HEADER, 'alg': 'ES256'})}.{body}.{encoded(bytes(64))}")
        yield bearer("a signature of zeros", f"{head}.{body}.{encoded(bytes(32))}")

    def headers(self) -> Iterator[Sent]:
        address = "https://evil.example/keys"
        for more in (
            {"kid": "1"}, {"kid": "../../../dev/null"}, {"kid": "' OR 1=1 -- "}, {"kid": self.public_key["kid"]},
            {"jku": address}, {"jwk": self.public_key}, {"x5u": address}, {"x5c": ["MIIB"]}, {"crit": ["exp"]},
            {"b64": False}, {"zip": "DEF"}, {"cty": "JWT"}, {"typ": "at+jwt"}, {"typ": None}, {"alg": None},
            {"alg": ["HS256"]}, {"alg": "hs256"}, {"enc": "A256GCM"}, {"x": "y"},
        ):  # fmt: skip
            yield bearer(f"header {next(iter(more))}", signed(self.claims, {**HEADER, **more}))
        for header in (
            {},
            [],
            "HS256",
            7,
            None,
            b"{",
            b"\xff",
            b'{"alg": "none", "alg": "HS256", "typ": "JWT", "a": 1}',
        ):
            yield bearer(f"header {header!r}", signed(self.claims, header))

    def claims_missing(self) -> Iterator[Sent]:
        for name in ("exp", "iat", "iss", "jti", "type", "sub", "sid"):
            yield bearer(f"without {name}", signed({key: self.claims[key] for key in self.claims if key != name}))
            yield bearer(f"{name} null", signed({**self.claims, name: None}))

    def claims_odd(self) -> Iterator[Sent]:
        now = int(time.time())
        for name, values in {
            "sub": (1, self.dian.id, "", "0", "-1", "1.0", "1e3", " 1", "٣", "9" * 19, "9" * 400, [1], {"id": 1}, True),
            "sid": (0, "", "x", [self.claims["sid"]], True, "a" * 32, "é", "' OR 1=1 -- ", "x" * 5000),
            "iss": ("", "Finenice", "https://evil.example", ["finenice"], 0),
            "exp": (now - 1, now - 10**6, 0, -1, "x", "", [now + 60], {}, True, -(10**400)),
            "iat": (now + 3600, "x", [now], {}),
            "nbf": (now + 3600, "x", []),
            "type": ("refresh", "Access", "", True, ["access"], "email_change", None),
            "jti": (0, [], {}),
            "aud": ("finenice", ["x"], 7),
        }.items():
            for value in values:
                yield bearer(f"{name} {str(value)[:20]!r}", signed({**self.claims, name: value}))
        for claims in ([], "x", 7, None, b"{", b"\xff\xfe", b"", b'{"sub": NaN}', b"[" * 3000):
            yield bearer(f"claims {str(claims)[:20]}", signed(claims))

    def cut(self) -> Iterator[Sent]:
        token, (head, body, signature) = self.token, self.token.split(".")
        for place in range(0, len(token), 12):
            yield bearer(f"cut at {place}", token[:place])
        changed = encoded({**self.claims, "role": "admin", "sub": str(self.dewi.id)})
        for name, text in {
            "claims of another": f"{head}.{changed}.{signature}",
            "no header": f".{body}.{signature}",
            "no claims": f"{head}..{signature}",
            "no signature": f"{head}.{body}",
            "an empty signature": f"{head}.{body}.",
            "a part too many": f"{token}.{signature}",
            "five parts": f"{head}...{body}.{signature}",
            "swapped parts": f"{body}.{head}.{signature}",
            "another's signature": f"{head}.{body}.{self.dewi.token.split('.')[2]}",
            "a wrong last byte": f"{head}.{body}.{'A' if signature[0] != 'A' else 'B'}{signature[1:]}",
            "upper case": token.upper(),
            "twice": f"{token},{token}",
            "quoted": f'"{token}"',
            "a space within": f"{token[:30]} {token[30:]}",
            "dots": "...",
            "JSON": json.dumps({"token": token}),
            "encoded again": encoded(token.encode()),
        }.items():
            yield bearer(name, text)

    def sessions(self) -> Iterator[Sent]:
        again = self.shop.visitor()
        again.username = "dian"
        again.sign_in()
        again.post("/api/auth/logout")
        yield bearer("of a session that was ended", again.token)
        again.sign_in()
        used, last = again.refresh_token, again.token
        for _ in range(2):
            again.keep_tokens(again.post("/api/auth/refresh", {"refresh_token": again.refresh_token}).json())
        again.post("/api/auth/refresh", {"refresh_token": used})
        yield bearer("of a session whose refresh token was used twice", last)
        yield bearer("of another's session", signed({**self.claims, "sub": str(self.dewi.id)}))
        gone = self.shop.person("pergi")
        self.shop.rows("UPDATE users SET active = FALSE WHERE id = %s", (gone.id,))
        yield bearer("of somebody deactivated", gone.token)

    def mixed_up(self) -> Iterator[Sent]:
        self.shop.rows(
            "INSERT INTO one_time_links (token_hash, user_id, purpose, subject, expires_at) "
            "VALUES (UNHEX(SHA2('a-link', 256)), %s, 'email_change', 'x@example.com', '2100-01-01')",
            (self.dian.id,),
        )
        for name, text in {
            "the refresh token": self.dian.refresh_token,
            "a link's secret": "a-link",
            "the session's id": self.claims["sid"],
            "a credential": self.credential,
            "the password": PASSWORD,
            "the person's id": str(self.dian.id),
            "the secret": SECRET,
        }.items():
            yield bearer(f"{name} as token", text)
            yield f"{name} as key", {"Authorization": f"ApiKey {text}"}
            yield f"{name} as X-API-Key", {"X-API-Key": text}
        yield bearer("a key as token", self.key)
        yield "a token as key", {"Authorization": f"ApiKey {self.token}"}
        yield "a token as X-API-Key", {"X-API-Key": self.token}
        yield "both", {"Authorization": f"Bearer {self.token}", "X-API-Key": self.key}
        yield "a key and a broken one", {"Authorization": f"ApiKey {self.key}", "X-API-Key": self.key[:-1]}
        yield "a token and a broken key", {"Authorization": f"Bearer {self.token}", "X-API-Key": ""}

    def schemes(self) -> Iterator[Sent]:
        pair = base64.b64encode(f"dian:{PASSWORD}".encode()).decode()
        for text in (
            "", "Bearer", "ApiKey", "Bearer ", f"Basic {pair}", f"Digest {self.token}", f"Token {self.token}",
            f"JWT {self.token}", f"Bearer: {self.token}", f"Bearer={self.token}", self.token, self.key,
            f"Bearer Bearer {self.token}", f"ApiKey ApiKey {self.key}", f"Bearer {self.token}, ApiKey {self.key}",
            f"Api-Key {self.key}", f"Key {self.key}", f"Bearer\t{self.token}",
        ):  # fmt: skip
            yield f"scheme {text[:12]!r}", {"Authorization": text}
        yield "no credential", {}
        for name in ("Api-Key", "X-Token", "X-Access-Token", "Cookie"):
            yield f"header {name}", {name: self.key}

    def keys_cut(self) -> Iterator[Sent]:
        key = self.key
        for place in range(0, len(key), 5):
            yield f"key cut at {place}", {"X-API-Key": key[:place]}
            wrong = "0" if key[place] != "0" else "1"
            yield f"key with a typo at {place}", {"X-API-Key": key[:place] + wrong + key[place + 1 :]}
        body = key[len(PREFIX) : len(PREFIX) + LOOKUP] + "0" * api_keys.SECRET
        forged = PREFIX + body + api_keys.checksum(body)
        for name, text in {
            "never made": api_keys.generate().text,
            "another secret": forged,
            "upper case": key.upper(),
            "lower case": key.lower(),
            "another prefix": "sk_" + key[3:],
            "without prefix": key[3:],
            "a dash": key.replace("_", "-"),
            "twice": key + key,
            "two": f"{key}, {key}",
            "quoted": f'"{key}"',
            "longer": key + "0",
            "encoded": encoded(key.encode()),
            "percent": key.replace("_", "%5F"),
            "a space within": f"{key[:20]} {key[20:]}",
            "its beginning": key[: len(PREFIX) + LOOKUP],
            "SQL": "fn_' OR '1'='1",
            "a pattern": "fn_%",
            "JSON": json.dumps({"$ne": None}),
        }.items():
            yield f"key {name}", {"X-API-Key": text}
            yield f"key {name} by scheme", {"Authorization": f"ApiKey {text}"}

    def keys_over(self) -> Iterator[Sent]:
        def after(statement: str) -> dict[str, str]:
            key = create_key(self.dian)
            self.shop.rows(f"UPDATE api_keys SET {statement} WHERE id = %s", (key["id"],))
            return {"X-API-Key": key["api_key"]}

        yield "expired key", after("expires_at = UTC_TIMESTAMP(6)")
        yield "revoked key", after("revoked_at = UTC_TIMESTAMP(6), reason = 'revoked'")
        yield "rotated key", after("rotated_to = id, overlap_ends_at = UTC_TIMESTAMP(6)")
        yield "key with another digest", after("digest = REPEAT('x', 32)")
        for name, change in (("left", {"active": False}), ("developsnomore", {"roles": ["buyer"]})):
            other = self.shop.person(name, "developer")
            key = create_key(other)["api_key"]
            self.dewi.patch(f"/api/users/{other.id}", change)
            yield f"key of who {name}", {"X-API-Key": key}

    def huge(self) -> Iterator[Sent]:
        for length in (1000, 7000, 20_000):
            yield bearer(f"{length} letters", "a" * length)
            yield bearer(f"{length} dots", "." * length)
            yield f"key of {length}", {"X-API-Key": PREFIX + "a" * length}
            yield bearer(f"claims of {length}", signed({**self.claims, "sid": "x" * length}))
        yield bearer("deep claims", signed(b'{"a":' * 2000 + b"1" + b"}" * 2000))
        yield bearer("a deep header", signed(self.claims, b"[" * 5000))

    def odd_letters(self) -> Iterator[Sent]:
        for name, raw in {
            "Latin-1": b"\xe9\xff", "UTF-8": "kunci-é-٣".encode(), "broken UTF-8": b"\xc3\x28",
            "wide": "ｆｎ＿".encode(), "emoji": "🔑".encode(), "right to left": "\u202e".encode(),
        }.items():  # fmt: skip
            yield bearer(f"{name} token", raw)
            yield bearer(f"{name} behind a token", self.token.encode() + raw)
            yield f"{name} key", {"X-API-Key": raw}
            yield f"{name} within a key", {"X-API-Key": self.key[:-2].encode() + raw}


@pytest.fixture
def forger(shop: Shop, dewi: Person) -> Forger:
    """Dian has all roles, so that only the credential can be refused."""
    return Forger(shop, shop.person("dian", "developer", "seller", "admin"), dewi)


def test_every_bad_credential_is_a_401(shop: Shop, forger: Forger) -> None:
    visitor, routes = shop.visitor(), cycle(ROUTES)
    count = 0
    for name, headers in forger.corpus():
        count += 1
        for method, path in islice(routes, ROUTES_A_CREDENTIAL):
            answer = visitor.call(method, path, headers=headers)
            assert answer.status_code == 401, f"{name}: {method} {path} answers {answer.status_code} {answer.text}"
            problem = answer.json()
            assert problem.keys() == PROBLEM_KEYS
            assert problem["code"] in CODES, name
            assert problem["title"] == "Unauthorized"
            bearer, by_key = 'Bearer realm="finenice"', 'ApiKey realm="finenice"'
            ways = {"token_misplaced": bearer, "api_key_misplaced": by_key}.get(problem["code"], f"{bearer}, {by_key}")
            assert answer.headers["WWW-Authenticate"] == ways, name
    assert count >= 123
    # The valid credentials are accepted.
    assert forger.dian.get("/api/users/profile").status_code == 200
    assert client_with_key(shop, forger.key).get("/api/users/profile").status_code == 200
    assert visitor.get("/api/users/profile", headers={"Authorization": f"bEaReR  {forger.token} "}).status_code == 200
    assert shop.value("SELECT COUNT(*) AS n FROM products") == 0


def test_protected_routes_refuse_every_bad_credential(shop: Shop, forger: Forger) -> None:
    forged = list(forger.corpus())
    tables = ("products", "courses", "transactions", "api_keys")
    before = {table: shop.value(f"SELECT COUNT(*) AS n FROM {table}") for table in tables}
    visitor, corpus = shop.visitor(), cycle(forged)
    assert len(PROTECTED) > 90
    for method, path in PROTECTED:
        for name, headers in islice(corpus, CREDENTIALS_A_ROUTE):
            answer = visitor.call(method, path, headers=headers)
            assert answer.status_code == 401, f"{name}: {method} {path} answers {answer.status_code} {answer.text}"
            assert answer.json()["code"] in CODES, name
    assert before == {table: shop.value(f"SELECT COUNT(*) AS n FROM {table}") for table in before}
