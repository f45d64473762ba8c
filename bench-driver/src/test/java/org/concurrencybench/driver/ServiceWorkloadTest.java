package org.concurrencybench.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.concurrencybench.core.server.WireProtocol;
import org.concurrencybench.core.service.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Computations and backend calls, against a service that performs them. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ServiceWorkloadTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private static int payload(ClientKind client) {
    return client == ClientKind.TCP ? 64 : 0;
  }

  private static WireProtocol wire(ClientKind client) {
    return client == ClientKind.TCP ? WireProtocol.TCP : WireProtocol.HTTP;
  }

  private static WindowResult run(ServiceStub stub, ClientKind client, Workload workload, Loop loop)
      throws Exception {
    try (var driver = LoadDriver.connect(Load.of(stub.address(), client, workload, 10))) {
      return driver.run(new Phase("test", loop, SECOND));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"TCP", "HTTP"})
  void bystandersAndComputationsAreRecordedApart(ClientKind client) throws Exception {
    try (var stub = new ServiceStub(wire(client))) {
      WindowResult result =
          run(stub, client, new Workload.Compute(50, 0.25, payload(client)), new Loop.Open(1_000));
      assertThat(result.errors().total()).as("%s", result.errors()).isZero();
      assertThat(result.issued()).isEqualTo(result.completed());
      assertThat(result.computing()).isNotNull();
      long computing = result.computing().count();
      assertThat((double) computing / result.issued()).isCloseTo(0.25, within(0.07));
      assertThat(result.response().getTotalCount() + computing).isEqualTo(result.completed());
      assertThat(result.service().getTotalCount())
          .isEqualTo(result.response().getTotalCount())
          .isEqualTo(result.lateness().getTotalCount());
      assertThat(result.intervals().stream().mapToLong(Interval::completed).sum())
          .isEqualTo(result.completed());
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"TCP", "HTTP"})
  void whereAllComputeTheTimesAreTheirs(ClientKind client) throws Exception {
    try (var stub = new ServiceStub(wire(client))) {
      WindowResult result =
          run(stub, client, new Workload.Compute(20, 1, payload(client)), new Loop.Closed());
      assertThat(result.errors().total()).as("%s", result.errors()).isZero();
      assertThat(result.computing()).isNull();
      assertThat(result.response().getTotalCount()).isEqualTo(result.completed()).isPositive();
    }
  }

  /** Measures the measurer: the stub waits for a known time. */
  @ParameterizedTest
  @EnumSource(names = {"TCP", "HTTP"})
  void backendsWaitIsInTheResponseTime(ClientKind client) throws Exception {
    try (var stub = new ServiceStub(wire(client))) {
      var workload = new Workload.Backend(100, payload(client));
      WindowResult result = run(stub, client, workload, new Loop.Closed());
      assertThat(result.errors().total()).as("%s", result.errors()).isZero();
      assertThat(result.completed()).isBetween(10L, 100L);
      assertThat(result.response().getMinValue() / 1e6).isGreaterThanOrEqualTo(99.9);
      assertThat(workload.beyondWaitMicros(100_250)).isEqualTo(250);
    }
  }

  @Test
  void wrongValueIsAWrongReply() throws Exception {
    try (var stub =
        new ServiceStub(
            WireProtocol.HTTP,
            reply ->
                reply instanceof Reply.Computed(long value, var payload)
                    ? new Reply.Computed(value + 1, payload)
                    : reply)) {
      WindowResult result =
          run(stub, ClientKind.HTTP, new Workload.Compute(1, 0.5, 0), new Loop.Open(100));
      assertThat(result.errors().byKind()).containsOnlyKeys(ErrorKind.WRONG_REPLY);
      assertThat(result.errors().toString()).contains("computed value");
      assertThat(result.completed()).as("bystanders").isPositive();
    }
  }

  @Test
  void backendThatIsNotThereIsARefusedReply() throws Exception {
    try (var stub =
        new ServiceStub(
            WireProtocol.TCP,
            reply ->
                reply instanceof Reply.BackendAnswered
                    ? new Reply.BackendUnavailable("gone")
                    : reply)) {
      WindowResult result =
          run(stub, ClientKind.TCP, new Workload.Backend(1, 64), new Loop.Open(100));
      assertThat(result.errors().byKind()).containsOnlyKeys(ErrorKind.REFUSED_REPLY);
      assertThat(result.errors().toString()).contains("6 gone");
      assertThat(result.reconnects()).as("the connection stays").isZero();
    }
  }
}
