package org.concurrencybench.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.concurrencybench.core.server.WireProtocol;
import org.concurrencybench.core.service.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HeldPollsTest {

  private static final int POLLS = 50;
  private static final Phase FOUR_WAKES =
      new Phase("test", HeldPolls.wakes(4), Duration.ofSeconds(1));

  private static PollLoad load(ServiceStub stub) {
    return PollLoad.of(stub.address(), POLLS);
  }

  private static PollResult accounted(PollResult result) {
    WindowResult window = result.window();
    assertThat(window.issued()).isEqualTo(window.completed() + window.errors().total());
    assertThat(result.wakes().stream().mapToInt(Wake::polls).sum()).isEqualTo(window.issued());
    assertThat(result.wakes().stream().mapToInt(Wake::answered).sum())
        .isEqualTo(window.completed());
    return result;
  }

  private static PollResult run(UnaryOperator<Reply> changed) throws Exception {
    try (var stub = new ServiceStub(WireProtocol.HTTP, changed);
        var polls = HeldPolls.connect(load(stub))) {
      return accounted(polls.run(FOUR_WAKES, WindowObserver.SILENT));
    }
  }

  private static ServiceStub stub() throws IOException {
    return new ServiceStub(WireProtocol.HTTP);
  }

  @Test
  void everyWakeAnswersEverybodyInEveryWindow() throws Exception {
    try (var stub = stub();
        var polls = HeldPolls.connect(load(stub))) {
      assertThat(polls.connecting().opened()).isEqualTo(POLLS + 1);
      assertThat(polls.hold()).isEqualTo(POLLS);
      assertThat(polls.hold()).as("again").isEqualTo(POLLS);
      for (int i = 0; i < 2; i++) {
        PollResult result = accounted(polls.run(FOUR_WAKES, WindowObserver.SILENT));
        WindowResult window = result.window();
        assertThat(window.errors().total()).as("%s", window.errors()).isZero();
        assertThat(window.connectionErrors().total()).isZero();
        assertThat(window.completed()).isEqualTo(4 * POLLS);
        assertThat(window.response().getTotalCount()).isEqualTo(4 * POLLS);
        assertThat(window.lateness().getTotalCount()).as("one a POST").isEqualTo(4);
        assertThat(window.littleRatio()).isNull();
        assertThat(window.meanInFlight()).isBetween(0.0, POLLS * 1.001);
        assertThat(result.wakes())
            .hasSize(4)
            .allSatisfy(wake -> {
              assertThat(wake.answered()).isEqualTo(POLLS);
              assertThat(wake.first()).isPositive().isLessThanOrEqualTo(wake.median());
              assertThat(wake.median()).isLessThanOrEqualTo(wake.all());
            });
        assertThat(result.timeToAnswerAllMillis()).isPresent();
      }
      assertThat(stub.accepted()).isEqualTo(POLLS + 1);
    }
  }

  /** Measures the measurer: an answer in five waits for a known time in the stub. */
  @Test
  void answersThatAreHeldUpAreSeen() throws Exception {
    var count = new AtomicInteger();
    PollResult result =
        run(reply -> {
          if (reply instanceof Reply.Awaited && count.getAndIncrement() % 5 == 0) {
            sleep(100);
          }
          return reply;
        });
    assertThat(result.window().errors().total()).isZero();
    long above =
        result
            .window()
            .response()
            .getCountBetweenValues(TimeUnit.MILLISECONDS.toNanos(99), Long.MAX_VALUE / 2);
    assertThat(above).isGreaterThanOrEqualTo(4 * POLLS / 5);
    assertThat(result.wakes())
        .allSatisfy(wake -> assertThat(wake.all()).isGreaterThan(Duration.ofMillis(99)));
  }

  @Test
  void answerThatDoesNotComeIsInThePercentilesAtItsAge() throws Exception {
    Duration drain = Duration.ofMillis(500);
    var count = new AtomicInteger();
    try (var stub =
            new ServiceStub(
                WireProtocol.HTTP,
                reply -> {
                  if (reply instanceof Reply.Awaited && count.getAndIncrement() == 0) {
                    sleep(3_000);
                  }
                  return reply;
                });
        var polls = HeldPolls.connect(load(stub).withDrain(drain))) {
      WindowResult window = accounted(polls.run(FOUR_WAKES, WindowObserver.SILENT)).window();
      assertThat(window.errors().count(ErrorKind.TIMEOUT)).isEqualTo(4);
      assertThat(window.response().getTotalCount()).isEqualTo(window.issued());
      // The oldest of its four was due at the beginning.
      assertThat(Duration.ofNanos(window.response().getMaxValue()))
          .isGreaterThanOrEqualTo(FOUR_WAKES.duration().plus(drain).minusMillis(2));
    }
  }

  private static void sleep(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void wrongSequenceIsAWrongReply() throws Exception {
    PollResult result =
        run(reply ->
            reply instanceof Reply.Awaited(long sequence, var type, var payload) && sequence == 2
                ? new Reply.Awaited(7, type, payload)
                : reply);
    assertThat(result.window().errors().byKind()).containsOnlyKeys(ErrorKind.WRONG_REPLY);
    assertThat(result.window().errors().toString()).contains("message 7 of the room instead of 2");
    assertThat(result.wakes().getFirst().answered()).isEqualTo(POLLS);
    assertThat(result.wakes().get(1).answered()).isZero();
    assertThat(result.wakes().get(1).all()).isNull();
    assertThat(result.timeToAnswerAllMillis()).isEmpty();
  }

  @Test
  void anotherByteIsAWrongReply() throws Exception {
    PollResult result =
        run(reply -> {
          if (reply instanceof Reply.Awaited(long sequence, var type, var payload)) {
            var changed =
                java.nio.ByteBuffer.allocate(payload.remaining()).put(payload.duplicate()).flip();
            changed.put(20, (byte) ~changed.get(20));
            return new Reply.Awaited(sequence, type, changed);
          }
          return reply;
        });
    assertThat(result.window().completed()).isZero();
    assertThat(result.window().errors().toString()).contains("message that differs at byte 20");
  }

  @Test
  void noMessageBeforeItsTimeIsAWrongReply() throws Exception {
    PollResult result =
        run(reply -> reply instanceof Reply.Awaited ? new Reply.NoMessage() : reply);
    assertThat(result.window().errors().toString()).contains("no message, told after");
  }

  @Test
  void middleOfTheWakesIsTheFigure() {
    var none = new PollResult(window(), List.of());
    assertThat(none.timeToAnswerAllMillis()).isEmpty();
    assertThat(new PollResult(window(), List.of(wake(30), wake(10), wake(20))))
        .extracting(result -> result.timeToAnswerAllMillis().orElseThrow())
        .isEqualTo(20.0);
    assertThat(new PollResult(window(), List.of(wake(30), wake(10))))
        .extracting(result -> result.timeToAnswerAllMillis().orElseThrow())
        .isEqualTo(20.0);
  }

  private static Wake wake(long millis) {
    Duration all = Duration.ofMillis(millis);
    return new Wake(1, 1, 1, all, all, all);
  }

  private static WindowResult window() {
    return WindowMerge.of(
        FOUR_WAKES, 0, List.of(new Window(0, FOUR_WAKES.duration(), Duration.ZERO)), List.of());
  }

  @Test
  void nonsenseIsRefusedWithTheValue() throws Exception {
    try (var stub = stub()) {
      PollLoad load = load(stub);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> PollLoad.of(stub.address(), 0))
          .withMessageContaining("polls: 0");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> load.withPayload(15))
          .withMessageContaining("payload of 15 bytes");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> load.withTimeout(Duration.ofMinutes(11)))
          .withMessageContaining("PT11M");
    }
  }

  /** A server that is full says so as soon as it accepts, when the connection counts as open. */
  @Test
  void pollsThatAServerRefusesAreNotHeldForTheReasonThatItGave() throws Exception {
    try (var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread.startVirtualThread(() -> refuseAll(server));
      var address = (InetSocketAddress) server.getLocalSocketAddress();
      assertThatIOException()
          .isThrownBy(() -> {
            try (var polls = HeldPolls.connect(PollLoad.of(address, 1))) {
              polls.hold();
            }
          })
          .withMessageContaining("503 full");
    }
  }

  private static void refuseAll(ServerSocket server) {
    try {
      while (true) {
        try (Socket one = server.accept()) {
          one.getOutputStream()
              .write(
                  "HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Length: 4\r\n\r\nfull"
                      .getBytes(StandardCharsets.US_ASCII));
          one.shutdownOutput();
          one.getInputStream().readAllBytes();
        }
      }
    } catch (IOException e) {
      assertThat(server.isClosed()).as("%s", e).isTrue();
    }
  }
}
