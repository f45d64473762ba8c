package org.concurrencybench.suite.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** A target that treats every request the same. */
final class PlayedTarget implements AutoCloseable {

  private final ServerSocket listening;
  private final Queue<Socket> clients = new ConcurrentLinkedQueue<>();
  private final @Nullable String answer;

  /** Answers each read with {@code answer}, or with nothing if that is null. */
  PlayedTarget(@Nullable String answer) throws IOException {
    this.answer = answer;
    listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  String target() {
    return "127.0.0.1:" + listening.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listening.accept();
        clients.add(client);
        Thread.ofVirtual().start(() -> answer(client));
      }
    } catch (IOException _) {
      // Closed: the test is over.
    }
  }

  private void answer(Socket client) {
    byte[] request = new byte[8_192];
    try {
      while (client.getInputStream().read(request) >= 0) {
        if (answer != null) {
          client.getOutputStream().write(answer.getBytes(US_ASCII));
        }
        if ("".equals(answer)) {
          client.setSoLinger(true, 0);
          client.close();
        }
      }
    } catch (IOException _) {
      // The driver left.
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
    for (Socket client : clients) {
      client.close();
    }
  }
}
