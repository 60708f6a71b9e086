"""Certificates: their PDF, credential, verification, revocation and reissue."""

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
from routes.courses.courses import Reason
from routes.system import shop
from web import paging
from web.openapi.field_types import LARGEST_ID, Body, Instant, Line, Message, Reply, problems
from web.server import long_work

bp = APIBlueprint("certificates", __name__, tag="certificates")

# No cache keeps an answer, so a revocation is visible at once.
NO_STORE = {"Cache-Control": "no-store"}
# The main font has all characters before this one. Others load more fonts, which takes memory.
FIRST_UNUSUAL_CHARACTER = "\u0180"
NoStoreResponse = tuple[dict[str, Any], int, dict[str, str]]

PDF: dict[int | str, Any] = {
    200: {
        "description": "A PDF of one A4 page, in the course's language.",
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
            description="The name as the PDF prints it. Characters that the fonts lack are transliterated and emoji "
            "left out; reissue the certificate with a printable name if that is wrong."
        ),
    ]
    course_id: int
    course_title: str
    language: str
    issued_at: Instant
    revoked_at: Instant | None
    reason: Annotated[
        str | None, Field(description="Why it was revoked; visible to its holder, the course's owner and admins.")
    ]
    replaced_by: Annotated[
        str | None, Field(description="The code of the certificate that replaced it; visible to the same users.")
    ]
    url: Annotated[str, Field(description="The page on which anyone can verify it.")]


class CertificateList(paging.CursorPage):
    certificates: list[Certificate]


class CertificateReissue(Body):
    learner_name: Annotated[Line, Field(max_length=150, description="The corrected name.")]
    reason: Annotated[Line, Field(max_length=500, description="The holder is told the reason.")]


class PublicKey(Reply):
    """The public half of a key as a JWK (RFC 7517)."""

    kty: str
    alg: str
    use: str
    kid: Annotated[str, Field(description="The URL of this key.")]
    n: str
    e: str


class PublicKeySet(Reply):
    keys: list[PublicKey]


class Image(Reply):
    id: str
    type: str


class Issuer(Reply):
    """A Profile of Open Badges 3.0; without `image` if the shop has no logo."""

    id: str
    type: list[str]
    name: str
    url: str
    image: Image | None = None


class RevokedCredential(Reply):
    id: str
    revoked: bool


class RevocationList(Reply):
    """A 1EdTechRevocationList."""

    id: str
    issuer: str
    revokedCredentials: list[RevokedCredential]


@bp.get("")
@bp.doc(operation_id="certificates_list")
@bp.input(paging.CursorQuery, location="query")
@bp.output(CertificateList)
@signed_in(scope="courses:read")
def list_certificates(query_data: paging.CursorQuery) -> dict[str, Any]:
    """List your certificates, newest first, with cursor pagination."""
    before = query_data.after_id(LARGEST_ID)
    rows = queries.courses.certificates.page(g.identity.user_id, before, query_data.limit)
    return paging.cursor_page("certificates", [_serialize(row) for row in rows], query_data, paging.by_id)


@bp.get("/keys")
@bp.doc(operation_id="certificates_list_keys")
@bp.output(PublicKeySet)
@public
def list_keys() -> dict[str, Any]:
    """Return the public keys of all credentials ever signed here, as a JWK set."""
    rows = queries.courses.signing_keys.list_public()
    return {"keys": [_key(row["id"], row["public_key"]) for row in rows]}


@bp.get("/keys/<key_id>")
@bp.doc(operation_id="certificates_show_key")
@bp.output(PublicKey)
@public
def show_key(key_id: str) -> dict[str, Any]:
    """Return one public key: the target of a credential's `kid`."""
    return _key(key_id, queries.courses.signing_keys.get(key_id))


@bp.get("/issuer")
@bp.doc(operation_id="certificates_show_issuer")
@bp.output(Issuer)
@public
def show_issuer() -> Response:
    """Return the issuer of the credentials."""
    return jsonify(open_badge.profile(shop.issuer()))


@bp.get("/revoked")
@bp.doc(operation_id="certificates_list_revoked")
@bp.output(RevocationList)
@public
def list_revoked() -> NoStoreResponse:
    """List the revoked credentials: the target of a credential's `credentialStatus`."""
    return open_badge.revocation_list(_public_url(), queries.courses.certificates.list_revoked()), 200, NO_STORE


@bp.get("/<string(minlength=26,maxlength=80):code>")
@bp.doc(operation_id="certificates_show")
@bp.output(Certificate)
@public(scope="courses:read")
def show_certificate(code: str) -> NoStoreResponse:
    """Verify a certificate: is it genuine and still valid?

    Its code of 26 letters and digits may be in lower case and in groups separated by hyphens or spaces.
    """
    return find(code), 200, NO_STORE


@bp.get("/<string(minlength=26,maxlength=80):code>/pdf")
@bp.doc(operation_id="certificates_download_pdf", responses=PDF)
@problems(410)
@signed_in(scope="courses:read")
def download_pdf(code: str) -> Response:
    """Download the certificate as a PDF; for its holder, the course's owner and admins."""
    # Imported on first use: PDFs are rare, and rendering them takes more memory than all other routes.
    from domain.courses import certificate_pdf

    is_admin = g.identity.has_role("admin")
    found = queries.courses.certificates.get_for_export(_parse_code(code), None if is_admin else g.identity.user_id)
    content = long_work.document(
        lambda: certificate_pdf.render(found, shop.issuer(with_logo=True)), certificate_pdf.expected_seconds(found)
    )
    return _file(content, "application/pdf", f"{found.code}.pdf")


@bp.get("/<string(minlength=26,maxlength=80):code>/credential")
@bp.doc(operation_id="certificates_download_credential", responses=CREDENTIAL)
@problems(410)
@public
def download_credential(code: str) -> Response:
    """Download the certificate as a signed Open Badge 3.0 (RS256), which anyone can verify offline.

    It has the learner's name, and their e-mail address as a salted hash.
    """
    found = queries.courses.certificates.get_for_export(_parse_code(code), None)
    key_id, key = queries.courses.signing_keys.get_signing_key(current_app.extensions["cipher"])
    signed = open_badge.sign(found, shop.issuer(), key_id, key)
    return _file(signed.encode(), "text/plain", f"{found.code}.jwt")


@bp.delete("/<string(minlength=26,maxlength=80):code>")
@bp.doc(operation_id="certificates_revoke")
@bp.input(Reason)
@bp.output(Message)
@problems(410)
@signed_in(scope="courses:write")
def revoke_certificate(code: str, json_data: Reason) -> dict[str, Any]:
    """Revoke a certificate for good; for the course's owner and admins.

    The holder gets an e-mail with the reason.
    """
    owner_id = None if g.identity.has_role("admin") else g.identity.user_id
    queries.courses.certificates.revoke(_parse_code(code), owner_id, json_data.reason, by=g.identity.user_id)
    return {"msg": "The certificate is revoked."}


@bp.post("/<string(length=26):code>/reissue")
@bp.doc(operation_id="certificates_reissue")
@bp.input(CertificateReissue)
@bp.output(Certificate, 201)
@problems(410)
@signed_in(scope="courses:write")
def reissue_certificate(code: str, json_data: CertificateReissue) -> Any:
    """Reissue a certificate with a corrected name; for the course's owner and admins.

    The new certificate has its own code and the date of the completion. The old code is revoked, and the holder gets an
    e-mail. `printed_name` shows if the PDF can't print a character of the name.
    """
    owner_id = None if g.identity.has_role("admin") else g.identity.user_id
    name, reason = json_data.learner_name, json_data.reason
    return find(
        queries.courses.certificates.reissue(_parse_code(code), owner_id, name, reason, by=g.identity.user_id)
    ), 201


def find(code: str) -> dict[str, Any]:
    """Return the certificate as the caller may see it, or raise a 404."""
    return _serialize(queries.courses.certificates.get(_parse_code(code)))


def _serialize(row: dict[str, Any]) -> dict[str, Any]:
    user = caller()
    sees_reason = user and (user.user_id in (row["user_id"], row["owner_id"]) or user.has_role("admin"))
    return {
        **row,
        "printed_name": _printable_name(row["learner_name"]),
        "valid": row["revoked_at"] is None,
        "reason": row["reason"] if sees_reason and row["revoked_at"] else None,
        "replaced_by": row["replaced_by"] if sees_reason else None,
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
