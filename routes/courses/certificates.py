"""Certificates: their holders take them along, and whoever is shown one can check it."""

from __future__ import annotations

from typing import Annotated, Any

from apiflask import APIBlueprint
from flask import Response, current_app, g, jsonify
from pydantic import Field

import queries.courses.certificates
import queries.courses.signing_keys
from auth import caller, public, signed_in
from domain.courses import certificate, open_badge
from problems import Problem
from routes.system import shop
from web import paging
from web.openapi.field_types import LARGEST_ID, Body, Instant, Line, Message, Reply, problems

bp = APIBlueprint("certificates", __name__, tag="certificates")

# Nobody keeps an answer: a certificate that is revoked is so for the next who asks.
NO_STORE = {"Cache-Control": "no-store"}
# The font of the sheet has all letters before this one; for others fonts are read, which takes memory.
FIRST_UNUSUAL_CHARACTER = "\u0180"
NoStoreResponse = tuple[dict[str, Any], int, dict[str, str]]

PDF: dict[int | str, Any] = {
    200: {
        "description": "One sheet of A4, in the course's language.",
        "headers": {"Content-Disposition": {"required": True, "schema": {"type": "string"}}},
        "content": {"application/pdf": {"schema": {"type": "string", "format": "binary"}}},
    }
}
CREDENTIAL: dict[int | str, Any] = {
    200: {
        "description": "A compact JWS (VC-JWT).",
        "headers": {"Content-Disposition": {"required": True, "schema": {"type": "string"}}},
        "content": {"text/plain": {"schema": {"type": "string", "pattern": r"^[\w-]+\.[\w-]+\.[\w-]+$"}}},
    }
}


class Certificate(Reply):
    code: str
    valid: bool
    learner_name: str
    printed_name: Annotated[
        str,
        Field(
            description="The name as the PDF prints it. It is another where the fonts lack letters of it: those are "
            "transliterated, emoji are left out. Reissue the certificate with a name that can be printed."
        ),
    ]
    course_id: int
    course_title: str
    language: str
    issued_at: Instant
    revoked_at: Instant | None
    reason: Annotated[
        str | None, Field(description="Why it was revoked, for its holder, its course's owner and admins.")
    ]
    replaced_by: Annotated[
        str | None, Field(description="The code of the one with a corrected name that took its place, for the same.")
    ]
    url: Annotated[str, Field(description="The page on which anybody can check it.")]


class CertificateList(paging.CursorPage):
    certificates: list[Certificate]


class Revocation(Body):
    reason: Annotated[Line, Field(max_length=500, description="Whom it is taken from is told.")]


class CertificateReissue(Body):
    learner_name: Annotated[Line, Field(max_length=150, description="The name as it should be.")]
    reason: Annotated[Line, Field(max_length=500, description="Whom it is taken from is told.")]


class PublicKey(Reply):
    """The public half of a key as a JWK (RFC 7517)."""

    kty: str
    alg: str
    use: str
    kid: Annotated[str, Field(description="Its own address.")]
    n: str
    e: str


class PublicKeySet(Reply):
    keys: list[PublicKey]


class Image(Reply):
    id: str
    type: str


class Issuer(Reply):
    """A Profile of Open Badges 3.0; without `image` where the shop has no logo."""

    id: str
    type: list[str]
    name: str
    url: str
    image: Image | None = None


class RevokedCredential(Reply):
    id: str
    revoked: bool


class RevocationList(Reply):
    """The status method 1EdTechRevocationList."""

    id: str
    issuer: str
    revokedCredentials: list[RevokedCredential]


@bp.get("")
@bp.input(paging.CursorQuery, location="query")
@bp.output(CertificateList)
@signed_in(scope="courses:read")
def list_certificates(query_data: paging.CursorQuery) -> dict[str, Any]:
    """The caller's own certificates, newest first, by cursor."""
    before = paging.decode(query_data.cursor, int)[0] if query_data.cursor else LARGEST_ID
    rows = queries.courses.certificates.page(g.identity.user_id, before, query_data.limit)
    return paging.cursor_page("certificates", [_serialize(row) for row in rows], query_data, paging.by_id)


@bp.get("/keys")
@bp.output(PublicKeySet)
@public
def list_keys() -> dict[str, Any]:
    """The public keys of all credentials that were ever signed here, a JWK set."""
    rows = queries.courses.signing_keys.list_public()
    return {"keys": [_key(row["id"], row["public_key"]) for row in rows]}


@bp.get("/keys/<key_id>")
@bp.output(PublicKey)
@public
def show_key(key_id: str) -> dict[str, Any]:
    """One public key: what the `kid` of a credential leads to."""
    return _key(key_id, queries.courses.signing_keys.get(key_id))


@bp.get("/issuer")
@bp.output(Issuer)
@public
def show_issuer() -> Response:
    """Who issues the credentials."""
    return jsonify(open_badge.profile(shop.issuer()))


@bp.get("/revoked")
@bp.output(RevocationList)
@public
def list_revoked() -> NoStoreResponse:
    """The credentials that were revoked: what the `credentialStatus` of a credential leads to."""
    return open_badge.revocation_list(_public_url(), queries.courses.certificates.list_revoked()), 200, NO_STORE


@bp.get("/<string(minlength=26,maxlength=80):code>")
@bp.output(Certificate)
@public(scope="courses:read")
def show_certificate(code: str) -> NoStoreResponse:
    """Whether a certificate is genuine and still valid.

    Its code, 26 letters and digits, may be in lower case and in groups with hyphens or spaces between them.
    """
    return find(code), 200, NO_STORE


@bp.get("/<string(minlength=26,maxlength=80):code>/pdf")
@bp.doc(responses=PDF)
@problems(410)
@signed_in(scope="courses:read")
def download_pdf(code: str) -> Response:
    """The certificate to print, for its holder, its course's owner and admins."""
    # Sheets are wanted seldom, and what draws them takes more memory than all other routes together.
    from domain.courses import certificate_pdf

    is_admin = g.identity.has_role("admin")
    found = queries.courses.certificates.get_for_export(_parse_code(code), None if is_admin else g.identity.user_id)
    return _file(certificate_pdf.render(found, shop.issuer(with_logo=True)), "application/pdf", f"{found.code}.pdf")


@bp.get("/<string(minlength=26,maxlength=80):code>/credential")
@bp.doc(responses=CREDENTIAL)
@problems(410)
@public
def download_credential(code: str) -> Response:
    """The same as an Open Badge 3.0 that wallets keep and anybody can check without asking here, signed with RS256.

    It names the learner as the certificate does, and their e-mail address as a salted hash.
    """
    found = queries.courses.certificates.get_for_export(_parse_code(code), None)
    key_id, key = queries.courses.signing_keys.get_signing_key(current_app.extensions["cipher"])
    signed = open_badge.sign(found, shop.issuer(), key_id, key)
    return _file(signed.encode(), "text/plain", f"{found.code}.jwt")


@bp.delete("/<string(minlength=26,maxlength=80):code>")
@bp.input(Revocation)
@bp.output(Message)
@problems(410)
@signed_in(scope="courses:write")
def revoke_certificate(code: str, json_data: Revocation) -> dict[str, Any]:
    """Revokes a certificate for good; for its course's owner and admins. Its holder gets a letter with the reason."""
    owner_id = None if g.identity.has_role("admin") else g.identity.user_id
    queries.courses.certificates.revoke(_parse_code(code), owner_id, json_data.reason, by=g.identity.user_id)
    return {"msg": "The certificate is revoked."}


@bp.post("/<string(length=26):code>/reissue")
@bp.input(CertificateReissue)
@bp.output(Certificate, 201)
@problems(410)
@signed_in(scope="courses:write")
def reissue_certificate(code: str, json_data: CertificateReissue) -> Any:
    """Issues a certificate again with a corrected name; for its course's owner and admins.

    The new one has a code of its own and the day of the completion. The old code is revoked; its holder gets a letter.
    Its `printed_name` tells where the PDF can't print a letter of the name.
    """
    owner_id = None if g.identity.has_role("admin") else g.identity.user_id
    name, reason = json_data.learner_name, json_data.reason
    return find(
        queries.courses.certificates.reissue(_parse_code(code), owner_id, name, reason, by=g.identity.user_id)
    ), 201


def find(code: str) -> dict[str, Any]:
    """The certificate as the caller may see it, or a 404."""
    return _serialize(queries.courses.certificates.get(_parse_code(code)))


def _serialize(row: dict[str, Any]) -> dict[str, Any]:
    person = caller()
    concerned = person and (person.user_id in (row["user_id"], row["owner_id"]) or person.has_role("admin"))
    return {
        **row,
        "printed_name": _printable_name(row["learner_name"]),
        "valid": row["revoked_at"] is None,
        "reason": row["reason"] if concerned and row["revoked_at"] else None,
        "replaced_by": row["replaced_by"] if concerned else None,
        "url": f"{_public_url()}/certificates/{row['code']}",
    }


def _printable_name(name: str) -> str:
    if max(name, default="") < FIRST_UNUSUAL_CHARACTER:
        return name
    from domain.courses import certificate_pdf

    return certificate_pdf.printable_name(name)


def _parse_code(code: str) -> str:
    found = certificate.parse_code(code)
    if found is None:
        raise Problem("certificate_not_found")
    return found


def _public_url() -> str:
    url: str = current_app.config["PUBLIC_URL"]
    return url


def _key(key_id: str, jwk: dict[str, str]) -> dict[str, str]:
    return {**jwk, "kid": open_badge.key_url(_public_url(), key_id)}


def _file(content: bytes, mimetype: str, name: str) -> Response:
    response = Response(content, mimetype=mimetype, headers=NO_STORE)
    response.headers.set("Content-Disposition", "inline", filename=name)
    return response
