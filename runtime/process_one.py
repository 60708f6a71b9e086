"""Entry point of the image: process 1 of the container, which reaps orphans and forwards signals.

`python -m runtime.process_one COMMAND...` runs the command as a child. The shop waits only for the children that it has
started: without this, each analysis or job whose parent was killed stays a zombie until the container ends.
"""

from __future__ import annotations

import os
import signal
import sys
from types import FrameType

FORWARDED = {signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGQUIT}


def main(command: list[str]) -> None:
    """Replace this process by the command, or run the command as its child if this is process 1."""
    if os.getpid() != 1:
        os.execvp(command[0], command)  # noqa: S606
    signal.pthread_sigmask(signal.SIG_BLOCK, FORWARDED)
    child = os.fork()
    if child == 0:
        # A terminal's Ctrl-C reaches process 1 alone, which forwards it once.
        os.setpgid(0, 0)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, FORWARDED)
        try:
            os.execvp(command[0], command)  # noqa: S606
        except OSError as error:
            print(f"{command[0]}: {error.strerror}", file=sys.stderr)
            os._exit(127)

    def forward(number: int, frame: FrameType | None) -> None:
        os.kill(child, number)

    for number in FORWARDED:
        signal.signal(number, forward)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, FORWARDED)
    while True:
        ended, status = os.wait()
        if ended == child:
            code = os.waitstatus_to_exitcode(status)
            sys.exit(code if code >= 0 else 128 - code)


if __name__ == "__main__":
    main(sys.argv[1:])
