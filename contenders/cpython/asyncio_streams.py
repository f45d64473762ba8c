"""Coroutines of the language on asyncio: one thread, which goes on with another where one waits."""

from __future__ import annotations

import asyncio
import socket

import cli
import wire


async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        writer.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        http = wire.Http()
        while not http.ended and (received := await reader.read(65536)):
            for answer in http.answers(received):
                writer.write(answer)
                await writer.drain()
        if http.refused:
            await linger(reader, writer)
    except OSError:
        pass  # The client has left; nobody is there to be told.
    finally:
        writer.close()


async def linger(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write_eof()
    try:
        async with asyncio.timeout(1):
            discarded = 0
            while discarded < cli.DISCARD and (data := await reader.read(65536)):
                discarded += len(data)
    except TimeoutError:
        pass


async def main() -> None:
    listening = cli.listener("cpython-asyncio-streams")
    async with await asyncio.start_server(serve, sock=listening, backlog=cli.BACKLOG) as server:
        await server.serve_forever()


if __name__ == "__main__":
    try:
        asyncio.run(main())
    except KeyboardInterrupt:
        pass
