"""Every call of a parser is measured by test_worst_inputs, and no parser with known faults is used."""

from __future__ import annotations

import ast

from test_worst_inputs import PARSERS

from support.app import ROOT
from support.sources import SOURCES

# Functions that may be slow on hostile text. Each use is measured in PARSERS, or reads our own text.
SUSPECTS = {
    "csv.reader", "json.loads", "json.JSONDecoder", "orjson.loads", "urlsplit", "urlparse", "parse_qs", "parse_qsl",
    "unicodedata.normalize", "base64.b64decode", "base64.urlsafe_b64decode", "nh3.Cleaner", "nh3.clean", "MarkdownIt",
    "Image.open", "jwt.decode", "unescape", "html.unescape", "ip_address", "anyascii", "Canvas", "literal_eval",
    "tomllib.loads", "pickle.loads", "xml.etree", "zipfile.ZipFile", "tarfile.open", "int.from_bytes", "TypeAdapter",
    "parseaddr", "message_from_bytes", "message_from_string", "codecs.getincrementaldecoder", "Fernet",
    "CalamineWorkbook.from_filelike",
}  # fmt: skip
OURS = "rows, files and records that we have written ourselves"
MEASURED = {
    "domain/analytics/daily_series.py": OURS,
    "domain/analytics/reading/json_records.py": "analysis",
    "domain/analytics/reading/sniffing.py": "analysis",
    "domain/analytics/reading/tables.py": "analysis",
    "web/agents/calls.py": OURS,
    "web/authentication/tokens.py": "token",
    "cli.py": "the operator's own words",
    "domain/security/passwords.py": "password to be hashed",
    "domain/security/encryption.py": OURS,
    "routes/system/frontend.py": OURS,
    "routes/compat/failures.py": OURS,
    "routes/compat/pintar.py": OURS,
    "domain/courses/text_layout.py": "name on a certificate",
    "domain/courses/certificate_pdf.py": "lines of a certificate",
    "domain/receipts/escpos.py": "lines of a receipt",
    "domain/receipts/pdf.py": "lines of a receipt",
    "demo/courses/__init__.py": OURS,
    "web/authentication/password_hasher.py": "the operator's own settings",
    "domain/imports/csv_files.py": "import",
    "domain/commerce/variants.py": OURS,
    "domain/imports/text_cells.py": "HTML in an import",
    "domain/imports/workbook_parts.py": "a process with limits of the kernel: tests/catalogue/test_workbook_limits.py",
    "domain/imports/workbooks.py": "a process with limits of the kernel: tests/catalogue/test_workbook_limits.py",
    "mail/fintrackit.py": "the answer of the mail service, of at most 64 KB",
    "domain/courses/publishing.py": OURS,
    "domain/courses/quizzes.py": "quiz answer",
    "domain/courses/markdown.py": "Markdown",
    "domain/media/containers.py": "parts of a picture",
    "domain/media/decoder_process.py": "a process with a deadline: tests/catalogue/test_image_decoder_limits.py",
    "domain/security/normal_form.py": "prose",
    "actor.py": "forwarded address",
    "queries/courses/attempts.py": OURS,
    "queries/system/audit.py": OURS,
    "queries/courses/authoring/draft_contents.py": OURS,
    "queries/courses/authoring/drafts.py": OURS,
    "queries/courses/signing_keys.py": OURS,
    "queries/sales/demand.py": OURS,
    "queries/catalogue/product_imports.py": OURS,
    "queries/system/jobs.py": OURS,
    "queries/system/emails.py": OURS,
    "queries/system/backups/table_copies.py": OURS,
    "backups/archive.py": "parts of an archive, each of at most 64 MB and decrypted: tests/system/test_archives.py",
    "domain/security/age.py": "a header of at most 16 KB: tests/system/test_age.py",
    "queries/sales/checkout.py": OURS,
    "queries/sales/incoming/accounts.py": OURS,
    "queries/sales/incoming/asking.py": OURS,
    "queries/sales/incoming/notices.py": OURS,
    "queries/sales/incoming/requests.py": OURS,
    "routes/sales/incoming/payment_notices.py": OURS,
    "runtime/payment_play.py": OURS,
    "jobs/payment_providers.py": OURS,
    "domain/payments/providers/base.py": "notice of a payment",
    "queries/courses/versions.py": OURS,
    "queries/catalogue/search_index.py": "search",
    "routes/analysis/file_analysis.py": OURS,
    "queries/sales/sync/items.py": OURS,
    "routes/sales/reports.py": OURS,
    "routes/sales/sync.py": OURS,
    "runtime/database_startup.py": "the operator's own settings",
    "settings/parsing.py": "the operator's own settings",
    "settings/reader.py": "the operator's own settings",
    "domain/events/receivers.py": "URL of a webhook",
    "domain/events/signatures.py": OURS,
    "jobs/webhook_calls.py": "URL of a webhook",
    "queries/events/feed.py": OURS,
    "queries/events/webhooks.py": OURS,
    "web/json_body.py": "JSON body",
    "web/error_pages.py": OURS,
    "web/openapi/guide.py": OURS,
    "web/idempotency.py": "JSON body",
    "web/openapi/schema_names.py": OURS,
    "web/paging.py": "cursor",
    "web/server/proxies.py": "forwarded address",
    "web/uploads.py": "file name",
    "web/rate_limits/sliding_windows.py": OURS,
    "analysis_pool/process.py": OURS,
    "analysis_pool/client.py": OURS,
    "analysis_pool/supervisor.py": OURS,
}
# Parsers of CPython that are quadratic before 3.11.14 (html.parser, CVE-2025-6069), 3.11.10 (http.cookies,
# CVE-2024-7592), or had such faults again and again. No input may reach them, so nothing imports them.
FORBIDDEN = {
    "html.parser", "http.cookies", "http.cookiejar", "xml", "plistlib", "tarfile", "zipfile", "email.parser",
    "email.feedparser", "email._header_value_parser", "cgi", "pickle", "marshal", "shelve", "ast", "locale", "nntplib",
}  # fmt: skip
# It reads bounded parts of a workbook, in a process with limits of time and memory.
EXCEPTED = "domain/imports/workbook_parts.py: zipfile"


def suspects() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and (name := ast.unparse(node.func)) in SUSPECTS:
                found.setdefault(str(path.relative_to(ROOT)), set()).add(name)
    return found


def test_every_use_of_a_parser_is_measured() -> None:
    found = suspects()
    assert sorted(found.keys() - MEASURED.keys()) == [], "add a parser to PARSERS, and its file to MEASURED"
    assert sorted(MEASURED.keys() - found.keys()) == [], "these call no parser any more"
    told = {how for how in MEASURED.values() if how not in PARSERS and how != OURS}
    assert all(" " in how for how in told)


def test_no_python_parser_with_known_faults_is_imported() -> None:
    found = []
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text())):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
            found += [
                f"{path.relative_to(ROOT)}: {name}"
                for name in names
                if any(name == bad or name.startswith(bad + ".") for bad in FORBIDDEN)
            ]
    assert found == [EXCEPTED]
