package org.concurrencybench.pooled;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.concurrencybench.core.http.HttpClientProtocol;
import org.concurrencybench.core.http.WebSocketClientProtocol;
import org.concurrencybench.core.protocol.ClientProtocol;
import org.concurrencybench.core.protocol.Limits;
import org.concurrencybench.core.room.MessageType;
import org.concurrencybench.core.server.PoolSize;
import org.concurrencybench.core.server.Server;
import org.concurrencybench.core.server.ServerConfig;
import org.concurrencybench.core.server.WireProtocol;
import org.concurrencybench.core.service.BenchService;
import org.concurrencybench.core.service.Outcome;
import org.concurrencybench.core.service.Reply;
import org.concurrencybench.core.service.Request;
import org.concurrencybench.core.tcp.TcpClientProtocol;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What takes a worker, and what happens to requests that find none. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PoolLimitTest {

  private static final int WORKERS = 2;
  private static final int QUEUE = 3;
  private static final int TOO_MANY = 4;

  /** An echo of that length keeps its worker until it is let go. */
  private static final int HELD = 13;

  private final BenchService service = new BenchService();
  private final Semaphore begun = new Semaphore(0);
  private final CountDownLatch letGo = new CountDownLatch(1);
  private final List<Client> clients = new ArrayList<>();

  @AfterEach
  void closeClients() throws IOException {
    letGo.countDown();
    for (Client client : clients) {
      client.close();
    }
  }

  @Test
  void overTcpTooMuchIsErrorEightAndTheConnectionStays() throws Exception {
    try (Server server = start(WireProtocol.TCP)) {
      for (Client refused : refused(server, PoolLimitTest::tcp, 8)) {
        refused.echo(5);
      }
    }
  }

  @Test
  void overHttpTooMuchIsServiceUnavailableAndTheConnectionStays() throws Exception {
    try (Server server = start(WireProtocol.HTTP)) {
      for (Client refused : refused(server, PoolLimitTest::http, 503)) {
        refused.echo(5);
      }
    }
  }

  @Test
  void overWebSocketTooMuchIsTryAgainLater() throws Exception {
    try (Server server = start(WireProtocol.HTTP)) {
      for (Client refused : refused(server, PoolLimitTest::webSocket, 1013)) {
        refused.expectEnd();
      }
    }
  }

  /**
   * Asks for more than the pool takes, lets those be answered that it has taken, and returns the
   * clients of the others.
   */
  private List<Client> refused(Server server, Supplier<ClientProtocol> protocol, int code)
      throws IOException {
    int taken = WORKERS + QUEUE;
    var waiting = new ArrayList<Client>();
    for (int i = 0; i < taken + TOO_MANY; i++) {
      Client client = client(server, protocol.get());
      client.ask(new Request.Echo(ByteBuffer.allocate(HELD)));
      waiting.add(client);
      if (waiting.size() <= WORKERS) {
        // One that nobody has taken yet has a place in the queue.
        begun.acquireUninterruptibly();
      }
    }
    var refused = new ArrayList<Client>();
    while (refused.size() < TOO_MANY) {
      for (Client client : List.copyOf(waiting)) {
        if (client.hasInput()) {
          assertThat(client.receive())
              .isInstanceOfSatisfying(
                  Reply.Refused.class,
                  refusal -> {
                    assertThat(refusal.code()).isEqualTo(code);
                    assertThat(refusal.text()).isEqualTo(Reply.Busy.TEXT);
                  });
          waiting.remove(client);
          refused.add(client);
        }
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
    letGo.countDown();
    assertThat(waiting).hasSize(taken);
    for (Client client : waiting) {
      assertThat(client.receive()).isInstanceOf(Reply.Echoed.class);
    }
    return refused;
  }

  /** While every worker is kept, a request that is behind another one of its connection waits. */
  @Test
  void whoWaitsIsAnsweredInOrder() throws Exception {
    try (Server server = start(WireProtocol.TCP)) {
      Client client = client(server, tcp());
      client.ask(new Request.Echo(ByteBuffer.allocate(HELD)));
      for (int length = 100; length < 200; length++) {
        client.ask(new Request.Echo(ByteBuffer.allocate(length)));
      }
      letGo.countDown();
      assertThat(client.receive()).isInstanceOf(Reply.Echoed.class);
      for (int length = 100; length < 200; length++) {
        assertThat(((Reply.Echoed) client.receive()).payload().remaining()).isEqualTo(length);
      }
    }
  }

  @Test
  void neitherIdleConnectionsNorHeldPollsTakeAWorker() throws Exception {
    int many = 20 * (WORKERS + QUEUE);
    try (Server server = start(WireProtocol.HTTP)) {
      var polls = new ArrayList<Client>();
      for (int i = 0; i < many; i++) {
        Client poll = client(server, http());
        poll.echo(5);
        poll.ask(new Request.AwaitMessage("a", 0, Request.MAX_MILLIS));
        poll.ask(new Request.Echo(ByteBuffer.allocate(100 + i)));
        polls.add(poll);
        client(server, http()).echo(7);
      }
      Client speaker = client(server, http());
      speaker.ask(new Request.Post("a", MessageType.BINARY, ByteBuffer.allocate(1)));
      assertThat(speaker.receive()).isInstanceOf(Reply.Published.class);
      int length = 100;
      for (Client poll : polls) {
        assertThat(poll.receive()).isInstanceOf(Reply.Awaited.class);
        expectEchoOrBusy(poll, length++);
      }
    }
  }

  /** All polls are answered at once, and what was asked behind them is more than the pool takes. */
  private static void expectEchoOrBusy(Client client, int length) throws IOException {
    Reply reply = client.receive();
    if (reply instanceof Reply.Echoed(var payload)) {
      assertThat(payload.remaining()).isEqualTo(length);
    } else {
      assertThat(reply).isEqualTo(new Reply.Refused(503, Reply.Busy.TEXT));
    }
  }

  private Client client(Server server, ClientProtocol protocol) throws IOException {
    var client = new Client(server, protocol);
    clients.add(client);
    return client;
  }

  private static ClientProtocol tcp() {
    return new TcpClientProtocol(Limits.DEFAULT);
  }

  private static ClientProtocol http() {
    return new HttpClientProtocol("localhost", Limits.DEFAULT);
  }

  private static ClientProtocol webSocket() {
    return new WebSocketClientProtocol("localhost", "/echo", Limits.DEFAULT, 1);
  }

  private Server start(WireProtocol wire) throws IOException {
    var pool = new PoolSize(WORKERS, QUEUE);
    return PooledServer.start(ServerConfig.loopback(wire).withPool(pool), this::handle);
  }

  private Outcome handle(Request request) {
    if (request instanceof Request.Echo(var payload) && payload.remaining() == HELD) {
      awaitUninterruptibly();
    }
    return service.handle(request);
  }

  private void awaitUninterruptibly() {
    try {
      begun.release();
      letGo.await();
    } catch (InterruptedException e) {
      throw new AssertionError("nobody interrupts a worker", e);
    }
  }
}
