"""What the servers of this folder have in common on the command line, and how they end a connection."""

from __future__ import annotations

import argparse
import os
import socket
import sys
import time

BACKLOG = 4096
DISCARD = 8 * 1024 * 1024


def listener(name: str) -> socket.socket:
    """Listens where the options say, and prints the line by which a launcher knows."""
    options = argparse.ArgumentParser(prog=name)
    options.add_argument("--host", default="127.0.0.1")
    options.add_argument("--port", type=int, default=0)
    asked = options.parse_args()
    server = socket.create_server((asked.host, asked.port), backlog=BACKLOG)
    host, port = server.getsockname()[:2]
    print(f"READY {name} http {host}:{port} pid={os.getpid()}", flush=True)
    print(f"CPython {sys.version.split()[0]}, switch interval {sys.getswitchinterval()} s", file=sys.stderr)
    return server


def linger(client: socket.socket) -> None:
    """Discards what still comes, for a second at most: a reset would destroy the last answer."""
    client.shutdown(socket.SHUT_WR)
    until = time.monotonic() + 1
    discarded = 0
    while discarded < DISCARD and (left := until - time.monotonic()) > 0:
        client.settimeout(left)
        data = client.recv(65536)
        if not data:
            return
        discarded += len(data)
