package org.concurrencybench.suite.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.concurrencybench.core.server.Models;
import org.concurrencybench.core.server.Server;
import org.concurrencybench.core.server.ServerConfig;
import org.concurrencybench.core.server.WireProtocol;
import org.concurrencybench.core.service.BenchService;
import org.junit.jupiter.api.Test;

class ConformCommandTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void ourOwnServerPasses() throws Exception {
    try (Server server =
        Models.named("virtual")
            .start(ServerConfig.loopback(WireProtocol.HTTP), new BenchService())) {
      assertThat(conform(server.address().getPort(), "hello,long-poll")).as(words()).isZero();
    }
    assertThat(out.toString().lines().toList())
        .contains(
            "PASS  HTTP: hello is thirteen bytes of text",
            "PASS  HTTP: messages are read one after the other")
        .anyMatch(line -> line.startsWith("PART  HTTP: nothing said in time"))
        .noneMatch(line -> line.startsWith("FAIL"))
        .last()
        .asString()
        .matches("\\d\\d passed, \\d+ in part, 0 failed");
  }

  /** Says hello to everybody, whatever was asked, and ends the connection. */
  @Test
  void serverThatAnswersWronglyFailsWithWhatItSaid() throws Exception {
    try (var listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> sayHello(listener));
      assertThat(conform(listener.getLocalPort(), "hello")).isEqualTo(1);
    }
    assertThat(out.toString())
        .contains(
            "FAIL  HTTP: hello is thirteen bytes of text: ",
            "Hi!",
            "FAIL  HTTP: what is not there is not found and keeps the connection: ",
            "FAIL  HTTP: smugglers are refused: ");
  }

  @Test
  void unknownWorkloadIsBadUsage() {
    assertThat(conform(1, "echo,telepathy")).isEqualTo(2);
    assertThat(err.toString())
        .contains("no workload 'telepathy': there are echo, hello, websocket, compute, chat");
  }

  @Test
  void nobodyThereIsOneSentence() throws Exception {
    int port;
    try (var free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    assertThat(conform(port, "echo")).isEqualTo(1);
    assertThat(err.toString()).contains("nothing to ask at /127.0.0.1:" + port);
    assertThat(out.toString()).isEmpty();
  }

  private static void sayHello(ServerSocket listener) {
    while (!listener.isClosed()) {
      try (Socket client = listener.accept()) {
        var reader = new BufferedReader(new InputStreamReader(client.getInputStream(), ISO_8859_1));
        String line = reader.readLine();
        while (line != null && !line.isEmpty()) {
          line = reader.readLine();
        }
        client
            .getOutputStream()
            .write("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nHi!".getBytes(ISO_8859_1));
      } catch (IOException _) {
        // The client has left, or the listener is closed.
      }
    }
  }

  private int conform(int port, String workloads) {
    return CommandLines.execute(
        new PrintWriter(out),
        new PrintWriter(err),
        "conform",
        "--target",
        "127.0.0.1:" + port,
        "--workloads",
        workloads);
  }

  private String words() {
    return out + "\n" + err;
  }
}
