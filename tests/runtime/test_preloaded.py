"""Programs that begin with the app's modules behave as those of a plain `python`."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from settings import reference
from settings.reader import OLD_NAMES
from support.app import clean_environment, wait_until
from support.preloaded import ROOT, STARTER, preloaded

# What a program can see of its start.
REPORT = """
import app, gc, json, multiprocessing, os, resource, signal, subprocess, sys, threading, time
print(json.dumps({
    "arguments": sys.argv,
    "path": sys.path,
    "name": [__name__, sys.modules["__main__"].__dict__ is globals()],
    "environment": dict(os.environ),
    "a child's": sorted(os.fsdecode(subprocess.check_output(["env"])).splitlines()),
    "zone": time.tzname,
    "directory": os.getcwd(),
    "leads": [os.getsid(0) == os.getpid(), os.getpgrp() == os.getpid()],
    "input": os.readlink("/proc/self/fd/0"),
    "descriptors": len(os.listdir("/proc/self/fd")),
    "limits": [resource.getrlimit(limit) for limit in (resource.RLIMIT_NOFILE, resource.RLIMIT_AS)],
    "handlers": [str(signal.getsignal(number)) for number in signal.valid_signals()],
    "blocked": list(signal.pthread_sigmask(signal.SIG_BLOCK, ())),
    "threads": [threading.active_count(), len(os.listdir("/proc/self/task"))],
    "collects": gc.isenabled(),
    "forks": [multiprocessing.get_start_method(), multiprocessing.parent_process()],
    "buffered": [sys.stdout.line_buffering, sys.stderr.line_buffering],
    "encodings": [sys.stdout.encoding, sys.getfilesystemencoding()],
    "flags": list(sys.flags),
    "modules": sorted(sys.modules),
}))
"""


def test_a_preloaded_program_sees_what_a_plain_one_sees() -> None:
    env = {**clean_environment(), "SHOP_NAME": "Toko \udcff é", "TZ": "Asia/Jayapura"}
    words = ["-c", REPORT, "one", "two words"]
    plain = subprocess.run(
        [sys.executable, *words], cwd=ROOT, env=env, capture_output=True, stdin=subprocess.DEVNULL, timeout=60,
        check=True, start_new_session=True,
    )  # fmt: skip
    told = preloaded.run(words, env, 60)
    assert told.returncode == 0, told.stderr
    one, other = json.loads(plain.stdout), json.loads(told.stdout)
    # What imports modules here is imported already.
    extra = set(other.pop("modules")) - set(one.pop("modules"))
    assert {name.partition(".")[0] for name in extra} <= {"multiprocessing", "runpy"}
    assert one == other


@pytest.mark.parametrize(
    ("script", "code", "said"),
    [
        ("print('done')", 0, ""),
        ("raise SystemExit(3)", 3, ""),
        ("raise SystemExit('one sentence')", 1, "one sentence\n"),
        ("import os; os.kill(os.getpid(), 9)", -9, ""),
        ("import atexit, os; atexit.register(print, 'later'); print('done')", 0, ""),
        ("{}['missing']", 1, "KeyError: 'missing'\n"),
    ],
)
def test_exit_codes_and_last_words_arrive(script: str, code: int, said: str) -> None:
    told = preloaded.run(["-c", script], clean_environment(), 60)
    assert (told.returncode, told.stderr.endswith(said)) == (code, True), told.stderr
    assert told.stdout == ("done\nlater\n" if "later" in script else "done\n" if "done" in script else "")


def test_a_file_and_a_module_run_as_the_main_one() -> None:
    env = {**clean_environment(), "ENV": "nowhere"}
    for words in (["app.py"], ["-m", "flask", "check"]):
        plain = subprocess.run(
            [sys.executable, *words], cwd=ROOT, env=env, capture_output=True, text=True, timeout=60, check=False
        )
        told = preloaded.run(words, env, 60)
        assert (told.returncode, told.stderr) == (plain.returncode, plain.stderr) and told.returncode == 1


def test_programs_end_with_the_tests(tmp_path: Path) -> None:
    """Also with those that are killed."""
    script = f"""
import os, sys, time
sys.path.insert(0, {str(ROOT / "tests")!r})
from support.preloaded import preloaded
log = open({str(tmp_path / "log")!r}, "wb")
process = preloaded.start(["-c", "import time; time.sleep(600)"], dict(os.environ), log, log)
print(process.pid, flush=True)
time.sleep(600)
"""
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True) as tests:
        assert tests.stdout
        program = int(tests.stdout.readline())
        (starter,) = Path(f"/proc/{tests.pid}/task/{tests.pid}/children").read_text().split()
        assert os.fsencode(STARTER) in Path(f"/proc/{starter}/cmdline").read_bytes()
        tests.send_signal(signal.SIGKILL)
    wait_until(lambda: not Path(f"/proc/{program}").exists() and not Path(f"/proc/{starter}").exists())


def test_no_module_reads_a_setting_while_it_is_imported() -> None:
    """A preloaded program has its settings only afterwards."""
    script = """
import os
asked = set()
class Recording(type(os.environ)):
    def __getitem__(self, name):
        asked.add(name)
        return super().__getitem__(name)
os.environ.__class__ = Recording
import app
print(*sorted(asked), sep="\\n")
"""
    words = [sys.executable, "-c", script]
    ended = subprocess.run(
        words, cwd=ROOT, env=clean_environment(), capture_output=True, text=True, timeout=60, check=True
    )
    asked = set(ended.stdout.splitlines())
    assert "PYDANTIC_DISABLE_PLUGINS" in asked
    assert not asked & (reference.collect().defaults.keys() | OLD_NAMES.keys() | set(OLD_NAMES.values()))
