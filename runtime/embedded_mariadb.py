"""The embedded database: a MariaDB server under DATA_DIR, shared by all programs that use it.

`start()` creates and starts the server if needed. No program has to stop it: three locks track its users, and the
kernel releases them when a process ends, even by kill -9.

- `users.lock` is held shared by every process that uses the server, including forked workers.
- `start.lock` is held by the process that is creating or starting the server.
- `watchdog.lock` is held by the watchdog and its server. The watchdog is a small process that restarts the server when
  it dies, and waits for `users.lock` exclusively: once it has that lock, the server has no users, so it stops the
  server and ends. A program that starts meanwhile waits for `users.lock`.

All files are in DATA_DIR/database. Only its owner may enter it, so root needs no password.
"""

from __future__ import annotations

import _thread
import contextlib
import fcntl
import os
import signal
import stat
import sys
import time
from collections.abc import Iterator
from pathlib import Path

# The watchdog lives as long as the server, so modules that it does not need are imported locally.

START_SECONDS = 60.0
POLL_SECONDS = 0.02
STOP_SECONDS = 30.0
STABLE_SECONDS = 5.0
# A server that has not answered by then may lack space on its disk.
FULL_SECONDS = 3.0
# The longest pause before a server that has ended is started again.
LONGEST_PAUSE = 2.0
# With less space on its disk, a server may fail to start only for that reason.
LEAST_FREE_BYTES = 64 * 1024 * 1024
LONGEST_SOCKET = 100
SERVER_DIRS = ("/usr/sbin", "/usr/local/sbin", "/usr/libexec")
PROJECT_VAR = Path(__file__).resolve().parents[1] / "var"
OPTIONS = (
    "--innodb-flush-log-at-trx-commit=1",
    "--innodb-doublewrite=1",
    "--innodb-log-file-size=128M",
    "--aria-pagecache-buffer-size=2M",
    "--key-buffer-size=64K",
    "--table-open-cache=400",
    "--performance-schema=off",
    "--max-connections=200",
    "--character-set-server=utf8mb4",
    "--collation-server=utf8mb4_unicode_ci",
    "--skip-name-resolve",
    "--skip-log-bin",
    "--log-warnings=1",
)

_held: dict[Path, int] = {}


class EmbeddedError(Exception):
    """The embedded database can't be used. The message says why and what to do."""


def start(data_dir: Path, memory_mb: int = 128) -> Path:
    """Start the server if needed and return its socket. This process counts as a user until it ends.

    `memory_mb` is the buffer pool of a server that is started now. Calling this again is allowed at any time, and
    restarts a server that does not answer.
    """
    if sys.platform != "linux":
        raise EmbeddedError("The embedded database needs Linux; name a MySQL server in DB_HOST.")
    try:
        return _start(_private((data_dir / "database").resolve()), data_dir.resolve(), memory_mb)
    except OSError as error:
        raise EmbeddedError(f"{error.filename or data_dir} can't be used: {error.strerror}.") from error


def _start(home: Path, data_dir: Path, memory_mb: int) -> Path:
    deadline = time.monotonic() + START_SECONDS
    first_use = home not in _held
    if first_use:
        users = _lock(home / "users.lock", fcntl.LOCK_SH, deadline)
        if _held.setdefault(home, users) != users:
            os.close(users)
    try:
        with _locked(home / "start.lock", fcntl.LOCK_EX, deadline) as starter:
            return _ensure(data_dir, home, starter, memory_mb)
    except BaseException:
        if first_use and home in _held:
            os.close(_held.pop(home))
        raise


def is_watched(data_dir: Path) -> bool:
    """Tell whether the watchdog of the server, or the server itself, is alive."""
    return _is_watched((data_dir / "database").resolve())


def release() -> None:
    """End this process's use of the server, which stops after its last user.

    Close all connections first. The end of the process has the same effect.
    """
    while _held:
        # Closed but not unlocked: a forked process may still use the server.
        os.close(_held.popitem()[1])


def find_server(data_dir: Path) -> Path | None:
    """Return the system's mariadbd, or the one that scripts/install-mariadb.sh has unpacked, or None."""
    import shutil

    path = os.pathsep.join([os.environ.get("PATH") or os.defpath, *SERVER_DIRS])
    found = shutil.which("mariadbd", path=path)
    for place in (data_dir, PROJECT_VAR):
        found = found or shutil.which(place / "mariadb/usr/sbin/mariadbd")
    return Path(found).resolve() if found else None


def _private(directory: Path) -> Path:
    """Create the directory and allow only this user to enter it."""
    try:
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = directory.lstat()
        if found.st_uid == os.geteuid() and stat.S_ISDIR(found.st_mode):
            directory.chmod(0o700)
            return directory
    except OSError as error:
        raise EmbeddedError(f"{directory} can't be used: {error.strerror}.") from error
    raise EmbeddedError(f"{directory} does not belong to this user; choose another DATA_DIR.")


def _socket_path(home: Path) -> Path:
    """Return the path of the socket, which is in /tmp if it would be too long otherwise."""
    path = home / "mariadb.sock"
    if len(os.fsencode(path)) <= LONGEST_SOCKET:
        return path
    import hashlib

    # Not in TMPDIR, which may differ between two users of one server.
    digest = hashlib.sha256(os.fsencode(home)).hexdigest()[:16]
    return Path(f"/tmp/finenice-{digest}") / path.name  # noqa: S108


def _lock(path: Path, kind: int, deadline: float) -> int:
    """Wait for a lock on the file and return the descriptor that holds it."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    while True:
        try:
            fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
            return descriptor
        except BlockingIOError:
            if time.monotonic() > deadline:
                os.close(descriptor)
                message = f"The database is still being started or stopped: {path} is locked."
                raise EmbeddedError(message) from None
            time.sleep(POLL_SECONDS)


@contextlib.contextmanager
def _locked(path: Path, kind: int, deadline: float) -> Iterator[int]:
    """Hold a lock on the file in the block."""
    descriptor = _lock(path, kind, deadline)
    try:
        yield descriptor
    finally:
        # Closing is not enough: a process forked by another thread has a copy.
        fcntl.flock(descriptor, fcntl.LOCK_UN)
        os.close(descriptor)


def _is_watched(home: Path) -> bool:
    """Tell whether a watchdog or its server is alive."""
    try:
        with _locked(home / "watchdog.lock", fcntl.LOCK_SH, deadline=0):
            return False
    except EmbeddedError:
        return True


def _answers(socket_path: Path) -> bool:
    """Tell whether the server sends the greeting of the MySQL protocol: packet 0, version 10."""
    import socket

    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(2)
        try:
            connection.connect(str(socket_path))
            return connection.recv(5)[3:] == b"\x00\x0a"
        except OSError:
            return False


def _ensure(data_dir: Path, home: Path, starter: int, memory_mb: int) -> Path:
    """Start a watchdog unless there is one, and return the socket once the server answers."""
    socket_path = _socket_path(home)
    launched = False
    deadline = time.monotonic() + START_SECONDS
    while True:
        _private(socket_path.parent)
        if _is_watched(home):
            if _answers(socket_path):
                return socket_path
            if launched and time.monotonic() > deadline - START_SECONDS + FULL_SECONDS and _is_disk_full(home):
                raise EmbeddedError(_disk_full(data_dir))
            if time.monotonic() > deadline:
                raise EmbeddedError(f"MariaDB does not answer. {_log_tail(home)}")
        elif launched:
            raise EmbeddedError(f"MariaDB does not start. {_log_tail(home)}")
        else:
            try:
                command = _server_command(data_dir, home, socket_path, starter, memory_mb)
            except EmbeddedError:
                if _has_space(str(home)):
                    raise
                raise EmbeddedError(_disk_full(data_dir)) from None
            # MariaDB does not start on a socket that another process still listens on.
            socket_path.unlink(missing_ok=True)
            _start_watchdog(home, socket_path, command)
            launched = True
            deadline = time.monotonic() + START_SECONDS
        time.sleep(POLL_SECONDS)


def _is_disk_full(home: Path) -> bool:
    """Tell whether a server that does not answer lacks space: it has ended, or can't even write its log."""
    if _has_space(str(home)):
        return False
    return not os.statvfs(home).f_bavail or any(
        mark in _log_tail(home) for mark in ("No space left", "The server ended")
    )


def _disk_full(data_dir: Path) -> str:
    megabytes = LEAST_FREE_BYTES >> 20
    return f"The disk of DATA_DIR ({data_dir}) is full: MariaDB does not start. Make {megabytes} MB free there."


def _server_command(data_dir: Path, home: Path, socket_path: Path, starter: int, memory_mb: int) -> list[str]:
    """Return the command of the server, after creating the database if there is none."""
    server = find_server(data_dir)
    if server is None:
        raise EmbeddedError(
            "No MariaDB server was found. Run scripts/install-mariadb.sh, or install mariadb-server,"
            " or name a MySQL server in DB_HOST."
        )
    base = server.parent.parent
    prefix: list[str] = []
    if base != Path("/usr"):
        # The libraries of an unpacked server are beside it.
        libraries = [*base.glob("lib/*-linux-gnu*"), *base.parent.glob("lib/*-linux-gnu*")]
        prefix = ["/usr/bin/env", "LD_LIBRARY_PATH=" + ":".join(map(str, libraries))]
    options = [*OPTIONS, f"--innodb-buffer-pool-size={memory_mb}M"]
    if os.geteuid() == 0:
        options.append("--user=root")
    # A starting server removes all temporary tables in this directory, even those of another server.
    temporary = _private(home / "tmp")
    if not (home / "data").exists():
        _create_data(home, prefix, base, options, starter)
    paths = [f"--basedir={base}", f"--datadir={home}/data", f"--tmpdir={temporary}"]
    listen = [f"--socket={socket_path}", "--skip-networking"]
    return [*prefix, str(server), "--no-defaults", *paths, *listen, *options]


def _create_data(home: Path, prefix: list[str], base: Path, options: list[str], lock: int) -> None:
    """Create an empty database in a draft directory, and rename it when it is complete."""
    import shutil
    import subprocess

    draft = home / "data.new"
    shutil.rmtree(draft, ignore_errors=True)
    script = base / "bin/mariadb-install-db"
    # The script does not quote, so its paths are relative. With --rpm it neither resolves host names nor gives files
    # of a system-wide MariaDB to root.
    paths = ["--basedir=" + os.path.relpath(base, home), "--datadir=./data.new"]
    rules = ["--rpm", "--auth-root-authentication-method=normal", "--skip-test-db"]
    try:
        subprocess.run(  # noqa: S603
            [*prefix, str(script), "--no-defaults", *paths, *rules, *options],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            cwd=home,
            env={**os.environ, "TMPDIR": str(home / "tmp")},
            # The script inherits the lock, so that no second one runs if this process is killed.
            pass_fds=[lock],
            check=True,
        )
    except OSError as error:
        raise EmbeddedError(f"{script} can't be run: {error.strerror}.") from error
    except subprocess.CalledProcessError as error:
        output = error.stdout.decode(errors="replace").splitlines()
        raise EmbeddedError("\n".join(["The database can't be created:", *output[:10]])) from error
    draft.rename(home / "data")


def _start_watchdog(home: Path, socket_path: Path, command: list[str]) -> None:
    """Start a watchdog and return once it holds its lock; the server is still starting then."""
    import subprocess

    program = Path(__file__).resolve()
    log = home / "mariadb.log"
    if log.exists():
        log.replace(home / "mariadb.log.old")
    with log.open("ab") as output:
        subprocess.run(  # noqa: S603
            [sys.executable, "-ISW", "ignore", program, "watch", home, socket_path.parent],
            # Not as arguments, so that a search for mariadbd processes finds the server only.
            input=b"\0".join(map(os.fsencode, command)),
            stdout=output,
            stderr=output,
            cwd="/",
            # No secrets, and no TMPDIR that may be deleted before the server ends.
            env={"PATH": os.environ.get("PATH") or os.defpath},
            start_new_session=True,
            check=False,
        )


def _log_tail(home: Path) -> str:
    log = home / "mariadb.log"
    lines = log.read_text(errors="replace").splitlines() if log.exists() else []
    return "\n".join([f"{log} ends with:", *lines[-15:]])


def _watch(home: str, socket_dir: str) -> None:
    """Run the watchdog: keep the server running until its last user has ended."""
    command = sys.stdin.buffer.read().split(b"\0")
    lock = os.open(f"{home}/watchdog.lock", os.O_RDWR | os.O_CREAT, 0o600)
    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    os.set_inheritable(lock, True)
    # The caller waits for the first process only, which ends once the lock is held.
    if os.fork():
        return
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGCHLD, signal.SIGTERM))
    _thread.start_new_thread(_stop_after_last_user, (home,))
    failures, was_up = 0, False
    while True:
        started = time.monotonic()
        server = _spawn(command)
        status = _wait_for_end(server)
        if status is None:
            _stop(server)
            # Removes the directory of a socket in /tmp; any other is not empty.
            with contextlib.suppress(OSError):
                os.rmdir(socket_dir)  # noqa: PTH106
            return
        _say(f"The server ended with status {status}.")
        # A killed server has not failed to start.
        if time.monotonic() - started > STABLE_SECONDS or status == -signal.SIGKILL:
            failures, was_up = 0, True
        failures += 1
        # A server that was never up for long will not start; its users should know soon.
        if failures >= 3 and not was_up and _has_space(home):
            return
        if signal.sigtimedwait((signal.SIGTERM,), min(0.05 * 2 ** min(failures, 10), LONGEST_PAUSE)):
            return


def _say(line: str) -> None:
    """Write a line to the log, which may be on a full disk."""
    with contextlib.suppress(OSError):
        os.write(sys.stdout.fileno(), f"{line}\n".encode())


def _has_space(home: str) -> bool:
    """Tell whether the disk has space enough for a server to start."""
    disk = os.statvfs(home)
    return disk.f_bavail * disk.f_frsize >= LEAST_FREE_BYTES


def _stop_after_last_user(home: str) -> None:
    users = os.open(f"{home}/users.lock", os.O_RDWR | os.O_CREAT, 0o600)
    fcntl.flock(users, fcntl.LOCK_EX)
    os.kill(os.getpid(), signal.SIGTERM)


def _spawn(command: list[bytes]) -> int:
    """Start the server as a child that the kernel kills when the watchdog dies."""
    watchdog = os.getpid()
    child = os.fork()
    if child == 0:
        import ctypes

        ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG
        if os.getppid() != watchdog:
            sys.exit("The watchdog has ended.")
        signal.pthread_sigmask(signal.SIG_SETMASK, ())
        os.execv(command[0], command)  # noqa: S606
    return child


def _wait_for_end(server: int) -> int | None:
    """Return the exit status of the server, or None if the watchdog has to stop it."""
    while signal.sigwait((signal.SIGCHLD, signal.SIGTERM)) == signal.SIGCHLD:
        # The signal may also mean that the server was suspended.
        ended, status = os.waitpid(server, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status)
    return None


def _stop(server: int) -> None:
    """Terminate the server, and kill it if that takes too long."""
    os.kill(server, signal.SIGTERM)
    deadline = time.monotonic() + STOP_SECONDS
    while not os.waitpid(server, os.WNOHANG)[0]:
        left = max(0.0, deadline - time.monotonic())
        if not signal.sigtimedwait((signal.SIGCHLD,), left):
            os.kill(server, signal.SIGKILL)
            os.waitpid(server, 0)
            return


if __name__ == "__main__" and sys.argv[1:2] == ["watch"]:
    _watch(*sys.argv[2:])
