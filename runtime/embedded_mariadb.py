"""The database by default: a private MariaDB under DATA_DIR, shared by all programs that use it.

`start()` makes and starts the server if need be. No program has to stop it, because three locks
know who is there, and the kernel drops them when a process ends, even by kill -9:

- `users.lock` is held shared by every process that uses the server, workers it forked included.
- `start.lock` is held by the one process that is making or starting the server.
- `keeper.lock` is held by the keeper and its server. The keeper is a small process that starts
  the server again when it dies, and waits for `users.lock` exclusively: once it has that lock,
  nobody uses the server, so it stops it and leaves. Who comes meanwhile waits for `users.lock`.

All of it lies in DATA_DIR/database. Only its owner may enter there, so root needs no password.
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

# The keeper lives as long as its server, so what it can do without is imported where it is used.

PATIENCE = 60.0
PAUSE = 0.02
STOP_SECONDS = 30.0
STEADY_SECONDS = 5.0
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
    """Says why the private database can't be had and what to do about it."""


def start(data_dir: Path, memory_mb: int = 128) -> Path:
    """Returns the socket of the running server, which this process then uses until it ends.

    `memory_mb` is what a server that is started now keeps of its tables in memory.

    A process may call this again at any time: when it gets no connection, this mends the server.
    """
    if sys.platform != "linux":
        raise EmbeddedError("The private database needs Linux; name a MySQL server in DB_HOST.")
    home = _private((data_dir / "database").resolve())
    deadline = time.monotonic() + PATIENCE
    newcomer = home not in _held
    if newcomer:
        users = _lock(home / "users.lock", fcntl.LOCK_SH, deadline)
        if _held.setdefault(home, users) != users:
            os.close(users)
    try:
        with _locked(home / "start.lock", fcntl.LOCK_EX, deadline) as starter:
            return _ensure(data_dir.resolve(), home, starter, memory_mb)
    except BaseException:
        if newcomer and home in _held:
            os.close(_held.pop(home))
        raise


def release() -> None:
    """Ends this process's use of the server, which stops when nobody else uses it.

    Close all connections first. A process that ends without this call is gone just as well.
    """
    while _held:
        # Closed and not unlocked, because a process forked from this one may still use the server.
        os.close(_held.popitem()[1])


def find_server(data_dir: Path) -> Path | None:
    """Finds the machine's mariadbd, or else the one that scripts/install-mariadb.sh unpacked."""
    import shutil

    path = os.pathsep.join([os.environ.get("PATH") or os.defpath, *SERVER_DIRS])
    found = shutil.which("mariadbd", path=path)
    for place in (data_dir, PROJECT_VAR):
        found = found or shutil.which(place / "mariadb/usr/sbin/mariadbd")
    return Path(found).resolve() if found else None


def _private(directory: Path) -> Path:
    """Makes the directory and sees to it that only this user may enter it."""
    try:
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = directory.lstat()
        if found.st_uid == os.geteuid() and stat.S_ISDIR(found.st_mode):
            directory.chmod(0o700)
            return directory
    except OSError as error:
        raise EmbeddedError(f"{directory} can't be used: {error.strerror}.") from error
    raise EmbeddedError(f"{directory} is not this user's own; choose another DATA_DIR.")


def _socket_path(home: Path) -> Path:
    """Names the socket, which lies elsewhere when its path would be too long for a socket."""
    path = home / "mariadb.sock"
    if len(os.fsencode(path)) <= LONGEST_SOCKET:
        return path
    import hashlib

    # Not in TMPDIR, which may differ between two users of one server.
    digest = hashlib.sha256(os.fsencode(home)).hexdigest()[:16]
    return Path(f"/tmp/finenice-{digest}") / path.name  # noqa: S108


def _lock(path: Path, kind: int, deadline: float) -> int:
    """Waits for a lock on the file and returns the descriptor that holds it."""
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
            time.sleep(PAUSE)


@contextlib.contextmanager
def _locked(path: Path, kind: int, deadline: float) -> Iterator[int]:
    """Holds a lock on the file for the body."""
    descriptor = _lock(path, kind, deadline)
    try:
        yield descriptor
    finally:
        # Closing is not enough: a process forked meanwhile by another thread has a copy.
        fcntl.flock(descriptor, fcntl.LOCK_UN)
        os.close(descriptor)


def _is_kept(home: Path) -> bool:
    """Tells whether a keeper or its server is alive."""
    try:
        with _locked(home / "keeper.lock", fcntl.LOCK_SH, deadline=0):
            return False
    except EmbeddedError:
        return True


def _answers(socket_path: Path) -> bool:
    """Tells whether a greeting of the MySQL protocol arrives: packet 0, version 10."""
    import socket

    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(2)
        try:
            connection.connect(str(socket_path))
            return connection.recv(5)[3:] == b"\x00\x0a"
        except OSError:
            return False


def _ensure(data_dir: Path, home: Path, starter: int, memory_mb: int) -> Path:
    """Starts a keeper unless there is one, and returns the socket when the server answers there."""
    socket_path = _socket_path(home)
    launched = False
    deadline = time.monotonic() + PATIENCE
    while True:
        _private(socket_path.parent)
        if _is_kept(home):
            if _answers(socket_path):
                return socket_path
            if time.monotonic() > deadline:
                raise EmbeddedError(f"MariaDB does not answer. {_end_of_log(home)}")
        elif launched:
            raise EmbeddedError(f"MariaDB does not start. {_end_of_log(home)}")
        else:
            command = _server_command(data_dir, home, socket_path, starter, memory_mb)
            # MariaDB would not start on a socket that some stray process still listens on.
            socket_path.unlink(missing_ok=True)
            _launch_keeper(home, socket_path, command)
            launched = True
            deadline = time.monotonic() + PATIENCE
        time.sleep(PAUSE)


def _server_command(data_dir: Path, home: Path, socket_path: Path, starter: int, memory_mb: int) -> list[str]:
    """Returns the command that runs the server, after making the database if there is none."""
    server = find_server(data_dir)
    if server is None:
        raise EmbeddedError(
            "No MariaDB server was found. Run scripts/install-mariadb.sh, or install mariadb-server,"
            " or name a MySQL server in DB_HOST."
        )
    base = server.parent.parent
    prefix: list[str] = []
    if base != Path("/usr"):
        # An unpacked server has its libraries beside it.
        libraries = [*base.glob("lib/*-linux-gnu*"), *base.parent.glob("lib/*-linux-gnu*")]
        prefix = ["/usr/bin/env", "LD_LIBRARY_PATH=" + ":".join(map(str, libraries))]
    options = [*OPTIONS, f"--innodb-buffer-pool-size={memory_mb}M"]
    if os.geteuid() == 0:
        options.append("--user=root")
    # A server that starts removes all temporary tables in its directory, even another server's.
    temporary = _private(home / "tmp")
    if not (home / "data").exists():
        _make_data(home, prefix, base, options, starter)
    place = [f"--basedir={base}", f"--datadir={home}/data", f"--tmpdir={temporary}"]
    door = [f"--socket={socket_path}", "--skip-networking"]
    return [*prefix, str(server), "--no-defaults", *place, *door, *options]


def _make_data(home: Path, prefix: list[str], base: Path, options: list[str], lock: int) -> None:
    """Makes an empty database beside its place and puts it there when it is complete."""
    import shutil
    import subprocess

    draft = home / "data.new"
    shutil.rmtree(draft, ignore_errors=True)
    script = base / "bin/mariadb-install-db"
    # The script knows no quoting, so its paths are relative. With --rpm it neither looks up host
    # names nor gives files of a system-wide MariaDB to root.
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
            # The script holds the lock as well, so that no other runs if this process is killed.
            pass_fds=[lock],
            check=True,
        )
    except OSError as error:
        raise EmbeddedError(f"{script} can't be run: {error.strerror}.") from error
    except subprocess.CalledProcessError as error:
        told = error.stdout.decode(errors="replace").splitlines()
        raise EmbeddedError("\n".join(["The database can't be made:", *told[:10]])) from error
    draft.rename(home / "data")


def _launch_keeper(home: Path, socket_path: Path, command: list[str]) -> None:
    """Starts a keeper and returns when it holds its lock; the server is then still starting."""
    import subprocess

    program = Path(__file__).resolve()
    log = home / "mariadb.log"
    if log.exists():
        log.replace(home / "mariadb.log.old")
    with log.open("ab") as output:
        subprocess.run(  # noqa: S603
            [sys.executable, "-ISW", "ignore", program, "keep", home, socket_path.parent],
            # Not as arguments, so that a search for processes named mariadbd finds the server only.
            input=b"\0".join(map(os.fsencode, command)),
            stdout=output,
            stderr=output,
            cwd="/",
            # No secrets, and no TMPDIR that may be gone before the server is.
            env={"PATH": os.environ.get("PATH") or os.defpath},
            start_new_session=True,
            check=False,
        )


def _end_of_log(home: Path) -> str:
    log = home / "mariadb.log"
    lines = log.read_text(errors="replace").splitlines() if log.exists() else []
    return "\n".join([f"{log} ends with:", *lines[-15:]])


def _keep(home: str, socket_dir: str) -> None:
    """Runs the server until nobody uses it any more: the whole life of the keeper."""
    command = sys.stdin.buffer.read().split(b"\0")
    lock = os.open(f"{home}/keeper.lock", os.O_RDWR | os.O_CREAT, 0o600)
    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    os.set_inheritable(lock, True)
    # The launcher waits for the first process only, which ends as soon as the lock is held.
    if os.fork():
        return
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGCHLD, signal.SIGTERM))
    _thread.start_new_thread(_stop_after_last_user, (home,))
    failures, steady = 0, False
    while True:
        born = time.monotonic()
        server = _spawn(command)
        status = _wait_for_end(server)
        if status is None:
            _stop(server)
            # This removes the short-lived place of a socket in /tmp; any other is not empty.
            with contextlib.suppress(OSError):
                os.rmdir(socket_dir)  # noqa: PTH106
            return
        print("The server ended with status", status, flush=True)
        # One that somebody has killed has not failed to start.
        if time.monotonic() - born > STEADY_SECONDS or status == -signal.SIGKILL:
            failures, steady = 0, True
        failures += 1
        # One that was never up for long is unlikely to start, which its users want to know soon.
        if failures == 3 and not steady:
            return
        if signal.sigtimedwait((signal.SIGTERM,), min(0.05 * 2**failures, 5)):
            return


def _stop_after_last_user(home: str) -> None:
    users = os.open(f"{home}/users.lock", os.O_RDWR | os.O_CREAT, 0o600)
    fcntl.flock(users, fcntl.LOCK_EX)
    os.kill(os.getpid(), signal.SIGTERM)


def _spawn(command: list[bytes]) -> int:
    """Starts the server as a child that the kernel kills when the keeper dies."""
    keeper = os.getpid()
    child = os.fork()
    if child == 0:
        import ctypes

        ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG
        if os.getppid() != keeper:
            sys.exit("The keeper is gone.")
        signal.pthread_sigmask(signal.SIG_SETMASK, ())
        os.execv(command[0], command)  # noqa: S606
    return child


def _wait_for_end(server: int) -> int | None:
    """Returns the server's status when it has ended, or None when the keeper shall stop it."""
    while signal.sigwait((signal.SIGCHLD, signal.SIGTERM)) == signal.SIGCHLD:
        # The signal may also say that the server was suspended.
        ended, status = os.waitpid(server, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status)
    return None


def _stop(server: int) -> None:
    """Asks the server to finish, and kills it when that takes too long."""
    os.kill(server, signal.SIGTERM)
    deadline = time.monotonic() + STOP_SECONDS
    while not os.waitpid(server, os.WNOHANG)[0]:
        left = max(0.0, deadline - time.monotonic())
        if not signal.sigtimedwait((signal.SIGCHLD,), left):
            os.kill(server, signal.SIGKILL)
            os.waitpid(server, 0)
            return


if __name__ == "__main__" and sys.argv[1:2] == ["keep"]:
    _keep(*sys.argv[2:])
