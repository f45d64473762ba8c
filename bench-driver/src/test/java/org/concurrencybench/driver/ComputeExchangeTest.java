package org.concurrencybench.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;
import org.concurrencybench.core.service.Computation;
import org.concurrencybench.core.service.Reply;
import org.concurrencybench.core.service.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComputeExchangeTest {

  private static final int UNITS = 3;

  private static ComputeExchange exchange(double share, int payloadBytes) {
    var workload = new Workload.Compute(UNITS, share, payloadBytes);
    Exchange light = payloadBytes == 0 ? new HelloExchange() : new EchoExchange(payloadBytes, 1);
    return new ComputeExchange(workload, new ComputedValues(UNITS, 1), light, 1);
  }

  private static Reply answer(Request request) {
    return switch (request) {
      case Request.Compute(int units, long seed, var payload) ->
          new Reply.Computed(Computation.of(units, seed), copy(payload));
      case Request.Echo(var payload) -> new Reply.Echoed(copy(payload));
      default -> throw new AssertionError("" + request);
    };
  }

  private static ByteBuffer copy(ByteBuffer payload) {
    return ByteBuffer.allocate(payload.remaining()).put(payload.duplicate()).flip();
  }

  @ParameterizedTest
  @CsvSource({"0.01, 0.002", "0.1, 0.01", "0.5, 0.01"})
  void shareOfTheRequestsComputesWhateverTheConnection(double share, double tolerance) {
    var exchange = exchange(share, 64);
    int computing = 0;
    int inARow = 0;
    boolean last = false;
    int count = 100_000;
    for (int i = 0; i < count; i++) {
      boolean computes = exchange.aside(0x1234_5678L * (i % 100), i / 100);
      assertThat(exchange.request(0x1234_5678L * (i % 100), i / 100) instanceof Request.Compute)
          .isEqualTo(computes);
      computing += computes ? 1 : 0;
      inARow += computes && last ? 1 : 0;
      last = computes;
    }
    assertThat((double) computing / count).isCloseTo(share, within(tolerance));
    assertThat((double) inARow / count)
        .as("independent of the one before")
        .isCloseTo(share * share, within(tolerance));
  }

  @Test
  void everyoneComputesAndNobodyIsAside() {
    var exchange = exchange(1, 64);
    for (int i = 0; i < 1_000; i++) {
      assertThat(exchange.request(7, i)).isInstanceOf(Request.Compute.class);
      assertThat(exchange.aside(7, i)).isFalse();
    }
  }

  @Test
  void rightAnswersAreRight() {
    for (double share : new double[] {0.5, 1}) {
      var exchange = exchange(share, 64);
      for (int i = 0; i < 100; i++) {
        Reply reply = answer(exchange.request(7, i));
        assertThat(exchange.fault(7, i, reply)).isNull();
      }
    }
  }

  @Test
  void seedsDiffer() {
    var exchange = exchange(1, 0);
    Set<Long> seeds = new HashSet<>();
    for (int i = 0; i < 1_000; i++) {
      if (exchange.request(7, i) instanceof Request.Compute(_, long seed, _)) {
        seeds.add(seed);
      }
    }
    assertThat(seeds).hasSize(64);
  }

  @Test
  void wrongValueAndWrongPayloadAreNamed() {
    var exchange = exchange(1, 64);
    if (!(answer(exchange.request(7, 9)) instanceof Reply.Computed(long value, var payload))) {
      throw new AssertionError();
    }
    assertThat(exchange.fault(7, 9, new Reply.Computed(value ^ 1, payload.duplicate())))
        .startsWith("computed value ")
        .contains(" instead of ");
    payload.put(40, (byte) ~payload.get(40));
    assertThat(exchange.fault(7, 9, new Reply.Computed(value, payload.duplicate())))
        .isEqualTo("computation that differs at byte 40");
    assertThat(exchange.fault(7, 9, new Reply.Echoed(payload.duplicate()))).contains("Echoed");
  }

  @Test
  void echoInPlaceOfAComputationIsWrong() {
    var exchange = exchange(0.5, 64);
    for (int i = 0; i < 20; i++) {
      exchange.request(7, i);
      Reply other =
          exchange.aside(7, i)
              ? new Reply.Echoed(ByteBuffer.allocate(64))
              : new Reply.Computed(1, ByteBuffer.allocate(64));
      assertThat(exchange.fault(7, i, other)).isNotNull();
    }
  }

  @Test
  void tableIsSmallerWhereComputationsAreLong() {
    assertThat(new ComputedValues(1, 1).count()).isEqualTo(64);
    assertThat(new ComputedValues(500_000, 1).count()).isEqualTo(2);
    assertThat(new ComputedValues(1_000_001, 1).count()).isEqualTo(1);
  }

  @Test
  void nonsenseIsRefusedWithTheValue() {
    for (int units : new int[] {0, -1, Request.MAX_UNITS + 1}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Workload.Compute(units, 1, 64))
          .withMessageContaining("units: " + units);
    }
    for (double share : new double[] {0, -0.1, 1.1, Double.NaN}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Workload.Compute(1, share, 64))
          .withMessageContaining("share of " + share);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Workload.Compute(1, 1, 15))
        .withMessageContaining("payload of 15 bytes");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Workload.Backend(600_001, 64))
        .withMessageContaining("millis: 600001");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Workload.Backend(1, 64).check(ClientKind.HTTP))
        .withMessage("payload of 64 bytes: backend has none over http");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Workload.Compute(1, 1, 64).check(ClientKind.WS))
        .withMessage("workload compute over ws: compute is a request of tcp and http");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Workload.Backend(1, 0).check(ClientKind.TCP))
        .withMessageContaining("payload of 0 bytes");
  }

  @Test
  void workloadsAreNamedAsCellsNameThem() {
    assertThat(new Workload.Compute(8_000, 0.1, 64)).hasToString("compute-10pct-8000");
    assertThat(new Workload.Compute(800, 0.29, 64)).hasToString("compute-29pct-800");
    assertThat(new Workload.Compute(800, 0.005, 64)).hasToString("compute-0.5pct-800");
    assertThat(new Workload.Compute(20, 1, 0)).hasToString("compute-20");
    assertThat(new Workload.Backend(100, 0)).hasToString("backend-100ms");
  }
}
