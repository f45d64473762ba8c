package org.concurrencybench.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.concurrencybench.driver.StubServer.Behaviour;
import org.concurrencybench.driver.StubServer.Peer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever a target does, a window ends in time, every request is accounted for, and the kind of
 * error is the right one.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MisbehavingTargetTest {

  private static final int CONNECTIONS = 4;
  private static final Duration WINDOW = Duration.ofMillis(700);
  private static final Duration DRAIN = Duration.ofMillis(600);
  private static final Loop OPEN = new Loop.Open(300);
  private static final Loop CLOSED = new Loop.Closed();

  private static final Behaviour ECHO = (message, peer) -> peer.reply(message);

  private static Load load(InetSocketAddress target) {
    return Load.of(target, ClientKind.TCP, Workload.echo(64), CONNECTIONS).withDrain(DRAIN);
  }

  private static WindowResult run(Behaviour behaviour, Loop loop)
      throws IOException, InterruptedException {
    try (var server = new StubServer(behaviour);
        var driver = LoadDriver.connect(load(server.address()))) {
      return accounted(driver.run(new Phase("test", loop, WINDOW)));
    }
  }

  private static WindowResult accounted(WindowResult result) {
    assertThat(result.issued()).isEqualTo(result.completed() + result.errors().total());
    assertThat(result.response().getTotalCount())
        .isEqualTo(result.completed() + result.errors().count(ErrorKind.TIMEOUT));
    assertThat(result.intervals().stream().mapToLong(i -> i.response().getTotalCount()).sum())
        .isEqualTo(result.response().getTotalCount());
    return result;
  }

  private static void assertOnly(ErrorKind kind, WindowResult result) {
    assertThat(result.errors().byKind()).containsOnlyKeys(kind);
    assertThat(result.errors().byKind().get(kind).example()).isNotBlank();
  }

  enum How {
    OPEN_LOOP,
    CLOSED_LOOP;

    private Loop loop() {
      return this == OPEN_LOOP ? OPEN : CLOSED;
    }
  }

  @ParameterizedTest
  @EnumSource
  void anEchoHasNoErrors(How how) throws Exception {
    WindowResult result = run(ECHO, how.loop());
    assertThat(result.errors().total()).isZero();
    assertThat(result.connectionErrors().total()).isZero();
    assertThat(result.reconnects()).isZero();
    assertThat(result.completed()).isPositive();
  }

  @ParameterizedTest
  @EnumSource
  void aFlippedByteIsAWrongReply(How how) throws Exception {
    WindowResult result =
        run(
            (message, peer) -> {
              message[40] ^= 1;
              peer.reply(message);
            },
            how.loop());
    assertOnly(ErrorKind.WRONG_REPLY, result);
    assertThat(result.errors().toString()).contains("differs at byte 39");
    assertThat(result.completed()).isZero();
  }

  @Test
  void aShortReplyIsAWrongReply() throws Exception {
    WindowResult result = run((message, peer) -> peer.reply(Arrays.copyOf(message, 60)), CLOSED);
    assertOnly(ErrorKind.WRONG_REPLY, result);
    assertThat(result.errors().toString()).contains("echo of 59 bytes instead of 64");
  }

  @Test
  void aReplyToTheRequestBeforeIsAWrongReply() throws Exception {
    Map<Peer, byte[]> last = new ConcurrentHashMap<>();
    WindowResult result =
        run((message, peer) -> peer.reply(last.computeIfAbsent(peer, _ -> message)), CLOSED);
    assertOnly(ErrorKind.WRONG_REPLY, result);
    assertThat(result.errors().toString()).contains("echo of request");
    assertThat(result.completed()).as("the first of each connection is right").isPositive();
  }

  @Test
  void aReplyOfAnotherConnectionIsAWrongReply() throws Exception {
    var first = new byte[1][];
    WindowResult result =
        run(
            (message, peer) -> {
              synchronized (first) {
                if (first[0] == null) {
                  first[0] = message;
                }
              }
              byte[] other = message.clone();
              System.arraycopy(first[0], 1, other, 1, 8);
              peer.reply(other);
            },
            CLOSED);
    assertOnly(ErrorKind.WRONG_REPLY, result);
    assertThat(result.errors().toString()).contains("stamp");
  }

  @ParameterizedTest
  @EnumSource
  void aResetIsAReset(How how) throws Exception {
    WindowResult result = run((_, peer) -> peer.reset(), how.loop());
    assertOnly(ErrorKind.RESET, result);
    assertThat(result.reconnects()).isPositive();
  }

  @ParameterizedTest
  @EnumSource
  void aCloseInsteadOfAReplyIsClosed(How how) throws Exception {
    WindowResult result = run((_, peer) -> peer.socket().close(), how.loop());
    assertOnly(ErrorKind.CLOSED, result);
  }

  @Test
  void aCloseInTheMiddleOfAReplyIsClosedAndSaysSo() throws Exception {
    WindowResult result =
        run(
            (message, peer) -> {
              peer.out().writeInt(message.length);
              peer.out().write(message, 0, 10);
              peer.socket().close();
            },
            CLOSED);
    assertOnly(ErrorKind.CLOSED, result);
    assertThat(result.errors().toString()).contains("middle of a message");
  }

  @ParameterizedTest
  @EnumSource
  void garbageIsAViolation(How how) throws Exception {
    WindowResult result = run((_, peer) -> peer.out().writeInt(-1), how.loop());
    assertOnly(ErrorKind.VIOLATION, result);
  }

  @Test
  void aReplyThatNobodyAskedForIsAViolationOfTheConnection() throws Exception {
    WindowResult result =
        run(
            (message, peer) -> {
              peer.reply(message);
              peer.reply(message);
            },
            new Loop.Closed(Duration.ofMillis(50)));
    assertThat(result.completed()).isPositive();
    assertThat(result.connectionErrors().byKind()).containsKey(ErrorKind.VIOLATION);
  }

  @Test
  void anErrorMessageIsARefusedReply() throws Exception {
    byte[] backendUnavailable = {0x7F, 6, 'n', 'o'};
    WindowResult result = run((_, peer) -> peer.reply(backendUnavailable), CLOSED);
    assertOnly(ErrorKind.REFUSED_REPLY, result);
    assertThat(result.errors().toString()).contains("6 no");
    assertThat(result.reconnects()).as("that error keeps the connection").isZero();
  }

  @ParameterizedTest
  @EnumSource
  void silenceIsATimeoutAtItsAge(How how) throws Exception {
    WindowResult result = run((_, _) -> {}, how.loop());
    assertOnly(ErrorKind.TIMEOUT, result);
    assertThat(result.completed()).isZero();
    assertThat(result.elapsed()).isGreaterThanOrEqualTo(WINDOW.plus(DRAIN));
    // The oldest was due at about the start, the youngest at about the end of issuing.
    assertThat(result.response().getMaxValue())
        .isGreaterThan(WINDOW.plus(DRAIN).toNanos() * 9 / 10);
    assertThat(result.response().getMinValue()).isGreaterThan(DRAIN.toNanos() * 99 / 100);
    assertThat(result.service().getTotalCount())
        .as("one in flight for each connection")
        .isEqualTo(CONNECTIONS);
    assertThat(result.meanInFlight()).isBetween(CONNECTIONS * 0.5, CONNECTIONS * 1.001);
    if (how == How.OPEN_LOOP) {
      assertThat(result.backlogAtEnd()).isEqualTo(result.issued() - CONNECTIONS);
      assertThat(result.peakOutstanding()).isEqualTo(result.issued());
    }
  }

  @Test
  void afterATimeoutTheNextWindowHasItsConnectionsAgain() throws Exception {
    var silent = new boolean[] {true};
    try (var server =
            new StubServer((message, peer) -> {
              if (!silent[0]) {
                peer.reply(message);
              }
            });
        var driver = LoadDriver.connect(load(server.address()))) {
      assertOnly(ErrorKind.TIMEOUT, accounted(driver.run(new Phase("silent", CLOSED, WINDOW))));
      silent[0] = false;
      WindowResult result = accounted(driver.run(new Phase("speaking", CLOSED, WINDOW)));
      assertThat(result.errors().total()).isZero();
      assertThat(result.reconnects()).isEqualTo(CONNECTIONS);
      assertThat(result.completed()).isGreaterThan(CONNECTIONS);
    }
  }

  @Test
  void nobodyListeningIsSaidInPlainWords() throws Exception {
    InetSocketAddress nobody;
    try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = (InetSocketAddress) listener.getLocalSocketAddress();
    }
    assertThatIOException()
        .isThrownBy(() -> LoadDriver.connect(load(nobody)))
        .withMessageContaining("no connection to")
        .withMessageContaining("" + nobody.getPort())
        .withMessageContaining(CONNECTIONS + " REFUSED_CONNECT");
  }

  @ParameterizedTest
  @EnumSource
  void aTargetThatDisappearsEndsTheWindowInTimeAndTheNextInPlainWords(How how) throws Exception {
    var server = new StubServer(ECHO);
    try (server;
        var driver = LoadDriver.connect(load(server.address()))) {
      var killer = Thread.ofVirtual().start(() -> closeAfter(server, WINDOW.dividedBy(2)));
      WindowResult result = accounted(driver.run(new Phase("test", how.loop(), WINDOW)));
      killer.join();
      assertThat(result.completed()).isPositive();
      assertThat(result.errors().total() + result.connectionErrors().total()).isPositive();
      assertThat(result.connectionErrors().byKind()).containsKey(ErrorKind.REFUSED_CONNECT);
      if (how == How.OPEN_LOOP) {
        assertThat(result.errors().byKind()).containsKey(ErrorKind.REFUSED_CONNECT);
      }
      assertThatIOException()
          .isThrownBy(() -> driver.run(new Phase("again", how.loop(), WINDOW)))
          .withMessageContaining("no connection to");
    }
  }

  private static void closeAfter(StubServer server, Duration delay) {
    try {
      Thread.sleep(delay);
      server.close();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aClosedConnectionIsReplacedSoThatTheOfferedLoadStays() throws Exception {
    var count = new AtomicInteger();
    WindowResult result =
        run(
            (message, peer) -> {
              peer.reply(message);
              if (count.incrementAndGet() % 10 == 0) {
                peer.socket().close();
              }
            },
            OPEN);
    assertThat(result.reconnects()).isGreaterThan(3);
    assertThat(result.connect().getTotalCount()).isEqualTo(result.reconnects());
    assertThat(result.completed()).isGreaterThan(result.issued() / 2);
  }

  @Test
  void anInterruptedWindowEndsAndTheDriverCanStillBeClosed() throws Exception {
    try (var server = new StubServer((_, _) -> {});
        var driver = LoadDriver.connect(load(server.address()))) {
      Thread.currentThread().interrupt();
      assertThat(
              catchThrowable(() -> driver.run(new Phase("test", CLOSED, Duration.ofMinutes(10)))))
          .isInstanceOf(InterruptedException.class);
      assertThat(Thread.interrupted()).isFalse();
    }
  }
}
