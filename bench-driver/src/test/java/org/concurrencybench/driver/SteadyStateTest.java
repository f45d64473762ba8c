package org.concurrencybench.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.concurrencybench.core.server.WireProtocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Windows of requests that wait: the measured interval begins as it ends. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SteadyStateTest {

  private static final int CONNECTIONS = 20;

  private static Load load(ServiceStub stub, int millis) {
    return Load.of(stub.address(), ClientKind.TCP, new Workload.Backend(millis, 64), CONNECTIONS);
  }

  /**
   * However fast the machine is, requests in flight are rate times mean time. Without a lead-in
   * half of the rate was missing here.
   */
  @Test
  void closedLoopLosesNoServiceTime() throws Exception {
    try (var stub = new ServiceStub(WireProtocol.TCP);
        var driver = LoadDriver.connect(load(stub, 400))) {
      WindowResult result =
          driver.run(load(stub, 400).measured(new Loop.Closed(), Duration.ofMillis(800)));
      double mean = result.service().getMean() / 1e9;
      assertThat(result.requestsPerSecond() * mean).isGreaterThan(0.75 * result.meanInFlight());
      assertThat(result.littleRatio()).isCloseTo(1, within(0.002));
    }
  }

  /** A third of the rate was reported when requests took two thirds of the window. */
  @Test
  void openLoopOfLongWaitsReportsItsRate() throws Exception {
    try (var stub = new ServiceStub(WireProtocol.TCP);
        var driver = LoadDriver.connect(load(stub, 400))) {
      Loop loop = new Loop.Open(40, Arrivals.CONSTANT);
      WindowResult result = driver.run(load(stub, 400).measured(loop, Duration.ofMillis(600)));
      assertThat(result.errors().total()).isZero();
      assertThat(result.issued()).isEqualTo(24);
      assertThat(result.offeredPerSecond()).isCloseTo(40, within(1e-9));
      assertThat(result.completedInside()).as("8 without a lead-in").isGreaterThan(15);
      assertThat(result.response().getTotalCount()).isEqualTo(24);
    }
  }

  /** Counters are read at the two ends of the interval: lead-in and drain are in neither. */
  @Test
  void observerHearsOfBothEnds() throws Exception {
    List<String> heard = new ArrayList<>();
    var observer =
        new WindowObserver() {
          private long beganNanos;
          private long endedNanos;

          @Override
          public void began() {
            beganNanos = System.nanoTime();
            heard.add("began");
          }

          @Override
          public void ended() {
            endedNanos = System.nanoTime();
            heard.add("ended");
          }

          @Override
          public void progress(Progress progress) {
            heard.add("progress");
          }
        };
    try (var stub = new ServiceStub(WireProtocol.TCP);
        var driver = LoadDriver.connect(load(stub, 100))) {
      long start = System.nanoTime();
      driver.run(load(stub, 100).measured(new Loop.Closed(), Duration.ofMillis(1_500)), observer);
      assertThat(heard).startsWith("began").endsWith("ended");
      assertThat(heard.subList(1, heard.size() - 1))
          .as("one each second, fewer on a machine that stalls")
          .containsOnly("progress")
          .hasSizeLessThanOrEqualTo(1);
      assertThat(observer.beganNanos - start)
          .as("100 ms of waiting and a little more")
          .isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(200));
      assertThat(observer.endedNanos - start)
          .as("those and the measured interval")
          .isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(1_700));
    }
  }

  @Test
  void leadInIsAsLongAsAReplyTakes() {
    Duration second = Duration.ofSeconds(1);
    Duration least = leadIn(Workload.hello(), new Loop.Closed());
    assertThat(least).isPositive().isLessThan(Duration.ofMillis(200));
    assertThat(leadIn(new Workload.Backend(2_000, 0), new Loop.Open(100)))
        .isEqualTo(least.plusSeconds(2));
    assertThat(leadIn(new Workload.Backend(0, 0), new Loop.Closed(second)))
        .as("and the pause")
        .isEqualTo(least.plus(second));
    assertThat(
            Load.of(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 1),
                    ClientKind.HTTP,
                    new Workload.Backend(60_000, 0),
                    1)
                .drain())
        .as("a wait is no timeout")
        .isEqualTo(Load.DRAIN.plusMinutes(1));
  }

  private static Duration leadIn(Workload workload, Loop loop) {
    var target = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
    return Load.of(target, ClientKind.HTTP, workload, 10)
        .measured(loop, Duration.ofSeconds(3))
        .leadIn()
        .length();
  }
}
