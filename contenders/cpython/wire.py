"""HTTP/1.1 as docs/wire.md has it: bytes in, bytes out.

No socket, no thread, no coroutine: every server of this folder has the same protocol, so that
what differs between them is who waits.

    http = Http()
    for answer in http.answers(received):
        send(answer)
    if http.ended: ...
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from email.utils import formatdate
from urllib.parse import parse_qs

MAX_HEAD = 8 * 1024
MAX_BODY = 1024 * 1024
FLUSH = 64 * 1024
MAX_UNITS = 10_000_000
MASK = (1 << 64) - 1

HEADER = re.compile(rb"([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*([^\r\n\0]*?)[ \t]*")
REQUEST_LINE = re.compile(rb"([!-~]+) ([!-~]+) HTTP/(\d)\.(\d)")
HOST = re.compile(rb"[A-Za-z0-9.\-_~%!$&'()*+,;=:\[\]]*")
NUMBER = re.compile(r"\d{1,20}", re.ASCII)
METHODS = {b"GET", b"HEAD", b"POST", b"PUT", b"DELETE", b"OPTIONS", b"TRACE", b"CONNECT", b"PATCH"}
REASONS = {
    200: "OK",
    400: "Bad Request",
    404: "Not Found",
    405: "Method Not Allowed",
    413: "Content Too Large",
    414: "URI Too Long",
    417: "Expectation Failed",
    431: "Request Header Fields Too Large",
    501: "Not Implemented",
    505: "HTTP Version Not Supported",
}


class Refusal(Exception):
    """The end of a connection: where the next request starts is unknown, or not worth knowing."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


def unit_chain(units: int, z: int) -> int:
    """The work of a computation, which a client can check."""
    for _ in range(units * 1000):
        z = ((z ^ (z >> 32)) * 0xD6E8FEB86659FD93) & MASK
    return z


class Date:
    """The header, made once a second."""

    second = 0
    line = b""

    @classmethod
    def now(cls) -> bytes:
        second = int(time.time())
        if second != cls.second:
            cls.line = b"Date: " + formatdate(second, usegmt=True).encode() + b"\r\n"
            cls.second = second
        return cls.line


class Http:
    """The server's side of one connection."""

    def __init__(self, compute: Callable[[int, int], int] = unit_chain) -> None:
        self.compute = compute
        self.buffer = bytearray()
        self.ended = False
        self.refused = False
        self.continued = False

    def answers(self, received: bytes) -> Iterator[bytes]:
        """Answers the requests that are complete, in order, in pieces of some 64 KiB.

        The next piece is made when the one before has been taken, so who sends it and waits does
        not read from a client that does not read.
        """
        self.buffer += received
        out = bytearray()
        try:
            while not self.ended and (answer := self._next()) is not None:
                out += answer
                if len(out) >= FLUSH:
                    yield bytes(out)
                    out.clear()
        except Refusal as refusal:
            self.ended = self.refused = True
            out += response(refusal.status, b"", close=True)
        if out:
            yield bytes(out)

    def _next(self) -> bytes | None:
        end = self.buffer.find(b"\r\n\r\n", 0, MAX_HEAD + 4)
        if end < 0:
            self._check_unfinished()
            return None
        method, target, version, headers = parse_head(bytes(self.buffer[:end]))
        body = self._body(end + 4, version, headers)
        if body is None:
            if b"expect" in headers and not self.continued and len(self.buffer) == end + 4:
                self.continued = True
                return b"HTTP/1.1 100 Continue\r\n\r\n"
            return None
        self.continued = False
        close = wants_close(version, headers)
        self.ended = close
        return route(method, target, headers, body, close, version, self.compute)

    def _check_unfinished(self) -> None:
        line_end = self.buffer.find(b"\r\n")
        if line_end < 0 and len(self.buffer) > MAX_HEAD:
            raise Refusal(414)
        if len(self.buffer) > MAX_HEAD + 4:
            raise Refusal(431)
        if line_end >= 0:
            parse_request_line(bytes(self.buffer[:line_end]))
        elif b"\n" in self.buffer:
            raise Refusal(400)

    def _body(self, at: int, version: bytes, headers: dict[bytes, list[bytes]]) -> bytes | None:
        """The body, which is then taken from the buffer with its head; None if there is more to come."""
        if b"transfer-encoding" in headers:
            if b"content-length" in headers or version == b"1.0":
                raise Refusal(400)
            if headers[b"transfer-encoding"][0].lower() != b"chunked":
                raise Refusal(501)
            found = dechunk(self.buffer, at)
        else:
            length = content_length(headers)
            if length > MAX_BODY:
                raise Refusal(413)
            whole = len(self.buffer) >= at + length
            found = (bytes(self.buffer[at : at + length]), at + length) if whole else None
        if found is None:
            return None
        body, end = found
        del self.buffer[:end]
        return body


def parse_request_line(line: bytes) -> tuple[bytes, bytes, bytes]:
    if len(line) > MAX_HEAD:
        raise Refusal(414)
    parts = REQUEST_LINE.fullmatch(line)
    if parts is None:
        raise Refusal(400)
    method, target, major, minor = parts.groups()
    if major != b"1":
        raise Refusal(505)
    if method not in METHODS:
        raise Refusal(501)
    return method, target, b"1.0" if minor == b"0" else b"1.1"


def parse_head(head: bytes) -> tuple[bytes, bytes, bytes, dict[bytes, list[bytes]]]:
    first, *lines = head.split(b"\r\n")
    method, target, version = parse_request_line(first)
    headers: dict[bytes, list[bytes]] = {}
    for line in lines:
        field = HEADER.fullmatch(line)
        if field is None:
            raise Refusal(400)
        headers.setdefault(field[1].lower(), []).append(field[2])
    hosts = headers.get(b"host", [])
    if len(hosts) > 1 or (version == b"1.1" and not hosts) or not all(map(HOST.fullmatch, hosts)):
        raise Refusal(400)
    if any(value.lower() != b"100-continue" for value in headers.get(b"expect", [])):
        raise Refusal(417)
    return method, target, version, headers


def content_length(headers: dict[bytes, list[bytes]]) -> int:
    values = headers.get(b"content-length", [b"0"])
    if len(set(values)) > 1 or not values[0].isdigit():
        raise Refusal(400)
    return int(values[0])


def dechunk(buffer: bytearray, at: int) -> tuple[bytes, int] | None:
    body = bytearray()
    while True:
        line_end = buffer.find(b"\r\n", at)
        if line_end < 0:
            return None
        size = bytes(buffer[at:line_end]).split(b";")[0].strip()
        if not re.fullmatch(rb"[0-9A-Fa-f]{1,8}", size):
            raise Refusal(400)
        length = int(size, 16)
        at = line_end + 2
        if length == 0:
            break
        if len(body) + length > MAX_BODY:
            raise Refusal(413)
        if len(buffer) < at + length + 2:
            return None
        if buffer[at + length : at + length + 2] != b"\r\n":
            raise Refusal(400)
        body += buffer[at : at + length]
        at += length + 2
    while True:  # trailers
        line_end = buffer.find(b"\r\n", at)
        if line_end < 0:
            return None
        if line_end == at:
            return bytes(body), at + 2
        at = line_end + 2


def wants_close(version: bytes, headers: dict[bytes, list[bytes]]) -> bool:
    words = {word.strip().lower() for value in headers.get(b"connection", []) for word in value.split(b",")}
    return b"close" in words or (version == b"1.0" and b"keep-alive" not in words)


def route(
    method: bytes,
    target: bytes,
    headers: dict[bytes, list[bytes]],
    body: bytes,
    close: bool,
    version: bytes,
    compute: Callable[[int, int], int],
) -> bytes:
    path, _, query = target.decode("latin-1").partition("?")
    if path.startswith("http://"):
        path = "/" + path[7:].partition("/")[2]
    keep_alive = version == b"1.0" and not close
    head_only = method == b"HEAD"
    if path == "/hello":
        if method in (b"GET", b"HEAD"):
            return response(200, b"Hello, World!", b"text/plain", close, head_only, keep_alive)
        return response(405, b"", close=close, more=b"Allow: GET, HEAD\r\n", keep_alive=keep_alive)
    if path == "/echo":
        if method == b"POST":
            kind = headers.get(b"content-type", [b"application/octet-stream"])[0]
            return response(200, body, kind, close, keep_alive=keep_alive)
        return response(405, b"", close=close, more=b"Allow: POST\r\n", keep_alive=keep_alive)
    if path == "/compute":
        if method in (b"GET", b"HEAD"):
            asked = parse_qs(query, keep_blank_values=True)
            units = number(asked.get("units", [""])[0], MAX_UNITS)
            seed = number(asked.get("seed", ["1"])[0], MASK)
            value = b"%016x" % compute(units, seed)
            return response(200, value, b"text/plain", close, head_only, keep_alive)
        return response(405, b"", close=close, more=b"Allow: GET, HEAD\r\n", keep_alive=keep_alive)
    return response(404, b"", close=close, keep_alive=keep_alive)


def number(text: str, most: int) -> int:
    if not NUMBER.fullmatch(text) or int(text) > most:
        raise Refusal(400)
    return int(text)


def response(
    status: int,
    body: bytes,
    kind: bytes = b"text/plain",
    close: bool = False,
    head_only: bool = False,
    keep_alive: bool = False,
    more: bytes = b"",
) -> bytes:
    connection = b"Connection: close\r\n" if close else b"Connection: keep-alive\r\n" if keep_alive else b""
    return b"HTTP/1.1 %d %s\r\n%sContent-Type: %s\r\nContent-Length: %d\r\n%s%s\r\n%s" % (
        status,
        REASONS[status].encode(),
        Date.now(),
        kind,
        len(body),
        connection,
        more,
        b"" if head_only else body,
    )
