package org.concurrencybench.suite.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A target that treats every request the same. */
final class PlayedTarget implements AutoCloseable {

  private final ServerSocket listening;
  private final Queue<Socket> clients = new ConcurrentLinkedQueue<>();
  private final @Nullable String answer;
  private final AtomicInteger requests = new AtomicInteger();

  /** Answers each read with {@code answer}, or with nothing if that is null. */
  PlayedTarget(@Nullable String answer) throws IOException {
    this.answer = answer;
    listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  String target() {
    return "127.0.0.1:" + listening.getLocalPort();
  }

  /** Returns when so many reads have seen a request. */
  void awaitRequests(int count) throws InterruptedException {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (requests.get() < count) {
      if (System.nanoTime() - until > 0) {
        throw new AssertionError(requests + " requests instead of " + count);
      }
      Thread.sleep(10);
    }
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
        requests.incrementAndGet();
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
