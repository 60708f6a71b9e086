"""Files in the age v1 format (https://age-encryption.org/v1), which the `age` command decrypts as well.

A random file key encrypts the content in chunks of 64 KiB (ChaCha20-Poly1305). The header wraps it for X25519
recipients or a passphrase. Each chunk is authenticated with its place, and the last one is marked, so a changed,
reordered or shortened file is refused.
"""

from __future__ import annotations

import base64
import binascii
import hmac
import re
import secrets
from collections.abc import Sequence
from typing import IO, NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

VERSION = b"age-encryption.org/v1"
X25519, SCRYPT = b"age-encryption.org/v1/X25519", b"age-encryption.org/v1/scrypt"
CHUNK_BYTES = 64 * 1024
TAG_BYTES = 16
ZEROS = bytes(12)
# The base-two logarithm of scrypt's work: 128 MB and half a second. The `age` command writes 18, which takes 256 MB.
WORK_FACTOR = 17
MOST_WORK = 18
MOST_HEADER_BYTES = 16 * 1024
MOST_STANZAS = 64
BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
POLYNOMIAL = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)


class AgeError(Exception):
    """The file can't be decrypted: it is not an age file, was changed or cut off, or is for another key."""


class WrongKey(AgeError):
    """No identity or passphrase opens the file."""


class Recipient(NamedTuple):
    """A public key, `age1...`."""

    key: bytes

    @classmethod
    def parse(cls, text: str) -> Recipient:
        """Return the recipient, or raise ValueError."""
        return cls(_bech32_decode("age", text))


class Identity(NamedTuple):
    """A private key, `AGE-SECRET-KEY-1...`."""

    key: bytes

    def __repr__(self) -> str:
        return "Identity()"

    @classmethod
    def parse(cls, text: str) -> Identity:
        """Return the first key of an identity file, whose other lines are comments, or raise ValueError."""
        lines = [line.strip() for line in text.splitlines()]
        found = [line for line in lines if line and not line.startswith("#")]
        if not found or found[0] != found[0].upper():
            raise ValueError("no AGE-SECRET-KEY-1...")
        return cls(_bech32_decode("age-secret-key-", found[0].lower()))

    @classmethod
    def generate(cls) -> Identity:
        """Return a new private key."""
        return cls(secrets.token_bytes(32))

    def encode(self) -> str:
        """Return the private key as text."""
        return _bech32_encode("age-secret-key-", self.key).upper()

    def recipient(self) -> str:
        """Return the public key as text."""
        return _bech32_encode("age", X25519PrivateKey.from_private_bytes(self.key).public_key().public_bytes_raw())


class Keys(NamedTuple):
    """What decrypts files: identities, and passphrases. Both may be empty."""

    identities: tuple[Identity, ...] = ()
    passphrases: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return "Keys()"


class _Stanza(NamedTuple):
    arguments: list[str]
    body: bytes


class Encryptor:
    """A writable stream that encrypts to recipients, or to a passphrase. Only `close` completes the file."""

    def __init__(self, target: IO[bytes], recipients: Sequence[Recipient], passphrase: str | None = None) -> None:
        if bool(recipients) == bool(passphrase):
            raise ValueError("either recipients or a passphrase")
        file_key = secrets.token_bytes(16)
        stanzas = [_wrap_passphrase(file_key, passphrase)] if passphrase else []
        stanzas += [_wrap_x25519(file_key, recipient) for recipient in recipients]
        header = VERSION + b"\n" + b"".join(map(_format_stanza, stanzas)) + b"---"
        nonce = secrets.token_bytes(16)
        target.write(header + b" " + _encode(_header_mac(file_key, header)) + b"\n" + nonce)
        self._target = target
        self._cipher = ChaCha20Poly1305(_hkdf(file_key, nonce, b"payload"))
        self._buffer = bytearray()
        self._number = 0

    def write(self, data: bytes | bytearray | memoryview) -> int:
        """Encrypt the data."""
        self._buffer += data
        # The last chunk, which is marked, is not empty: as long as there may be more, one chunk waits.
        while len(self._buffer) > CHUNK_BYTES:
            self._write_chunk(bytes(self._buffer[:CHUNK_BYTES]), last=False)
            del self._buffer[:CHUNK_BYTES]
        return len(data)

    def close(self) -> None:
        """Write the last chunk. The target stays open."""
        self._write_chunk(bytes(self._buffer), last=True)
        self._buffer.clear()

    def _write_chunk(self, chunk: bytes, last: bool) -> None:
        self._target.write(self._cipher.encrypt(_chunk_nonce(self._number, last), chunk, None))
        self._number += 1


class Decryptor:
    """A readable stream of the decrypted content. Raises AgeError where the file is not as it was written."""

    def __init__(self, source: IO[bytes], keys: Keys) -> None:
        header, stanzas, mac = _read_header(source)
        file_key = _unwrap(stanzas, keys)
        if not hmac.compare_digest(_header_mac(file_key, header), mac):
            raise AgeError("the header was changed")
        nonce = _read_exactly(source, 16)
        self._source = source
        self._cipher = ChaCha20Poly1305(_hkdf(file_key, nonce, b"payload"))
        self._number = 0
        self._ahead = source.read(CHUNK_BYTES + TAG_BYTES)

    def read_chunk(self) -> bytes:
        """Return the next 64 KiB or the rest, and b"" behind the marked end."""
        sealed, self._ahead = self._ahead, b""
        if not sealed:
            if self._number == 0:
                raise AgeError("the file ends too early")
            return b""
        if len(sealed) == CHUNK_BYTES + TAG_BYTES:
            self._ahead = self._source.read(CHUNK_BYTES + TAG_BYTES)
        last = not self._ahead
        try:
            chunk = self._cipher.decrypt(_chunk_nonce(self._number, last), sealed, None)
        except InvalidTag:
            raise AgeError("the file was changed or cut off") from None
        if not chunk and self._number:
            raise AgeError("the file has an empty chunk")
        self._number += 1
        return chunk


def is_age(start: bytes) -> bool:
    """Tell whether a file that starts so is an age file."""
    return start.startswith(b"age-encryption.org/")


def _chunk_nonce(number: int, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])


def _wrap_x25519(file_key: bytes, recipient: Recipient) -> _Stanza:
    ephemeral = X25519PrivateKey.generate()
    share = ephemeral.public_key().public_bytes_raw()
    shared = ephemeral.exchange(X25519PublicKey.from_public_bytes(recipient.key))
    key = _hkdf(shared, share + recipient.key, X25519)
    body = ChaCha20Poly1305(key).encrypt(ZEROS, file_key, None)
    return _Stanza(["X25519", _encode(share).decode()], body)


def _wrap_passphrase(file_key: bytes, passphrase: str) -> _Stanza:
    salt = secrets.token_bytes(16)
    key = _scrypt(passphrase, salt, WORK_FACTOR)
    body = ChaCha20Poly1305(key).encrypt(ZEROS, file_key, None)
    return _Stanza(["scrypt", _encode(salt).decode(), str(WORK_FACTOR)], body)


def _unwrap(stanzas: list[_Stanza], keys: Keys) -> bytes:
    """Return the file key, or raise WrongKey."""
    kinds = [stanza.arguments[0] for stanza in stanzas]
    if "scrypt" in kinds and len(kinds) > 1:
        raise AgeError("a passphrase stands beside other recipients")
    for stanza in stanzas:
        if stanza.arguments[0] == "scrypt":
            found = _unwrap_passphrase(stanza, keys.passphrases)
        elif stanza.arguments[0] == "X25519":
            found = _unwrap_x25519(stanza, keys.identities)
        else:
            continue
        if found is not None:
            return found
    wanted = "the passphrase" if kinds == ["scrypt"] else "the private key of a recipient"
    raise WrongKey(f"it opens only with {wanted}")


def _unwrap_x25519(stanza: _Stanza, identities: Sequence[Identity]) -> bytes | None:
    if len(stanza.arguments) != 2 or len(share := _decode(stanza.arguments[1])) != 32 or len(stanza.body) != 32:
        raise AgeError("a recipient is malformed")
    for identity in identities:
        private = X25519PrivateKey.from_private_bytes(identity.key)
        try:
            shared = private.exchange(X25519PublicKey.from_public_bytes(share))
        except ValueError:
            raise AgeError("a recipient is malformed") from None
        key = _hkdf(shared, share + private.public_key().public_bytes_raw(), X25519)
        if (file_key := _open(key, stanza.body)) is not None:
            return file_key
    return None


def _unwrap_passphrase(stanza: _Stanza, passphrases: Sequence[str]) -> bytes | None:
    arguments = stanza.arguments
    if len(arguments) != 3 or len(salt := _decode(arguments[1])) != 16 or len(stanza.body) != 32:
        raise AgeError("the passphrase's header is malformed")
    if not re.fullmatch("[1-9][0-9]?", arguments[2]) or int(arguments[2]) > MOST_WORK:
        raise AgeError(f"it asks for more scrypt work than 2^{MOST_WORK}")
    keys = (_scrypt(passphrase, salt, int(arguments[2])) for passphrase in passphrases)
    return next((file_key for key in keys if (file_key := _open(key, stanza.body)) is not None), None)


def _open(key: bytes, body: bytes) -> bytes | None:
    try:
        return ChaCha20Poly1305(key).decrypt(ZEROS, body, None)
    except InvalidTag:
        return None


def _read_header(source: IO[bytes]) -> tuple[bytes, list[_Stanza], bytes]:
    """Return the header up to `---`, its stanzas, and its MAC."""
    lines = _Lines(source)
    if lines.next() != VERSION:
        raise AgeError("it is not an age file of version 1")
    stanzas: list[_Stanza] = []
    while (line := lines.next()).startswith(b"-> "):
        arguments = line[3:].decode("ascii", "replace").split(" ")
        if len(stanzas) == MOST_STANZAS or not all(re.fullmatch(r"[!-~]+", each) for each in arguments):
            raise AgeError("the header is malformed")
        body = b""
        while len(part := lines.next()) == 64:
            body += part
        stanzas.append(_Stanza(arguments, _decode((body + part).decode("ascii", "replace"))))
    if not stanzas or not line.startswith(b"--- ") or len(mac := _decode(line[4:].decode("ascii", "replace"))) != 32:
        raise AgeError("the header is malformed")
    return lines.read[: -len(line) - 1] + b"---", stanzas, mac


class _Lines:
    """The lines of a header, which is bounded."""

    def __init__(self, source: IO[bytes]) -> None:
        self._source = source
        self.read = b""

    def next(self) -> bytes:
        line = self._source.readline(MOST_HEADER_BYTES - len(self.read))
        self.read += line
        if not line.endswith(b"\n"):
            raise AgeError("the header is cut off or too long")
        return line[:-1]


def _read_exactly(source: IO[bytes], size: int) -> bytes:
    data = source.read(size)
    if len(data) != size:
        raise AgeError("the file ends too early")
    return data


def _format_stanza(stanza: _Stanza) -> bytes:
    text = _encode(stanza.body)
    lines = [text[start : start + 64] for start in range(0, len(text) + 1, 64)]
    return b"-> " + " ".join(stanza.arguments).encode() + b"\n" + b"\n".join(lines) + b"\n"


def _header_mac(file_key: bytes, header: bytes) -> bytes:
    return hmac.digest(_hkdf(file_key, b"", b"header"), header, "sha256")


def _hkdf(secret: bytes, salt: bytes, info: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt or None, info).derive(secret)


def _scrypt(passphrase: str, salt: bytes, work: int) -> bytes:
    return Scrypt(SCRYPT + salt, 32, 2**work, 8, 1).derive(passphrase.encode())


def _encode(data: bytes) -> bytes:
    """Encode as base64 without padding."""
    return base64.b64encode(data).rstrip(b"=")


def _decode(text: str) -> bytes:
    """Decode canonical base64 without padding."""
    try:
        data = base64.b64decode(text + "=" * (-len(text) % 4), validate=True)
    except (binascii.Error, ValueError):
        raise AgeError("the header is malformed") from None
    if _encode(data).decode() != text:
        raise AgeError("the header is malformed")
    return data


def _bech32_encode(prefix: str, data: bytes) -> str:
    words = _regroup(data, 8, 5, pad=True)
    check = _checksum(prefix, [*words, *[0] * 6]) ^ 1
    return prefix + "1" + "".join(BECH32[word] for word in [*words, *(check >> 5 * (5 - i) & 31 for i in range(6))])


def _bech32_decode(prefix: str, text: str) -> bytes:
    """Return the 32 bytes of a key (BIP 173), or raise ValueError."""
    found, _, rest = text.strip().rpartition("1")
    if found != prefix or len(rest) != 58 or not set(rest) <= set(BECH32):
        raise ValueError(f"no {prefix}1...")
    words = [BECH32.index(mark) for mark in rest]
    if _checksum(prefix, words) != 1:
        raise ValueError("mistyped")
    return bytes(_regroup(words[:-6], 5, 8, pad=False))


def _checksum(prefix: str, words: Sequence[int]) -> int:
    check = 1
    for word in [*(ord(mark) >> 5 for mark in prefix), 0, *(ord(mark) & 31 for mark in prefix), *words]:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ word
        for bit, part in enumerate(POLYNOMIAL):
            check ^= part if top >> bit & 1 else 0
    return check


def _regroup(values: Sequence[int], size: int, wanted: int, pad: bool) -> list[int]:
    """Regroup the bits of values of `size` bits into values of `wanted` bits."""
    bits = "".join(f"{value:0{size}b}" for value in values)
    if not pad:
        if "1" in bits[len(bits) // wanted * wanted :]:
            raise ValueError("mistyped")
        bits = bits[: len(bits) // wanted * wanted]
    return [int(bits[start : start + wanted].ljust(wanted, "0"), 2) for start in range(0, len(bits), wanted)]
