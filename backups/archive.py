"""The archive: a tar file, compressed (zstd) and encrypted (age), written and read as a stream.

Its members, in this order, which a reader enforces:

- `manifest.json`: what the archive holds;
- `secrets.json`: the secrets of the shop, only in an encrypted archive;
- `rows/TABLE/000001.jsonl` ...: the rows of each table in the order of its primary key, a JSON array a line;
- `files/uploads/...`, `files/course-files/...`;
- `summary.json`: the number of rows and files, and their SHA-256. An archive without it is not complete.

`age -d -i KEY FILE | zstd -d | tar x` unpacks it without this program.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Annotated, Any, NamedTuple, TypeVar

import orjson
from backports import zstd
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from domain.media.course_file_store import CourseFileStore
from domain.media.image_store import ImageStore
from domain.security.age import AgeError, Decryptor, Encryptor, Keys, is_age

FORMAT = 1
MANIFEST, SECRETS, SUMMARY = "manifest.json", "secrets.json", "summary.json"
BLOCK = 512
READ_BYTES = 256 * 1024
# A member has about a megabyte of rows at most; a reader accepts what one large row may need.
ROWS_BYTES = 1024 * 1024
MOST_ROWS_BYTES = 64 * 1024 * 1024
MOST_DOCUMENT_BYTES = 1024 * 1024
# Level 3 needs a window of 2 MB. A larger one would only serve to use up the reader's memory.
LEVEL, LARGEST_WINDOW_LOG = 3, 23
# The directories below DATA_DIR, with the names of their files.
STORES = {"uploads": ImageStore.name_pattern, "course-files": CourseFileStore.name_pattern}
NAME = "^[a-z][a-z0-9_]{0,63}$"
SIZE = re.compile(rb"[0-7]{11}")
ROWS_NAME = re.compile(r"rows/([a-z][a-z0-9_]{0,63})/([0-9]{6,9})\.jsonl")

T = TypeVar("T", bound=BaseModel)


class ArchiveError(Exception):
    """The archive can't be read: it is incomplete, was changed, or is no archive. The message says which."""


class _Document(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Table(_Document):
    """A table: its columns in the order of the values, those in base64, and the next AUTO_INCREMENT value."""

    name: Annotated[str, Field(pattern=NAME)]
    columns: Annotated[list[Annotated[str, Field(pattern=NAME)]], Field(min_length=1, max_length=500)]
    binary: list[str]
    auto_increment: Annotated[int, Field(ge=1, lt=2**63)] | None


class Position(_Document):
    """A position in the binary log of the server."""

    file: Annotated[str, Field(max_length=512)]
    position: Annotated[int, Field(ge=0)]
    # Whether it is that of the snapshot itself, or one shortly before it.
    exact: bool


class Fingerprints(_Document):
    """What identifies secrets and reveals none."""

    jwt_secret_key: str
    api_key_salt: list[str]
    encryption_keys: list[str]


class AuditHead(_Document):
    number: Annotated[int, Field(ge=0)]
    link: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


class Manifest(_Document):
    """What the archive holds."""

    format: int
    id: Annotated[str, Field(pattern="^[0-9a-f]{32}$")]
    created_at: str
    server: str
    # The number and the name of the newest step in migrations/.
    schema_version: Annotated[int, Field(ge=1)]
    schema_name: str
    tables: Annotated[list[Table], Field(max_length=1000)]
    audit_head: AuditHead
    fingerprints: Fingerprints
    binary_log: Position | None


class Secrets(_Document):
    """The secrets as settings hold them."""

    JWT_SECRET_KEY: str = Field(repr=False)
    API_KEY_SALT: str = Field(repr=False)
    ENCRYPTION_KEYS: str = Field(repr=False)


class RowsSummary(_Document):
    rows: int
    # Over all lines.
    sha256: str


class FilesSummary(_Document):
    files: int
    bytes: int
    # Over name, size and content of each, separated by zero bytes.
    sha256: str


class Summary(_Document):
    """What a complete archive has held."""

    tables: dict[str, RowsSummary]
    files: FilesSummary


class Rows(NamedTuple):
    """Some rows of a table, in order."""

    table: Table
    values: list[list[Any]]


class File(NamedTuple):
    """A file: its path below DATA_DIR, and its content, which must be read before the next part."""

    path: str
    size: int
    content: Iterator[bytes]


class _Tally:
    """Counts and hashes what passes."""

    def __init__(self) -> None:
        self.rows: dict[str, int] = {}
        self.hashes: dict[str, Any] = {}
        self.files = self.bytes = 0
        self.files_hash = hashlib.sha256()

    def add_rows(self, table: str, count: int, lines: bytes) -> None:
        self.rows[table] = self.rows.get(table, 0) + count
        self.hashes.setdefault(table, hashlib.sha256()).update(lines)

    def start_file(self, path: str, size: int) -> None:
        self.files += 1
        self.bytes += size
        self.files_hash.update(f"{path}\0{size}\0".encode())

    def summary(self, tables: Sequence[Table]) -> Summary:
        empty = hashlib.sha256()
        return Summary(
            tables={
                table.name: RowsSummary(
                    rows=self.rows.get(table.name, 0), sha256=self.hashes.get(table.name, empty).hexdigest()
                )
                for table in tables
            },
            files=FilesSummary(files=self.files, bytes=self.bytes, sha256=self.files_hash.hexdigest()),
        )


class Writer:
    """Writes an archive to a stream, encrypted if there is an `encryptor`. Only `finish` completes it."""

    def __init__(self, target: IO[bytes], encryptor: Encryptor | None, manifest: Manifest) -> None:
        self._encryptor = encryptor
        self._target = encryptor or target
        self._compressor = zstd.ZstdCompressor(level=LEVEL)
        self._manifest = manifest
        self._tally = _Tally()
        self._numbers: dict[str, int] = {}
        self._add(MANIFEST, manifest.model_dump_json(indent=1).encode())

    def add_secrets(self, secrets: Secrets) -> None:
        """Add the secrets, before anything else."""
        if self._encryptor is None:
            raise ValueError("secrets belong into encrypted archives only")
        self._add(SECRETS, secrets.model_dump_json(indent=1).encode())

    def add_rows(self, table: str, lines: Sequence[bytes]) -> None:
        """Add rows of a table, each a JSON array that ends with a newline."""
        size, start = 0, 0
        for end, line in enumerate(lines, 1):
            size += len(line)
            if size >= ROWS_BYTES or end == len(lines):
                self._numbers[table] = number = self._numbers.get(table, 0) + 1
                content = b"".join(lines[start:end])
                self._tally.add_rows(table, end - start, content)
                self._add(f"rows/{table}/{number:06}.jsonl", content)
                size, start = 0, end

    def add_file(self, path: str, size: int, file: IO[bytes]) -> None:
        """Add a file of a store; `path` is below DATA_DIR."""
        self._tally.start_file(path, size)
        self._write(_header(f"files/{path}", size))
        left = size
        while left:
            part = file.read(min(left, READ_BYTES))
            if not part:
                raise ArchiveError(f"{path} became shorter while it was read")
            self._tally.files_hash.update(part)
            self._write(part)
            left -= len(part)
        self._tally.files_hash.update(b"\0")
        self._write(bytes(-size % BLOCK))

    def finish(self) -> Summary:
        """Complete the archive. Its target stays open."""
        summary = self._tally.summary(self._manifest.tables)
        self._add(SUMMARY, summary.model_dump_json(indent=1).encode())
        self._write(bytes(2 * BLOCK))
        self._target.write(self._compressor.flush())
        if self._encryptor is not None:
            self._encryptor.close()
        return summary

    def _add(self, name: str, content: bytes) -> None:
        self._write(_header(name, len(content)))
        self._write(content + bytes(-len(content) % BLOCK))

    def _write(self, data: bytes) -> None:
        if compressed := self._compressor.compress(data):
            self._target.write(compressed)


class Reader:
    """Reads an archive. Every method raises ArchiveError, or WrongKey, where it can't be read.

    `secrets` is None in an archive that is not encrypted. `summary` is set once `parts` has ended: then the archive is
    complete, and everything in it is as it was written.
    """

    summary: Summary | None = None

    def __init__(self, source: IO[bytes], keys: Keys) -> None:
        self._stream = _Stream(source, keys)
        name, size = self._next()
        if name != MANIFEST:
            raise ArchiveError("it does not start with a manifest")
        content = self._read(size, MOST_DOCUMENT_BYTES)
        try:
            found = orjson.loads(content).get("format")
        except (orjson.JSONDecodeError, AttributeError):
            raise ArchiveError("its manifest is malformed") from None
        if found != FORMAT:
            raise ArchiveError("it has a format that this release does not know; restore it with a newer one")
        self.manifest = _parse(Manifest, content)
        self._ahead: tuple[str, int] | None = self._next()
        self.secrets: Secrets | None = None
        if self._ahead[0] == SECRETS:
            self.secrets = _parse(Secrets, self._read(self._ahead[1], MOST_DOCUMENT_BYTES))
            self._ahead = None

    def parts(self) -> Iterator[Rows | File]:
        """Yield all rows and then all files, once, and check the end."""
        tally = _Tally()
        tables = {table.name: (place, table) for place, table in enumerate(self.manifest.tables)}
        place, number, previous = 0, 0, ""
        while True:
            name, size = self._ahead or self._next()
            self._ahead = None
            if name == SUMMARY:
                break
            if match := ROWS_NAME.fullmatch(name):
                if match[1] not in tables or previous or tables[match[1]][0] < place:
                    raise ArchiveError(f"{name} is not at its place")
                number = number + 1 if tables[match[1]][0] == place else 1
                place, table = tables[match[1]]
                if int(match[2]) != number:
                    raise ArchiveError(f"{name} is not at its place")
                content = self._read(size, MOST_ROWS_BYTES)
                values = _rows(table, content)
                tally.add_rows(table.name, len(values), content)
                yield Rows(table, values)
            else:
                path = name.removeprefix("files/")
                store, _, rest = path.partition("/")
                pattern = STORES.get(store)
                if path == name or pattern is None or not pattern.fullmatch(rest):
                    raise ArchiveError("it holds a file with a name that no backup writes")
                previous = path
                tally.start_file(path, size)
                content_parts = self._content(size, tally)
                yield File(path, size, content_parts)
                for _ in content_parts:
                    pass
                tally.files_hash.update(b"\0")
        summary = _parse(Summary, self._read(size, MOST_DOCUMENT_BYTES))
        if summary != tally.summary(self.manifest.tables):
            raise ArchiveError("its content is not what its summary says")
        self._stream.finish()
        self.summary = summary

    def _next(self) -> tuple[str, int]:
        """Return the name and the size of the next member."""
        block = self._stream.read(BLOCK)
        name, size = block[:100].rstrip(b"\0").decode("ascii", "replace"), block[124:135]
        # Nothing but what `_header` writes: no links, no extended headers, no other notations of a size.
        if not SIZE.fullmatch(size) or not name.isascii() or _header(name, int(size, 8)) != block:
            raise ArchiveError("it ends before its summary, or holds something else than files")
        return name, int(size, 8)

    def _read(self, size: int, most: int) -> bytes:
        if size > most:
            raise ArchiveError("a part of it is too large")
        content = self._stream.read(size)
        self._stream.read(-size % BLOCK)
        return content

    def _content(self, size: int, tally: _Tally) -> Iterator[bytes]:
        left = size
        while left:
            part = self._stream.read(min(left, READ_BYTES))
            tally.files_hash.update(part)
            left -= len(part)
            yield part
        self._stream.read(-size % BLOCK)


class _Stream:
    """The decrypted and decompressed bytes, with bounded memory."""

    def __init__(self, source: IO[bytes], keys: Keys) -> None:
        start = source.read(32)
        source.seek(0)
        self._decryptor = Decryptor(source, keys) if is_age(start) else None
        self._source = source
        options: dict[int, int] = {zstd.DecompressionParameter.window_log_max: LARGEST_WINDOW_LOG}
        self._decompressor = zstd.ZstdDecompressor(options=options)
        self._buffer, self._start = b"", 0

    def read(self, size: int) -> bytes:
        """Return exactly so many bytes."""
        parts: list[bytes] = []
        while size:
            part = self._buffer[self._start : self._start + size]
            self._start += len(part)
            size -= len(part)
            parts.append(part)
            if size:
                self._buffer, self._start = self._more(), 0
        return b"".join(parts)

    def finish(self) -> None:
        """Check that nothing but the end follows."""
        if self.read(2 * BLOCK) != bytes(2 * BLOCK):
            raise ArchiveError("something follows its summary")
        # The frame's own end, and that of the encryption.
        rest = self._buffer[self._start :]
        while not rest and not self._decompressor.eof:
            rest = self._more()
        if rest or self._decompressor.unused_data or self._next_chunk():
            raise ArchiveError("something follows its end")

    def _more(self) -> bytes:
        if self._decompressor.eof:
            raise ArchiveError("it is cut off")
        chunk = b""
        if self._decompressor.needs_input and not (chunk := self._next_chunk()):
            raise ArchiveError("it is cut off")
        try:
            return self._decompressor.decompress(chunk, READ_BYTES)
        except zstd.ZstdError:
            raise ArchiveError("it is no archive of a backup, or was changed") from None

    def _next_chunk(self) -> bytes:
        if self._decryptor is None:
            return self._source.read(READ_BYTES)
        try:
            return self._decryptor.read_chunk()
        except AgeError as error:
            raise ArchiveError(str(error)) from None


def verify(path: Path, keys: Keys) -> Reader:
    """Read the whole archive. Return its reader, whose `summary` is set, or raise ArchiveError or AgeError."""
    with path.open("rb") as source:
        reader = Reader(source, keys)
        for _ in reader.parts():
            pass
    return reader


def _header(name: str, size: int) -> bytes:
    """Return the header of a member in the ustar format (POSIX.1-1988): mode 0600, no owner, no time."""
    if len(name) > 100 or size >= 8**11:
        raise ArchiveError(f"{name} is too large for an archive")
    fields = [name.encode().ljust(100, b"\0"), b"0000600\0", b"0000000\0" * 2, b"%011o\0" % size, b"00000000000\0"]
    kind = b"0" + bytes(100) + b"ustar\x0000"
    before = b"".join(fields)
    total = sum(before) + sum(kind) + 8 * ord(" ")
    return (before + b"%06o\0 " % total + kind).ljust(BLOCK, b"\0")


def _parse(model: type[T], content: bytes) -> T:
    try:
        return model.model_validate_json(content)
    except ValidationError:
        raise ArchiveError("its description is malformed") from None


def _rows(table: Table, content: bytes) -> list[list[Any]]:
    """Parse lines of JSON, each an array with a plain value for every column."""
    try:
        rows = [orjson.loads(line) for line in content.splitlines()]
    except orjson.JSONDecodeError:
        rows = []
    width = len(table.columns)
    plain = all(
        isinstance(row, list)
        and len(row) == width
        and all(value is None or type(value) in (int, float, str) for value in row)
        for row in rows
    )
    if not rows or not plain or not content.endswith(b"\n"):
        raise ArchiveError(f"rows of {table.name} are malformed")
    return rows
