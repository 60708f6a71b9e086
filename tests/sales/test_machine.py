"""A random walk through all that moves goods and money in a shop, while app and database are killed.

`make test` takes a short walk; `make storm` takes 10,000 steps and prints the seed, which SEED repeats.
"""

from __future__ import annotations

import os
import random
import signal
from pathlib import Path

import pytest
from shop_machine import Machine

from runtime import embedded_mariadb
from support.app import CHEAP, App, clean_environment, secrets_for_tests, wait_until
from support.database import Server
from support.people import Shop
from support.preloaded import preloaded
from support.shops import mariadbd, open_shop

LONG = bool(os.environ.get("LONG"))
# As many kills of each.
STEPS, KILLS = int(os.environ.get("STEPS", "10000")), 40
OF_MACHINE = {"UNPAID": "pending", "RUN_JOBS": "0", "ACCESS_TOKEN_SECONDS": "86400", "ENV": "test"}


@pytest.mark.slow
def test_a_short_walk_with_a_kill_of_the_app(server: Server, tmp_path: Path) -> None:
    name = f"finenice_machine_{os.getpid()}"
    env = {**server.env, **CHEAP, **secrets_for_tests(), **OF_MACHINE, "DB_NAME": name, "WORKERS": "1"}
    app = App.start(env, tmp_path / "app.log")
    with server.connect(name) as connection:
        shop = Shop(app, connection, name)
        machine = Machine(shop, seed=3)
        for step in range(150):
            machine.step()
            if step == 75:
                machine.kill(lambda: restart(shop))
                machine.compare()
        machine.compare()
        assert machine.steps["sale"] and machine.steps["refund"] and machine.refusals
    assert shop.app.stop() == 0
    with server.connect() as connection, connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE `{name}`")


@pytest.mark.skipif(not LONG, reason="make storm runs it; the other has 150 steps")
@pytest.mark.skipif("TEST_DB_HOST" in os.environ, reason="kills the private server only")
def test_ten_thousand_steps_with_kills_of_app_and_database(tmp_path: Path) -> None:
    seed = int(os.environ.get("SEED", random.randrange(10**9)))
    print(f"SEED={seed}")
    env = {**CHEAP, **secrets_for_tests(), **OF_MACHINE, "DATA_DIR": str(tmp_path), "WORKERS": "2"}
    app = App.start(env, tmp_path / "app.log")
    socket = embedded_mariadb.start(tmp_path)
    shop = open_shop(app, socket)
    machine = Machine(shop, seed)

    def end_database() -> None:
        killed = mariadbd(tmp_path)
        for pid in killed:
            os.kill(pid, signal.SIGKILL)
        wait_until(lambda: not set(killed) & set(mariadbd(tmp_path)))
        shop.database.close()
        shop.database = open_shop(shop.app, socket).database

    for step in range(1, STEPS + 1):
        machine.step()
        if step % (STEPS // KILLS // 2) == 0:
            end = step % (STEPS // KILLS) == 0
            machine.kill(end_database if end else lambda: restart(shop))
            machine.compare()
    print(machine.steps, machine.refusals, sep="\n")
    shop.database.close()
    check = preloaded.run(["-m", "flask", "check"], {**clean_environment(), **env}, timeout=600)
    assert check.returncode == 0, check.stdout
    assert shop.app.stop() == 0


def restart(shop: Shop) -> None:
    """Kill the app and start it again on its port."""
    shop.app.kill()
    shop.app = App.start(shop.app.env, shop.app.log)
