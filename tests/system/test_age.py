"""Encryption in the age format: other programs read it, and what was changed is refused."""

from __future__ import annotations

import io

import pyrage
import pytest

from domain.security.age import CHUNK_BYTES, AgeError, Decryptor, Encryptor, Identity, Keys, Recipient, WrongKey

IDENTITY = Identity.generate()
OTHER = Identity.generate()
PASSPHRASE = "kata sandi yang panjang"
CONTENT = bytes(number % 251 for number in range(2 * CHUNK_BYTES + 5))


def encrypted(content: bytes, passphrase: str | None = None) -> bytes:
    target = io.BytesIO()
    recipients = [] if passphrase else [Recipient.parse(each.recipient()) for each in (OTHER, IDENTITY)]
    encryptor = Encryptor(target, recipients, passphrase)
    for start in range(0, len(content), 50_000):
        encryptor.write(content[start : start + 50_000])
    encryptor.close()
    return target.getvalue()


def decrypted(file: bytes, keys: Keys = Keys((IDENTITY,))) -> bytes:  # noqa: B008
    decryptor = Decryptor(io.BytesIO(file), keys)
    parts = []
    while part := decryptor.read_chunk():
        parts.append(part)
    assert decryptor.read_chunk() == b""
    return b"".join(parts)


@pytest.mark.parametrize("size", [0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 2 * CHUNK_BYTES])
def test_another_implementation_reads_ours_and_we_read_its(size: int) -> None:
    theirs = pyrage.x25519.Identity.from_str(IDENTITY.encode())
    assert str(theirs.to_public()) == IDENTITY.recipient()
    assert Identity.parse(f"# a comment\n{IDENTITY.encode()}\n") == IDENTITY
    assert pyrage.decrypt(encrypted(CONTENT[:size]), [theirs]) == CONTENT[:size]
    assert decrypted(pyrage.encrypt(CONTENT[:size], [theirs.to_public()])) == CONTENT[:size]


def test_a_passphrase_opens_what_it_encrypted_in_both_implementations() -> None:
    file = encrypted(b"isi", PASSPHRASE)
    assert pyrage.passphrase.decrypt(file, PASSPHRASE) == b"isi"
    assert decrypted(file, Keys((), ("kata sandi yang lain", PASSPHRASE))) == b"isi"
    with pytest.raises(WrongKey, match="passphrase"):
        decrypted(file, Keys((IDENTITY,)))


def test_a_changed_or_shortened_file_is_refused() -> None:
    file = encrypted(CONTENT)
    assert decrypted(file) == CONTENT
    start = len(file) - len(CONTENT) - 3 * 16
    sealed = CHUNK_BYTES + 16
    chunks = [file[start : start + sealed], file[start + sealed : start + 2 * sealed], file[start + 2 * sealed :]]
    damaged = [
        *(file[:size] for size in (0, 10, 100, start - 1, start, start + 1, start + sealed, start + 2 * sealed)),
        file[:-1],
        file + b"x",
        file + chunks[2],
        file[:start] + chunks[1] + chunks[0] + chunks[2],
        file[:start] + chunks[0] + chunks[2],
        *(file[:place] + bytes([file[place] ^ 1]) + file[place + 1 :] for place in (*range(0, start, 7), start + 9)),
    ]
    for each in damaged:
        with pytest.raises(AgeError):
            decrypted(each)
    with pytest.raises(WrongKey, match="private key"):
        decrypted(file, Keys((Identity.generate(),), (PASSPHRASE,)))


def test_a_hostile_header_is_refused_before_it_costs_anything() -> None:
    body = "A" * 43
    scrypt = f"-> scrypt {'A' * 22} {{}}\n{body}\n"
    x25519 = f"-> X25519 {body}\n{body}\n"
    mac = f"--- {body}\n"
    headers = [
        "",
        mac,
        "x" * 10_000_000,
        "-> " + "x" * 10_000_000,
        ("-> X25519\n" + f"{'A' * 64}\n" * 100_000),
        "-> grease\n\n" * 1000 + mac,
        scrypt.format(30) + mac,
        scrypt.format(99) + mac,
        scrypt.format("1e9") + mac,
        scrypt.format(2) + x25519 + mac,
        "-> scrypt\n\n" + mac,
        "-> X25519 AAA\n\n" + mac,
        x25519 + "--- AAA\n",
        "-> X25519 " + "=" * 43 + f"\n{body}\n{mac}",
        "-> X25519 \x01\n\n" + mac,
        x25519 + mac,
    ]
    for header in headers:
        file = f"age-encryption.org/v1\n{header}".encode() + bytes(100)
        with pytest.raises(AgeError):
            decrypted(file, Keys((IDENTITY,), (PASSPHRASE,)))
    with pytest.raises(AgeError, match="version"):
        decrypted(encrypted(b"").replace(b"/v1", b"/v2", 1))


def test_a_mistyped_key_is_refused() -> None:
    recipient = IDENTITY.recipient()
    for text in (
        "",
        "age1",
        recipient[:-1],
        recipient[:-1] + ("q" if recipient[-1] != "q" else "p"),
        recipient.upper(),
    ):
        with pytest.raises(ValueError, match=r"age1|mistyped"):
            Recipient.parse(text)
    for text in ("", "# only a comment", IDENTITY.encode().lower(), recipient, IDENTITY.encode()[:-2] + "QQ"):
        with pytest.raises(ValueError, match=r"AGE|age|mistyped"):
            Identity.parse(text)
    assert IDENTITY.encode() not in repr((IDENTITY, Keys((IDENTITY,), (PASSPHRASE,))))
    assert PASSPHRASE not in repr(Keys((), (PASSPHRASE,)))
