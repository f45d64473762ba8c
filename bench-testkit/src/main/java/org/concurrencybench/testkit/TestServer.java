package org.concurrencybench.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.concurrencybench.core.protocol.ClientProtocol;
import org.concurrencybench.core.room.FanoutStats;
import org.concurrencybench.core.server.Models;
import org.concurrencybench.core.server.Server;
import org.concurrencybench.core.server.ServerConfig;
import org.concurrencybench.core.server.ServerStats;
import org.concurrencybench.core.service.BenchService;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/**
 * A server under test, with its clients: one of this process, of which everything is known, or one
 * that runs elsewhere, of which a test sees what goes over the wire. Whatever the test was, closing
 * one of this process checks that nothing is left behind.
 */
final class TestServer implements AutoCloseable {

  private static final String ROOMS = "conform-";
  private static final AtomicInteger ELSEWHERE = new AtomicInteger();

  private final ServerConfig config;
  private final Dialect dialect;
  private final InetSocketAddress address;
  private final @Nullable Inside inside;

  /** Before the names of rooms: those of a server that goes on have been used. */
  private final String rooms;

  private final List<TestClient> clients = new ArrayList<>();

  /** What only this process knows of the server. */
  private record Inside(Residue before, BenchService service, Server server) {}

  /** Starts one in this process. */
  TestServer(String model, ServerConfig config, Dialect dialect) throws IOException {
    this.config = config;
    this.dialect = dialect;
    Residue before = Residue.now();
    var service = new BenchService();
    inside = new Inside(before, service, Models.named(model).start(config, service));
    address = inside.server().address();
    rooms = "";
  }

  /** One that listens there, configured like {@code config}. */
  TestServer(InetSocketAddress address, ServerConfig config, Dialect dialect) {
    this.config = config;
    this.dialect = dialect;
    this.address = address;
    inside = null;
    rooms = ROOMS + ProcessHandle.current().pid() + "-" + ELSEWHERE.getAndIncrement() + "-";
  }

  private Inside inside() {
    if (inside == null) {
      throw new TestAbortedException("the rest cannot be seen over the wire");
    }
    return inside;
  }

  Server server() {
    return inside().server();
  }

  ServerStats.Snapshot stats() {
    return server().stats().snapshot();
  }

  /** What was owed to members of rooms, and what they did not get. */
  FanoutStats.Snapshot fanout() {
    return inside().service().rooms().stats().snapshot();
  }

  /** A client that may ask. */
  TestClient client() throws IOException {
    return connection().open();
  }

  /** A client that has said nothing yet. */
  TestClient connection() throws IOException {
    return kept(TestClient.connect(address, dialect, config.limits()));
  }

  /** A client that may ask, and for which the kernel keeps little that it has not read. */
  TestClient clientWithSmallWindow() throws IOException {
    return kept(TestClient.connect(address, dialect, config.limits(), 16 * 1024)).open();
  }

  /**
   * A client that has joined that room, has been told so, and hears whatever is said from now on.
   */
  TestClient member(String room) throws IOException {
    return member(room, dialect, 0);
  }

  /** The same in another dialect of the server's protocol. */
  TestClient member(String room, Dialect other) throws IOException {
    return member(room, other, 0);
  }

  /** The same, for which the kernel keeps little that it has not read. */
  TestClient memberWithSmallWindow(String room) throws IOException {
    return member(room, dialect, 16 * 1024);
  }

  private TestClient member(String room, Dialect spoken, int receiveBytes) throws IOException {
    ClientProtocol protocol = spoken.member(rooms + room, config.limits());
    TestClient client = kept(TestClient.connect(address, protocol, receiveBytes)).open();
    if (spoken.joinsByAsking()) {
      client.join(room);
    }
    return client;
  }

  /** Begins to close; has begun when nobody can connect any more. */
  Work<Boolean> closeBeside() {
    Server ours = server();
    Work<Boolean> closing =
        beside(() -> {
          ours.close();
          return true;
        });
    Deadline.await("no further connection", () -> !accepts());
    return closing;
  }

  private boolean accepts() {
    try {
      connection().close();
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  private TestClient kept(TestClient client) {
    clients.add(client);
    return client.inRooms(rooms);
  }

  /** Runs {@code work} beside the test; {@link Work#result} waits for it. */
  static <T> Work<T> beside(Callable<T> work) {
    var task = new FutureTask<>(work);
    Thread.ofVirtual().start(task);
    return new Work<>(task);
  }

  /** Something that runs beside the test. */
  record Work<T>(FutureTask<T> task) {

    /** What came of it; its failure is the test's. */
    T result() throws Exception {
      return task.get(Deadline.SECONDS, TimeUnit.SECONDS);
    }

    boolean isDone() {
      return task.isDone();
    }
  }

  @Override
  public void close() throws IOException {
    for (TestClient client : clients) {
      client.close();
    }
    if (inside == null) {
      return;
    }
    inside.server().close();
    inside.before().awaitNothingMore();
    assertThat(stats().open()).as("connections counted as open after the end").isZero();
    assertThat(stats().bugs()).as("connections ended by a bug").isZero();
  }
}
