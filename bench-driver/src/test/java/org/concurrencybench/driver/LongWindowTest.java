package org.concurrencybench.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Windows that would take much memory, and windows that end early. */
@Timeout(60)
class LongWindowTest {

  @ParameterizedTest
  @CsvSource({"10s, 1", "60s, 1", "1h, 12", "24h, 400"})
  void memoryDoesNotGrowWithTheLength(String length, int atMostSeconds) {
    Duration duration = Duration.parse("PT" + length.toUpperCase(java.util.Locale.ROOT));
    long mostBytes = 128L << 20;
    int seconds =
        Recorder.intervalSeconds(duration, duration.plusSeconds(6).toNanos(), false, mostBytes);
    assertThat(seconds).isBetween(1, atMostSeconds);
    var set = new org.HdrHistogram.IntCountsHistogram(duration.plusSeconds(6).toNanos(), 3);
    long sets = Math.ceilDiv(duration.toSeconds(), seconds);
    assertThat(3L * set.getEstimatedFootprintInBytes() * sets).isLessThanOrEqualTo(mostBytes);
  }

  @Test
  void intervalsOfALongWindowSayWhereTheyBegin() {
    Duration day = Duration.ofDays(1);
    var recorder = new Recorder(0, day, Duration.ofSeconds(5), false);
    long late = day.toNanos() - 1;
    recorder.response(5, 1_000);
    recorder.response(late, 2_000);
    var intervals = WindowMerge.intervals(java.util.List.of(recorder));
    assertThat(intervals.getFirst().completed()).isEqualTo(1);
    assertThat(intervals.getLast().completed()).isEqualTo(1);
    assertThat((long) intervals.getLast().second())
        .isBetween(day.toSeconds() - recorder.intervalSeconds(), day.toSeconds());
    assertThat(intervals.get(1).second()).isEqualTo(recorder.intervalSeconds());
  }

  @Test
  void aRateFarBeyondTheServerEndsInTimeWithItsCounts() throws Exception {
    // Nobody reads, nobody answers.
    try (var silent = new ServerSocket(0, 64, InetAddress.getLoopbackAddress())) {
      Load load =
          Load.of(
                  (InetSocketAddress) silent.getLocalSocketAddress(),
                  ClientKind.HTTP,
                  Workload.hello(),
                  2)
              .withDrain(Duration.ofMillis(500));
      try (var driver = LoadDriver.connect(load)) {
        WindowResult result =
            driver.run(new Phase("flood", new Loop.Open(10_000_000), Duration.ofSeconds(1)));
        assertThat(result.completed()).isZero();
        assertThat(result.errors().byKind()).containsOnlyKeys(ErrorKind.TIMEOUT);
        assertThat(result.errors().total()).isEqualTo(result.issued()).isPositive();
        assertThat(result.response().getTotalCount()).isEqualTo(result.issued());
      }
    }
  }

  @Test
  void requestsForWhichThereIsNoMemoryAreTimeoutsOfTheAgeThatTheyWouldHave() {
    var window = new Window(0, Duration.ofSeconds(1), Duration.ofSeconds(2));
    window.issued();
    window.overflowed(500, 400, false);
    assertThat(window.outstanding()).isZero();
    assertThat(window.errors.errors().count(ErrorKind.TIMEOUT)).isEqualTo(1);
    assertThat(window.recorder.ofSecond(0).response.getMaxValue())
        .isGreaterThanOrEqualTo(Duration.ofSeconds(3).toNanos() - 400);
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void windowThatIsCutShortHasItsResult(boolean open) throws Exception {
    byte[] answer =
        "HTTP/1.1 200 OK\r\nContent-Length: 13\r\n\r\nHello, World!"
            .getBytes(StandardCharsets.US_ASCII);
    try (var listening = new ServerSocket(0, 64, InetAddress.getLoopbackAddress())) {
      var asked = new CompletableFuture<Boolean>();
      Thread.ofVirtual()
          .start(() -> {
            try (var peer = listening.accept()) {
              byte[] request = new byte[4_096];
              while (peer.getInputStream().read(request) >= 0) {
                peer.getOutputStream().write(answer);
                asked.complete(true);
              }
            } catch (java.io.IOException _) {
              // The test is over.
            }
          });
      Load load =
          Load.of(
              (InetSocketAddress) listening.getLocalSocketAddress(),
              ClientKind.HTTP,
              Workload.hello(),
              1);
      try (var driver = LoadDriver.connect(load)) {
        var cutter =
            Thread.ofVirtual()
                .start(() -> {
                  asked.orTimeout(30, TimeUnit.SECONDS).join();
                  driver.cut();
                });
        Loop loop = open ? new Loop.Open(50) : new Loop.Closed();
        WindowResult result = driver.run(new Phase("cut", loop, Duration.ofHours(2)));
        cutter.join();
        assertThat(result.phase().duration()).isLessThan(Duration.ofMinutes(1)).isPositive();
        assertThat(result.issued()).isEqualTo(result.completed() + result.errors().total());
        assertThat(result.completed()).isPositive();
        assertThat(result.errors().total()).isZero();
        assertThat(driver.run(new Phase("after", loop, Duration.ofHours(2))).elapsed())
            .as("what follows ends at once")
            .isLessThan(Duration.ofMinutes(1));
      }
    }
  }
}
