"""Benchmark of an import of 100,000 products against LOAD DATA of the same rows: python -m bench.imports [rows].

The file has prices in five styles, descriptions of ten words and a barcode on every third row. LOAD DATA goes into an
empty table of the same shape and indexes, from a file with plain numbers as prices; it writes neither ledger nor
barcodes, validates nothing and is one transaction. Both run in the same server, one after the other, in three rounds.
"""

from __future__ import annotations

import csv
import http.client
import itertools
import os
import random
import sys
import time
from contextlib import closing, suppress
from pathlib import Path
from statistics import median
from typing import Any

import mysql.connector
import orjson

from bench.tools.shop import PROC, STAFF_PASSWORD, Shop, cpu_seconds, temporary_shop
from runtime import embedded_mariadb

MAX_SECONDS = 600
ROUNDS = 3
SECONDS_TARGET = 20
MEMORY_TARGET_MB = 150
WORDS = 8_000
HEADER = ["sku", "nama", "harga", "stok", "deskripsi", "kategori", "barcode"]


def write_files(directory: Path, rows: int) -> tuple[Path, Path]:
    """Write the merchant's file, and the same rows for LOAD DATA."""
    dice = random.Random(1)
    syllables = [consonant + vowel for consonant in "bcdfghjklmnprstw" for vowel in "aeiou"]
    words = ["".join(dice.choices(syllables, k=dice.randint(2, 4))) for _ in range(WORDS)]
    # Few words are common and many are rare, as in a language.
    weights = list(itertools.accumulate(1 / (rank + 3) ** 0.85 for rank in range(WORDS)))
    merchant_file, plain_file = directory / "produk.csv", directory / "plain.csv"
    with merchant_file.open("w", newline="") as one, plain_file.open("w", newline="") as other:
        write, write_plain = csv.writer(one).writerow, csv.writer(other).writerow
        write(HEADER)
        for number in range(1, rows + 1):
            found = dice.choices(words, cum_weights=weights, k=15)
            price = dice.randint(2, 2_000) * 500
            dotted = f"{price:,}".replace(",", ".")
            style = (str(price), dotted, f"Rp {dotted}", f"{dotted},00", f"{price}.0")[number % 5]
            name, text = " ".join(found[:5]).title(), " ".join(found[5:]) + "."
            stock, code = dice.randint(0, 50), f"899{number:010}" if number % 3 == 0 else ""
            write([f"SKU-{number:07}", name, style, stock, text, f"Kategori {number % 30}", code])
            write_plain([f"SKU-{number:07}", name, price, stock, text])
    return merchant_file, plain_file


class Run:
    """One import over HTTP, from the call to its end."""

    def __init__(self, shop: Shop, database: Any, token: str, file: Path) -> None:
        self.shop, self.database, self.token = shop, database, token
        server = shop.server()
        before = cpu_seconds(server)
        started = time.perf_counter()
        report = self.send(file)
        self.call = time.perf_counter() - started
        self.memory_mb, self.runner_cpu = 0.0, 0.0
        while report["state"] in ("queued", "running"):
            self.look_at_worker(report["id"])
            time.sleep(0.05)
            report = shop.call("GET", f"/api/imports/{report['id']}", token=token)
        self.whole = time.perf_counter() - started
        self.counts = report["counts"]
        self.server_cpu = cpu_seconds(server) - before
        (self.job,) = self.ask(
            "SELECT TIMESTAMPDIFF(MICROSECOND, started_at, finished_at) / 1000000 FROM jobs ORDER BY id DESC LIMIT 1"
        )

    def send(self, file: Path) -> Any:
        mark = b"----finenice-bench"
        body = b'--%s\r\nContent-Disposition: form-data; name="file"; filename="produk.csv"\r\n\r\n%s\r\n--%s--\r\n' % (
            mark, file.read_bytes(), mark,
        )  # fmt: skip
        headers = {
            "Content-Type": f"multipart/form-data; boundary={mark.decode()}",
            "Authorization": f"Bearer {self.token}",
        }
        with closing(http.client.HTTPConnection("127.0.0.1", self.shop.port, timeout=120)) as connection:
            connection.request("POST", "/api/products/import-csv", body, headers)
            answer = connection.getresponse()
            content = answer.read()
        if answer.status != 202:
            raise RuntimeError(f"{answer.status} {content.decode()}")
        return orjson.loads(content)

    def look_at_worker(self, import_id: int) -> None:
        (worker,) = self.ask(
            f"SELECT j.worker FROM jobs j JOIN imports i ON i.job_id = j.id WHERE i.id = {import_id}"
        ) or (None,)
        pid = (worker or "").partition("-")[0]
        if pid.isdigit():
            with suppress(OSError):
                for line in (PROC / pid / "status").read_text().splitlines():
                    if line.startswith("VmHWM:"):
                        self.memory_mb = max(self.memory_mb, int(line.split()[1]) / 1024)
                self.runner_cpu = cpu_seconds([int(pid)])

    def ask(self, sql: str) -> Any:
        with self.database.cursor() as cursor:
            cursor.execute(sql)
            return cursor.fetchone()


def load_data(database: Any, plain_file: Path) -> float:
    """Return the seconds of LOAD DATA into an empty table like products."""
    with database.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS bare")
        cursor.execute("CREATE TABLE bare LIKE products")
        started = time.perf_counter()
        cursor.execute(
            f"""
            LOAD DATA LOCAL INFILE '{plain_file}' INTO TABLE bare CHARACTER SET utf8mb4
            FIELDS TERMINATED BY ',' OPTIONALLY ENCLOSED BY '"' LINES TERMINATED BY '\\r\\n'
            (sku, name, price, stock, description) SET seller_id = 1
            """
        )
        cursor.execute("COMMIT")
        seconds = time.perf_counter() - started
        cursor.execute("SELECT COUNT(*) FROM bare")
        print(f"  LOAD DATA            {seconds:6.1f} s for {cursor.fetchone()[0]:,} rows")
        cursor.execute("DROP TABLE bare")
    return seconds


def empty(database: Any) -> None:
    with database.cursor() as cursor:
        cursor.execute("SET foreign_key_checks = 0")
        for table in ("import_failures", "product_barcodes", "product_words", "stock_ledger", "products"):
            cursor.execute(f"TRUNCATE TABLE {table}")
        cursor.execute("SET foreign_key_checks = 1")


def main(rows: int) -> None:
    with temporary_shop(MAX_SECONDS) as shop:
        shop.start()
        merchant_file, plain_file = write_files(shop.data_dir, rows)
        database = mysql.connector.connect(
            unix_socket=str(embedded_mariadb.start(shop.data_dir)), user="root", database="finenice", autocommit=True,
            allow_local_infile=True, collation="utf8mb4_unicode_ci",
        )  # fmt: skip
        with database.cursor() as cursor:
            cursor.execute("SET GLOBAL local_infile = 1")
        token = shop.sign_in("seller", STAFF_PASSWORD)
        print(f"{rows:,} rows, {merchant_file.stat().st_size / 2**20:.1f} MB; load average {os.getloadavg()[0]:.1f}")
        firsts, agains, loads = [], [], []
        for number in range(ROUNDS):
            print(f"round {number + 1}")
            empty(database)
            for name, found in (("import", firsts), ("the same file again", agains)):
                run = Run(shop, database, token, merchant_file)
                found.append(run)
                print(
                    f"  {name:20} {run.whole:6.1f} s from the call to the end (call {run.call:.1f}, job {run.job:.1f}),"
                    f" worker {run.memory_mb:.0f} MB and {run.runner_cpu:.1f} s CPU, server {run.server_cpu:.1f} s CPU,"
                    f" {run.counts}"
                )
            loads.append(load_data(database, plain_file))
        seconds, memory = median(run.whole for run in firsts), max(run.memory_mb for run in firsts)
        for what, value, unit, target in (
            ("import, call to end", seconds, "s", SECONDS_TARGET),
            ("worker's peak", memory, "MB", MEMORY_TARGET_MB),
        ):
            verdict = "met" if value <= target else "missed"
            print(f"{what:28} {value:6.1f} {unit:3} target {target} {unit}: {verdict}")
        print(f"{'ratio to LOAD DATA':28} {seconds / median(loads):6.1f}")
        print(f"load average {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
