"""Coroutines by hand: functions that yield what they wait for, and a scheduler of fifty lines.

This is what a coroutine is, before a language gives it a keyword: `yield READ, socket` means "go on
with somebody else, and come back when there is something to read". `yield from` calls another one.
"""

from __future__ import annotations

import heapq
import selectors
import socket
import time
from collections import deque
from collections.abc import Generator
from typing import Any

import cli
import wire

READ = selectors.EVENT_READ
WRITE = selectors.EVENT_WRITE
UNTIL = 0

Coroutine = Generator[tuple[int, Any], None, Any]


class Scheduler:
    """Runs coroutines until none is left; each until it waits for something."""

    def __init__(self) -> None:
        self.selector = selectors.DefaultSelector()
        self.ready: deque[Coroutine] = deque()
        self.sleeping: list[tuple[float, int, Coroutine]] = []
        self.count = 0

    def spawn(self, coroutine: Coroutine) -> None:
        self.ready.append(coroutine)

    def run(self) -> None:
        while True:
            while self.ready:
                self.step(self.ready.popleft())
            timeout = max(0.0, self.sleeping[0][0] - time.monotonic()) if self.sleeping else None
            for key, _ in self.selector.select(timeout):
                self.selector.unregister(key.fileobj)
                self.ready.append(key.data)
            while self.sleeping and self.sleeping[0][0] <= time.monotonic():
                self.ready.append(heapq.heappop(self.sleeping)[2])

    def step(self, coroutine: Coroutine) -> None:
        try:
            event, what = next(coroutine)
        except StopIteration:
            return
        if event == UNTIL:
            self.count += 1
            heapq.heappush(self.sleeping, (what, self.count, coroutine))
        else:
            self.selector.register(what, event, coroutine)


def send(client: socket.socket, data: bytes) -> Coroutine:
    view = memoryview(data)
    while view:
        try:
            view = view[client.send(view) :]
        except BlockingIOError:
            yield WRITE, client


def receive(client: socket.socket) -> Coroutine:
    while True:
        try:
            return client.recv(65536)
        except BlockingIOError:
            yield READ, client


def serve(client: socket.socket) -> Coroutine:
    with client:
        try:
            client.setblocking(False)
            client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            http = wire.Http()
            while not http.ended and (received := (yield from receive(client))):
                for answer in http.answers(received):
                    yield from send(client, answer)
            if http.refused:
                yield from linger(client)
        except OSError:
            pass  # The client has left; nobody is there to be told.


def linger(client: socket.socket) -> Coroutine:
    """Looks ten times a second for what still comes, for a second at most."""
    client.shutdown(socket.SHUT_WR)
    until = time.monotonic() + 1
    discarded = 0
    while discarded < cli.DISCARD and time.monotonic() < until:
        try:
            data = client.recv(65536)
            if not data:
                return
            discarded += len(data)
        except BlockingIOError:
            yield UNTIL, time.monotonic() + 0.1


def accept(server: socket.socket, scheduler: Scheduler) -> Coroutine:
    server.setblocking(False)
    while True:
        yield READ, server
        try:
            client, _ = server.accept()
        except OSError:
            continue  # It has left already.
        scheduler.spawn(serve(client))


def main() -> None:
    with cli.listener("cpython-generators") as server:
        scheduler = Scheduler()
        scheduler.spawn(accept(server, scheduler))
        scheduler.run()


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        pass
