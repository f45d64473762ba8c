package org.concurrencybench.driver;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.concurrencybench.core.service.BenchService;
import org.concurrencybench.core.service.Reply;
import org.concurrencybench.core.service.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkloadTest {

  private static final InetSocketAddress TARGET =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
  private static final int BYTES = 100;

  private final EchoExchange echo = new EchoExchange(BYTES, 1);

  private ByteBuffer echoed(long stamp, long sequence) {
    if (!(echo.request(stamp, sequence) instanceof Request.Echo(var payload))) {
      throw new AssertionError("no echo");
    }
    return ByteBuffer.allocate(payload.remaining()).put(payload).flip();
  }

  private String fault(ByteBuffer reply) {
    return echo.fault(7, 9, new Reply.Echoed(reply));
  }

  @Test
  void theRightEchoIsRight() {
    assertThat(fault(echoed(7, 9))).isNull();
  }

  @Test
  void theRightEchoIsRightAtTheSmallestSize() {
    var smallest = new EchoExchange(StampedPayload.HEADER_BYTES, 1);
    smallest.request(7, 9);
    var reply = ByteBuffer.allocate(StampedPayload.HEADER_BYTES).putLong(7).putLong(9).flip();
    assertThat(smallest.fault(7, 9, new Reply.Echoed(reply))).isNull();
  }

  @Test
  void everyBitOfEveryByteCounts() {
    for (int bit = 0; bit < BYTES * 8; bit++) {
      ByteBuffer reply = echoed(7, 9);
      reply.put(bit / 8, (byte) (reply.get(bit / 8) ^ 1 << bit % 8));
      assertThat(fault(reply)).as("bit %d", bit).isNotNull();
    }
  }

  @Test
  void theFaultIsNamed() {
    assertThat(fault(echoed(8, 9))).contains("stamp");
    assertThat(fault(echoed(7, 8))).isEqualTo("echo of request 8 instead of 9");
    assertThat(fault(echoed(7, 9).limit(BYTES - 1))).isEqualTo("echo of 99 bytes instead of 100");
    ByteBuffer flipped = echoed(7, 9);
    flipped.put(50, (byte) ~flipped.get(50));
    assertThat(fault(flipped)).isEqualTo("echo that differs at byte 50");
    assertThat(echo.fault(7, 9, new Reply.Greeting(echoed(7, 9)))).contains("Greeting");
  }

  @Test
  void theGreetingIsCheckedByteForByte() {
    var hello = new HelloExchange();
    assertThat(hello.fault(1, 1, new Reply.Greeting(BenchService.GREETING.duplicate()))).isNull();
    var wrong = ByteBuffer.wrap("Hello, world!".getBytes(US_ASCII));
    assertThat(hello.fault(1, 1, new Reply.Greeting(wrong))).contains("Hello, world!");
    assertThat(hello.fault(1, 1, new Reply.Echoed(wrong))).contains("Echoed");
  }

  @ParameterizedTest
  @EnumSource(names = "HTTP", mode = EnumSource.Mode.EXCLUDE)
  void helloOverAnythingButHttpIsRefusedNamingBoth(ClientKind client) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Load.of(TARGET, client, Workload.hello(), 1))
        .withMessageContaining("hello")
        .withMessageContaining(client.toString());
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 15, (1 << 20) + 1})
  void payloadsThatCannotBeAreRefusedWithTheValue(int bytes) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Load.of(TARGET, ClientKind.TCP, Workload.echo(bytes), 1))
        .withMessageContaining("payload of " + bytes + " bytes");
  }

  @Test
  void nonsenseIsRefusedWithTheValue() {
    Load load = Load.of(TARGET, ClientKind.TCP, Workload.echo(16), 4);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> load.withWorkers(5))
        .withMessageContaining("5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> load.withWorkers(0))
        .withMessageContaining("0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> load.withDrain(Duration.ofSeconds(-1)))
        .withMessageContaining("PT-1S");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Load.of(TARGET, ClientKind.TCP, Workload.echo(16), 0))
        .withMessageContaining("0");
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            Load.of(
                InetSocketAddress.createUnresolved("nowhere", 1),
                ClientKind.TCP,
                Workload.echo(16),
                1))
        .withMessageContaining("nowhere");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Loop.Open(0))
        .withMessageContaining("0.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Loop.Open(Double.NaN))
        .withMessageContaining("NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Phase("measured", new Loop.Closed(), Duration.ZERO))
        .withMessageContaining("measured");
  }
}
