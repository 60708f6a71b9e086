"""A TCP port in front of the database's socket."""

from __future__ import annotations

import socket
import threading

from support.database import Server


def forward_connections(port: int, server: Server, stop: threading.Event) -> None:
    """Forward connections from a TCP port to the database's socket until `stop` is set."""
    with socket.create_server(("127.0.0.1", port)) as listener:
        listener.settimeout(0.1)
        while not stop.is_set():
            try:
                near, _ = listener.accept()
            except TimeoutError:
                continue
            far = socket.socket(socket.AF_UNIX)
            far.connect(server.address["unix_socket"])
            for source, sink in ((near, far), (far, near)):
                threading.Thread(target=_pump, args=(source, sink), daemon=True).start()


def _pump(source: socket.socket, sink: socket.socket) -> None:
    try:
        while data := source.recv(65536):
            sink.sendall(data)
    except OSError:
        pass
    finally:
        source.close()
        sink.close()
