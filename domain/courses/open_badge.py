"""Certificates as Open Badges 3.0: Verifiable Credentials 2.0, signed as JWT.

https://www.imsglobal.org/spec/ob/v3p0/, section 8.2 (JSON Web Token Proof Format), and
https://www.imsglobal.org/spec/vcrl/v1p0/ for the revocation list.
"""

from __future__ import annotations

import hashlib
from datetime import UTC
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

from domain.courses import Content
from domain.courses.certificate import Certificate, Issuer

CONTEXT = [
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
    # Defines the types of the status and of the schema.
    "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json",
]
SCHEMA = {
    "id": "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json",
    "type": "1EdTechJsonSchemaValidator2019",
}
TEXTS = {
    "id": {
        "description": "Kursus {title}.",
        "criteria": "Selesaikan semua materi wajib kursus ini:",
        "mastery": "nilai paling sedikit {score}%",
    },
    "en": {
        "description": "The course {title}.",
        "criteria": "Complete all required contents of this course:",
        "mastery": "a score of at least {score}%",
    },
}


def api_url(public_url: str) -> str:
    """Return the URL of the certificates API."""
    return f"{public_url}/api/certificates"


def key_url(public_url: str, key_id: str) -> str:
    """Return the URL of a public key: the `kid` of what it signs."""
    return f"{api_url(public_url)}/keys/{key_id}"


def issuer_id(public_url: str) -> str:
    """Return the URL of the issuer's profile."""
    return f"{api_url(public_url)}/issuer"


def profile(issuer: Issuer) -> dict[str, Any]:
    """Return the issuer as a Profile."""
    profile = {"id": issuer_id(issuer.url), "type": ["Profile"], "name": issuer.name, "url": issuer.url}
    return profile | ({"image": {"id": issuer.logo_url, "type": "Image"}} if issuer.logo_url else {})


def revocation_list(public_url: str, codes: list[str]) -> dict[str, Any]:
    """Return the revoked credentials as a 1EdTechRevocationList, without the reasons, which are private."""
    return {
        "id": f"{api_url(public_url)}/revoked",
        "issuer": issuer_id(public_url),
        "revokedCredentials": [{"id": f"{public_url}/certificates/{code}", "revoked": True} for code in codes],
    }


def credential(certificate: Certificate, issuer: Issuer) -> dict[str, Any]:
    """Return the unsigned OpenBadgeCredential."""
    public_url = issuer.url
    url, title = certificate.url(public_url), certificate.course_title
    described = certificate.course_summary or TEXTS[certificate.language]["description"].format(title=title)
    return {
        "@context": CONTEXT,
        "id": url,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": title,
        "issuer": profile(issuer),
        "validFrom": certificate.issued_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "credentialSubject": {
            "id": f"{url}#learner",
            "type": ["AchievementSubject"],
            "identifier": _identifiers(certificate),
            "achievement": {
                "id": f"{public_url}/api/courses/{certificate.version.course_id}",
                "type": ["Achievement"],
                "achievementType": "Course",
                "inLanguage": certificate.language,
                "name": title,
                "description": described,
                "criteria": {"narrative": _criteria(certificate)},
                "version": str(certificate.version.number),
            },
        },
        "credentialStatus": {"id": f"{api_url(public_url)}/revoked", "type": "1EdTechRevocationList"},
        "credentialSchema": [SCHEMA],
    }


def sign(certificate: Certificate, issuer: Issuer, key_id: str, key: RSAPrivateKey) -> str:
    """Return the credential as a compact JWS. The same certificate, issuer and key give the same bytes."""
    content = credential(certificate, issuer)
    issued = int(certificate.issued_at.replace(tzinfo=UTC).timestamp())
    claims = {
        "iss": content["issuer"]["id"],
        "jti": content["id"],
        "sub": content["credentialSubject"]["id"],
        "nbf": issued,
        "iat": issued,
    }
    return jwt.encode(content | claims, key, "RS256", {"kid": key_url(issuer.url, key_id)})


def _identifiers(certificate: Certificate) -> list[dict[str, Any]]:
    """Return the learner's name, and a salted hash that confirms a known e-mail address."""
    identifiers: list[dict[str, Any]] = [
        {
            "type": "IdentityObject",
            "identityType": "name",
            "hashed": False,
            "identityHash": certificate.learner_name,
        }
    ]
    if certificate.learner_email is not None:
        digest = hashlib.sha256((certificate.learner_email + certificate.code).encode()).hexdigest()
        identifiers.append(
            {
                "type": "IdentityObject",
                "identityType": "emailAddress",
                "hashed": True,
                "identityHash": f"sha256${digest}",
                "salt": certificate.code,
            }
        )
    return identifiers


def _criteria(certificate: Certificate) -> str:
    """Return the requirements of the course as Markdown."""
    texts = TEXTS[certificate.language]

    def line(content: Content) -> str:
        has_mastery_score = content.move_on in ("Passed", "CompletedAndPassed") and content.mastery_score is not None
        rule = f" ({texts['mastery'].format(score=content.mastery_score)})" if has_mastery_score else ""
        return f"- {content.title}{rule}"

    counting = [content for content in certificate.version.contents if content.is_mandatory]
    return "\n".join([texts["criteria"], "", *map(line, counting)])
