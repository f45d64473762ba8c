package org.concurrencybench.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.concurrencybench.testkit.TestServer.Work;
import org.junit.jupiter.api.Test;

/** Clients that nobody here wrote talk in rooms. Skipped where they are not installed. */
interface ForeignChatContract extends Contract {

  String CHAT =
      """
      import asyncio, sys, websockets

      async def session():
          url = sys.argv[1]
          async with websockets.connect(url, compression=None) as ann, \\
                     websockets.connect(url, compression=None) as bob:
              for n in range(100):
                  await ann.send(f"h\\u00e9llo {n}")
                  await bob.send(bytes([n]) * 1000)
              for who in (ann, bob):
                  heard = [await asyncio.wait_for(who.recv(), 20) for _ in range(200)]
                  assert [m for m in heard if isinstance(m, str)] == [f"h\\u00e9llo {n}" for n in range(100)]
                  assert [m for m in heard if isinstance(m, bytes)] == [bytes([n]) * 1000 for n in range(100)]
              await bob.close()
              await ann.send("alone")
              assert await asyncio.wait_for(ann.recv(), 20) == "alone"
          print("heard everything, closed with", ann.close_code, bob.close_code)

      asyncio.run(session())
      """;

  @Test
  default void twoPythonWebSocketsChat() throws Exception {
    ForeignProgram.assume(ForeignClientContract.PYTHON, "-c", "import websockets");
    try (var server = start()) {
      String url = url(server, "/rooms/caf%C3%A9").replace("http:", "ws:");
      assertThat(ForeignProgram.run(ForeignClientContract.PYTHON, "-c", CHAT, url))
          .isEqualTo("heard everything, closed with 1000 1000\n");
      assertThat(server.fanout().owed()).isEqualTo(401);
      assertThat(server.fanout().dropped()).isZero();
    }
  }

  @Test
  default void curlWaitsAndIsWokenByCurl() throws Exception {
    ForeignProgram.assume("curl", "--version");
    try (var server = start()) {
      String room = url(server, "/rooms/a");
      Work<String> waiting =
          TestServer.beside(() -> ForeignProgram.run("curl", "-sS", "-i", room + "/next?after=0"));
      Deadline.await("it waits", () -> server.stats().open() == 1);
      assertThat(
              ForeignProgram.run(
                  "curl",
                  "-sS",
                  "-w",
                  "%{http_code}",
                  "-H",
                  "Content-Type: text/plain",
                  "-d",
                  "hi",
                  room))
          .isEqualTo("202");
      assertThat(waiting.result())
          .startsWith("HTTP/1.1 200 OK\r\n")
          .contains("\r\nRoom-Sequence: 1\r\n")
          .contains("\r\nContent-Type: text/plain\r\n")
          .endsWith("\r\n\r\nhi");
    }
  }

  private static String url(TestServer server, String path) {
    return "http://127.0.0.1:" + server.server().address().getPort() + path;
  }
}
