package org.concurrencybench.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Clients that nobody here wrote understand the server. Skipped where they are not installed. */
interface ForeignClientContract extends Contract {

  /** Debian's, which finds Debian's packages; another may come first in the path. */
  String PYTHON = "/usr/bin/python3";

  String WEBSOCKET_SESSION =
      """
      import asyncio, sys, websockets

      async def session():
          async with websockets.connect(sys.argv[1], compression=None) as ws:
              await ws.send("h\\u00e9llo")
              assert await ws.recv() == "h\\u00e9llo"
              await ws.send(bytes(range(256)) * 300)
              assert await ws.recv() == bytes(range(256)) * 300
              await ws.send(["in ", "several ", "fragments"])
              assert await ws.recv() == "in several fragments"
              await asyncio.wait_for(await ws.ping(), 20)
              await ws.close()
              print("closed with", ws.close_code)

      asyncio.run(session())
      """;

  @Test
  default void curlGetsTheGreeting() throws Exception {
    ForeignProgram.assume("curl", "--version");
    try (var server = start()) {
      assertThat(ForeignProgram.run("curl", "-sS", "-i", url(server, "/hello")))
          .startsWith("HTTP/1.1 200 OK\r\n")
          .endsWith("\r\n\r\nHello, World!");
    }
  }

  @Test
  default void curlGetsItsBytesBack() throws Exception {
    ForeignProgram.assume("curl", "--version");
    try (var server = start()) {
      String text =
          "0123456789".repeat(5_000); // enough for curl to ask for 100 Continue in some versions
      assertThat(ForeignProgram.run("curl", "-sS", "--data-binary", text, url(server, "/echo")))
          .isEqualTo(text);
    }
  }

  @Test
  default void curlAsksTwiceOverOneConnection() throws Exception {
    ForeignProgram.assume("curl", "--version");
    try (var server = start()) {
      String hello = url(server, "/hello");
      List<String> said =
          ForeignProgram.run(
                  "curl", "-sS", "-w", " new connections: %{num_connects}\n", hello, hello)
              .lines()
              .toList();
      assertThat(said)
          .containsExactly("Hello, World! new connections: 1", "Hello, World! new connections: 0");
    }
  }

  @Test
  default void h2loadGetsAllItsAnswers() throws Exception {
    ForeignProgram.assume("h2load", "--version");
    try (var server = start()) {
      assertThat(
              ForeignProgram.run("h2load", "--h1", "-n", "5000", "-c", "20", url(server, "/hello")))
          .contains("5000 succeeded, 0 failed, 0 errored, 0 timeout");
    }
  }

  @Test
  default void pythonHoldsAWebSocketSession() throws Exception {
    ForeignProgram.assume(PYTHON, "-c", "import websockets");
    try (var server = start()) {
      String url = url(server, "/echo").replace("http:", "ws:");
      assertThat(ForeignProgram.run(PYTHON, "-c", WEBSOCKET_SESSION, url))
          .isEqualTo("closed with 1000\n");
    }
  }

  private static String url(TestServer server, String path) {
    return "http://127.0.0.1:" + server.server().address().getPort() + path;
  }
}
