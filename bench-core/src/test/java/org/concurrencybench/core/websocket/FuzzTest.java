package org.concurrencybench.core.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.concurrencybench.core.protocol.BytesSink;
import org.concurrencybench.core.protocol.Limits;
import org.concurrencybench.core.protocol.ProtocolViolation;
import org.concurrencybench.core.protocol.ServerProtocol.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Bytes that nobody meant, from a seed, so that a failure can be repeated. */
@Timeout(120)
class FuzzTest {

  private static final int LIMIT = 200;
  private static final int LONGEST_CONTROL_PAYLOAD = 125;

  @Test
  void theServerNeitherThrowsNorStallsNorHoldsMoreThanItsLimit() {
    Map<State, Integer> endings = new EnumMap<>(State.class);
    int requests = 0;
    for (int seed = 0; seed < 20_000; seed++) {
      Random random = new Random(seed);
      byte[] bytes = conversation(random, true);
      EchoConnection connection = new EchoConnection(new Limits(LIMIT));
      ByteBuffer input = ByteBuffer.wrap(bytes.clone());
      while (input.hasRemaining()) {
        int length = 1 + random.nextInt(Math.min(input.remaining(), 300));
        connection.read(input.slice(input.position(), length));
        input.position(input.position() + length);
        assertThat(Held.bytes(connection.server))
            .as("seed %d", seed)
            .isLessThanOrEqualTo(LIMIT + LONGEST_CONTROL_PAYLOAD);
      }
      EchoConnection whole = new EchoConnection(new Limits(LIMIT)).read(bytes);
      assertThat(connection.output.bytes()).as("seed %d", seed).isEqualTo(whole.output.bytes());
      assertThat(connection.server.state()).isEqualTo(whole.server.state());
      assertThat(connection.sent()).allMatch(frame -> frame.payload().length <= LIMIT);
      endings.merge(connection.server.state(), 1, Integer::sum);
      requests += connection.requests();
    }
    assertThat(endings).containsOnlyKeys(State.values());
    assertThat(endings.values()).allMatch(count -> count > 800);
    assertThat(requests).isGreaterThan(20_000);
  }

  @Test
  void theClientThrowsNothingButViolations() {
    int violations = 0;
    for (int seed = 0; seed < 20_000; seed++) {
      Random random = new Random(seed);
      ByteBuffer input = ByteBuffer.wrap(conversation(random, false));
      WebSocketClientFrames client = new WebSocketClientFrames(new Limits(LIMIT), seed, false);
      try {
        while (input.hasRemaining()) {
          ByteBuffer read = input.slice(input.position(), 1 + random.nextInt(input.remaining()));
          input.position(input.position() + read.remaining());
          decodeAll(client, read);
          assertThat(Held.bytes(client)).isLessThanOrEqualTo(LIMIT + LONGEST_CONTROL_PAYLOAD);
        }
      } catch (ProtocolViolation _) {
        violations++;
      }
    }
    assertThat(violations).isBetween(2_000, 18_000);
  }

  private static void decodeAll(WebSocketClientFrames client, ByteBuffer read) {
    BytesSink output = new BytesSink();
    while (client.decode(read, output) != null) {
      // the next one
    }
    assertThat(read.hasRemaining()).isFalse();
  }

  /** Mostly good frames, with a defect in most conversations. */
  private static byte[] conversation(Random random, boolean masked) {
    List<byte[]> parts = new ArrayList<>();
    boolean fragmented = false;
    for (int i = 1 + random.nextInt(12); i > 0; i--) {
      int kind = random.nextInt(20);
      Frame frame;
      if (kind < 4) {
        frame = new Frame(0x80 | 9 + random.nextInt(2), payload(random, 125));
      } else if (kind == 4 && random.nextInt(4) == 0) {
        frame = Frame.close(1000 + random.nextInt(16), payload(random, 20));
      } else {
        boolean more = random.nextInt(3) == 0;
        int opcode = fragmented ? 0 : 1 + random.nextInt(2);
        frame = new Frame((more ? 0 : 0x80) | opcode, payload(random, LIMIT));
        fragmented = more;
      }
      byte[] bytes = masked ? frame.masked() : frame.unmasked();
      if (random.nextInt(25) == 0) {
        bytes[random.nextInt(Math.min(bytes.length, 10))] = (byte) random.nextInt();
      }
      parts.add(bytes);
    }
    return Frame.join(parts.toArray(byte[][]::new));
  }

  private static byte[] payload(Random random, int longest) {
    byte[] payload =
        new byte[random.nextInt(3) == 0 ? random.nextInt(longest + 1) : random.nextInt(9)];
    for (int i = 0; i < payload.length; i++) {
      payload[i] = (byte) random.nextInt(128);
    }
    return payload;
  }
}
