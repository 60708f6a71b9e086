"""Archives of backups as files: names and retention, and hostile archives."""

from __future__ import annotations

import io
import tarfile
import tracemalloc
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import orjson
import pytest
from backports import zstd

from backups import retention
from backups.archive import ArchiveError, Manifest, Reader, Rows, Secrets, Table, Writer
from domain.commerce.days import JAKARTA
from domain.security.age import Encryptor, Identity, Keys, Recipient

IDENTITY = Identity.generate()
KEYS = Keys((IDENTITY,))
UPLOAD = f"uploads/ab/ab{'0' * 62}-480.webp"
COURSE_FILE = f"course-files/cd/cd{'1' * 62}"
LINES = [b'[1,"Kopi","AAE="]\n', b"[2,null,null]\n"]
MANIFEST = Manifest(
    format=1,
    id="0" * 32,
    created_at="2026-11-30T00:00:00+00:00",
    server="10.11",
    schema_version=19,
    schema_name="0018_backups",
    tables=[
        Table(name="goods", columns=["id", "name", "code"], binary=["code"], auto_increment=3),
        Table(name="sales", columns=["id"], binary=[], auto_increment=None),
    ],
    audit_head={"number": 0, "link": "0" * 64},  # type: ignore[arg-type]
    fingerprints={"jwt_secret_key": "", "api_key_salt": [], "encryption_keys": []},  # type: ignore[arg-type]
    binary_log=None,
)


def archive(encrypt: bool = True) -> bytes:
    target = io.BytesIO()
    encryptor = Encryptor(target, [Recipient.parse(IDENTITY.recipient())]) if encrypt else None
    writer = Writer(target, encryptor, MANIFEST)
    if encrypt:
        writer.add_secrets(Secrets(JWT_SECRET_KEY="a", API_KEY_SALT="b", ENCRYPTION_KEYS=""))
    writer.add_rows("goods", LINES)
    writer.add_rows("sales", [b"[%d]\n" % number for number in range(5)])
    writer.add_file(UPLOAD, 5, io.BytesIO(b"WebP!"))
    writer.add_file(COURSE_FILE, 0, io.BytesIO())
    writer.finish()
    return target.getvalue()


def read(file: bytes) -> list[Any]:
    reader = Reader(io.BytesIO(file), KEYS)
    found: list[Any] = []
    for part in reader.parts():
        found.append(part.values if isinstance(part, Rows) else (part.path, b"".join(part.content)))
    assert reader.summary is not None
    return found


def members(file: bytes) -> list[tuple[str, bytes]]:
    with tarfile.open(fileobj=io.BytesIO(zstd.decompress(file))) as opened:
        return [(each.name, opened.extractfile(each).read()) for each in opened]  # type: ignore[union-attr]


def tar_block(name: str, content: bytes, kind: bytes = tarfile.REGTYPE, size: int | None = None) -> bytes:
    """Return a member as Python's own tar module writes it, with the mode and the empty owner of ours."""
    member = tarfile.TarInfo(name)
    member.mode, member.type = 0o600, kind
    member.size = len(content) if size is None else size
    member.linkname = "/etc/passwd" if kind == tarfile.SYMTYPE else ""
    # GNU's format would write sizes beyond 8 GB as binary numbers.
    return member.tobuf(tarfile.GNU_FORMAT if member.size >= 8**11 else tarfile.USTAR_FORMAT)


def rebuilt(parts: list[tuple[str, bytes]], kind: bytes = tarfile.REGTYPE, size: int | None = None) -> bytes:
    """Return an archive of these members, the last but one of this kind and of a pretended size."""
    blocks = []
    for place, (name, content) in enumerate(parts):
        last = place == len(parts) - 2
        header = tar_block(name, content, kind, size) if last else tar_block(name, content)
        blocks += [header, content, bytes(-len(content) % 512)]
    return zstd.compress(b"".join(blocks) + bytes(1024))


def test_what_was_written_is_read() -> None:
    expected = [
        [[1, "Kopi", "AAE="], [2, None, None]],
        [[number] for number in range(5)],
        (UPLOAD, b"WebP!"),
        (COURSE_FILE, b""),
    ]
    assert read(archive()) == expected
    assert read(archive(encrypt=False)) == expected
    with pytest.raises(ValueError, match="encrypted"):
        Writer(io.BytesIO(), None, MANIFEST).add_secrets(
            Secrets(JWT_SECRET_KEY="a", API_KEY_SALT="b", ENCRYPTION_KEYS="")
        )
    # tar and zstd alone read it as well.
    assert [name for name, _ in members(archive(encrypt=False))] == [
        "manifest.json",
        "rows/goods/000001.jsonl",
        "rows/sales/000001.jsonl",
        f"files/{UPLOAD}",
        f"files/{COURSE_FILE}",
        "summary.json",
    ]


def test_an_archive_that_is_cut_off_anywhere_is_refused() -> None:
    plain = archive(encrypt=False)
    for size in range(0, len(plain), 7):
        with pytest.raises(ArchiveError):
            read(plain[:size])
    raw = zstd.decompress(plain)
    # The end of the tar is missing, or something stands behind it.
    for content in (*(raw[:size] for size in range(0, len(raw), 512)), raw + bytes(512), raw + b"x" * 512):
        with pytest.raises(ArchiveError):
            read(zstd.compress(content))
    with pytest.raises(ArchiveError):
        read(plain + b"x")
    with pytest.raises(ArchiveError):
        read(plain + plain)


MANIFEST_AT, GOODS_AT, SALES_AT, UPLOAD_AT, FILE_AT, SUMMARY_AT = range(6)
Change = Callable[[list[tuple[str, bytes]]], Any]


def replaced(place: int, content: bytes) -> Change:
    return lambda parts: parts.__setitem__(place, (parts[place][0], content))


def renamed(name: str, place: int = UPLOAD_AT) -> Change:
    return lambda parts: parts.__setitem__(place, (name, parts[place][1]))


@pytest.mark.parametrize(
    "change",
    [
        renamed("/etc/cron.d/x"),
        renamed("files/../../etc/passwd"),
        renamed("files/uploads/../../../etc/passwd"),
        renamed(f"files/uploads/ab/../ab/ab{'0' * 62}-480.webp"),
        renamed(f"files/uploads/ac/ab{'0' * 62}-480.webp"),
        renamed("files/secrets/jwt_secret_key"),
        renamed("rows/goods/000001.jsonl"),
        renamed("rows/users/000001.jsonl", GOODS_AT),
        renamed("rows/goods/000002.jsonl", GOODS_AT),
        renamed("secrets.json", SALES_AT),
        lambda parts: parts.insert(1, parts[SALES_AT]),
        lambda parts: parts.pop(GOODS_AT),
        lambda parts: parts.pop(SUMMARY_AT),
        lambda parts: parts.pop(MANIFEST_AT),
        lambda parts: parts.append(parts[UPLOAD_AT]),
        replaced(GOODS_AT, b'[1,"Teh","AAE="]\n[2,null,null]\n'),
        replaced(GOODS_AT, b"[1]\n"),
        replaced(GOODS_AT, b'[1,{"a":1},null]\n'),
        replaced(GOODS_AT, b"[1,true,null]\n"),
        replaced(GOODS_AT, b"[1,NaN,null]\n"),
        replaced(GOODS_AT, b"[" * 100_000 + b"\n"),
        replaced(GOODS_AT, b'[1,"",null]'),
        replaced(GOODS_AT, b""),
        replaced(SUMMARY_AT, b"{}"),
        replaced(MANIFEST_AT, b"[]"),
        replaced(MANIFEST_AT, b'{"format":2}'),
        replaced(MANIFEST_AT, MANIFEST.model_dump_json().replace('"goods"', '"`; DROP TABLE x"').encode()),
        replaced(MANIFEST_AT, MANIFEST.model_dump_json().replace('"format":1', '"format":1,"more":1').encode()),
    ],
)
def test_an_archive_with_other_content_is_refused(change: Change) -> None:
    parts = members(archive(encrypt=False))
    assert read(rebuilt(parts))
    change(parts)
    with pytest.raises(ArchiveError):
        read(rebuilt(parts))


@pytest.mark.parametrize(
    ("kind", "size"),
    [
        (tarfile.SYMTYPE, 0),
        (tarfile.LNKTYPE, 0),
        (tarfile.DIRTYPE, 0),
        (tarfile.FIFOTYPE, 0),
        (tarfile.GNUTYPE_LONGNAME, 2**40),
        (tarfile.XHDTYPE, 2**40),
        (tarfile.REGTYPE, 2**62),
    ],
)
def test_links_devices_and_pretended_sizes_are_refused(kind: bytes, size: int) -> None:
    with pytest.raises(ArchiveError):
        read(rebuilt(members(archive(encrypt=False)), kind, size))


def test_a_decompression_bomb_costs_little_memory() -> None:
    manifest = members(archive(encrypt=False))[:1]
    bomb = zstd.ZstdCompressor(level=3)
    head = zstd.decompress(rebuilt([*manifest, *manifest]))[: 512 + 512 * -(-len(manifest[0][1]) // 512)]
    parts = [bomb.compress(head + tar_block("rows/goods/000001.jsonl", b"", size=2**32))]
    parts += [bomb.compress(bytes(2**20)) for _ in range(256)]
    file = b"".join([*parts, bomb.flush()])
    assert len(file) < 100_000
    tracemalloc.start()
    with pytest.raises(ArchiveError, match="too large"):
        read(file)
    # A window of 128 MB would have to be held in memory.
    wide = zstd.ZstdCompressor(options={zstd.CompressionParameter.window_log: 27})
    with pytest.raises(ArchiveError, match="no archive of a backup"):
        read(wide.compress(zstd.decompress(archive(encrypt=False))) + wide.flush())
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 8 * 2**20


def test_names_are_kept_for_days_weeks_and_months() -> None:
    now = datetime(2026, 11, 30, 19, 30, tzinfo=UTC)
    names = [retention.new_name(now - timedelta(hours=12 * half), encrypted=half % 2 == 0) for half in range(800)]
    assert retention.newest_first([*reversed(names), "finenice-x.tar.zst", ".finenice-1.draft"]) == names
    expired = retention.expired(names, (7, 4, 12), now)
    kept = [name for name in names if name not in expired]
    days = [moment.astimezone(JAKARTA).date() for name in kept if (moment := retention.moment(name))]
    assert kept[0] == names[0] and len(kept) == len(days) <= 7 + 4 + 12 + 1
    assert [(days[0] - day).days for day in days[:7]] == list(range(7))
    assert (days[0] - days[-1]).days > 300
    # What is kept today is kept tomorrow until it is older, and no day's newest is lost before its time.
    assert retention.expired(kept, (7, 4, 12), now) == []
    assert retention.expired(names, (0, 0, 0), now) == names[2:]
    assert retention.expired(names[:1], (0, 0, 0), now + timedelta(days=400)) == []


def test_rows_are_lines_of_json_that_other_programs_read() -> None:
    content = dict(members(archive(encrypt=False)))["rows/goods/000001.jsonl"]
    assert [orjson.loads(line) for line in content.splitlines()] == [[1, "Kopi", "AAE="], [2, None, None]]
