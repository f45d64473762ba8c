"""A thread per connection: each one blocks where it has to wait."""

from __future__ import annotations

import socket
import threading

import cli
import wire


def serve(client: socket.socket) -> None:
    with client:
        try:
            client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            http = wire.Http()
            while not http.ended and (received := client.recv(65536)):
                for answer in http.answers(received):
                    client.sendall(answer)
            if http.refused:
                cli.linger(client)
        except OSError:
            pass  # The client has left; nobody is there to be told.


def main() -> None:
    threading.stack_size(256 * 1024)
    with cli.listener("cpython-threads") as server:
        while True:
            client, _ = server.accept()
            threading.Thread(target=serve, args=(client,), daemon=True).start()


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        pass
