package org.concurrencybench.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.concurrencybench.core.server.ServerConfig;
import org.concurrencybench.core.server.Variant;
import org.concurrencybench.core.server.Variant.Compute;
import org.concurrencybench.core.server.Variant.Fanout;
import org.concurrencybench.core.service.Computation;
import org.concurrencybench.core.service.Reply;
import org.concurrencybench.core.service.Request;
import org.concurrencybench.testkit.TestServer.Work;
import org.junit.jupiter.api.Test;

/**
 * A computation gives the same value wherever it runs, and who waits for it is answered in order.
 */
interface ComputeContract extends Contract {

  /** A good part of a second of one CPU, and so much longer than a few echoes. */
  int LONG_UNITS = 300_000;

  @Test
  default void theValueIsRightInEveryVariant() throws Exception {
    for (Variant variant : variants()) {
      try (var server = start(config().withVariant(variant))) {
        TestClient client = server.client();
        for (int units : new int[] {0, 1, 2, 77, 1_000}) {
          for (long seed : new long[] {0, 1, -1, 0x123456789abcdefL}) {
            client.ask(request(units, seed));
            expectValue(client, units, seed);
          }
        }
      }
    }
  }

  @Test
  default void whatArrivesAtOnceIsAnsweredInOrder() throws Exception {
    for (Variant variant : variants()) {
      try (var server = start(config().withVariant(variant))) {
        TestClient client = server.client();
        for (int i = 0; i < 100; i++) {
          client.ask(request(i % 7, i));
          client.sendEcho(Payloads.of(i, i));
        }
        for (int i = 0; i < 100; i++) {
          expectValue(client, i % 7, i);
          client.expectEcho(Payloads.of(i, i));
        }
      }
    }
  }

  @Test
  default void manyComputeAtOnce() throws Exception {
    for (Variant variant : variants()) {
      try (var server = start(config().withVariant(variant))) {
        var working = new ArrayList<Work<Boolean>>();
        for (int i = 0; i < 50; i++) {
          TestClient client = server.client();
          long seed = i;
          working.add(TestServer.beside(() -> computeTwenty(client, seed)));
        }
        for (Work<Boolean> work : working) {
          work.result();
        }
      }
    }
  }

  private static boolean computeTwenty(TestClient client, long seed) throws IOException {
    for (int units = 0; units < 20; units++) {
      client.ask(request(units, seed));
      expectValue(client, units, seed);
    }
    return true;
  }

  @Test
  default void anOffloadedComputationHoldsUpNobodyElse() throws Exception {
    ServerConfig one = withOneProcessor(config());
    try (var server = start(one.withVariant(new Variant(Fanout.WRITER, Compute.OFFLOAD, false)))) {
      TestClient bystander = server.client();
      TestClient client = server.client();
      client.ask(request(LONG_UNITS, 1));
      for (int i = 0; i < 3; i++) {
        bystander.echo(Payloads.of(i, 100));
      }
      assertThat(client.hasInput()).as("the computation is over before the echoes are").isFalse();
      expectValue(client, LONG_UNITS, 1);
    }
  }

  @Test
  default void whoLeavesBeforeTheValueIsThereHarmsNobody() throws Exception {
    for (Variant variant : variants()) {
      try (var server = start(config().withVariant(variant))) {
        for (int i = 0; i < 10; i++) {
          TestClient client = server.client();
          client.ask(request(2_000, i));
          client.reset();
        }
        TestClient bystander = server.client();
        bystander.ask(request(10, 1));
        expectValue(bystander, 10, 1);
        Deadline.await("only one left", () -> server.stats().open() == 1);
      }
    }
  }

  @Test
  default void tooMuchAtOnceIsRefused() throws Exception {
    try (var server = start()) {
      TestClient client = server.client();
      client.ask(request(Request.MAX_UNITS + 1, 1));
      int badRequest = dialect() == Dialect.TCP ? 5 : 400;
      assertThat(client.receive())
          .isInstanceOfSatisfying(
              Reply.Refused.class, refusal -> assertThat(refusal.code()).isEqualTo(badRequest));
      client.expectEnd();
      Deadline.await("a violation", () -> server.stats().violations() == 1);
    }
  }

  private static List<Variant> variants() {
    return List.of(
        new Variant(Fanout.WRITER, Compute.INLINE, false),
        new Variant(Fanout.WRITER, Compute.OFFLOAD, false),
        new Variant(Fanout.WRITER, Compute.INLINE, true),
        new Variant(Fanout.WRITER, Compute.OFFLOAD, true));
  }

  private static ServerConfig withOneProcessor(ServerConfig config) {
    return new ServerConfig(
        config.protocol(),
        config.bind(),
        config.transport(),
        1,
        config.maxConnections(),
        config.limits(),
        config.variant(),
        config.backend());
  }

  private static Request request(int units, long seed) {
    return new Request.Compute(units, seed, ByteBuffer.wrap(payload(seed)));
  }

  private static byte[] payload(long seed) {
    return Payloads.of(seed, (int) (seed & 0xff));
  }

  private static void expectValue(TestClient client, int units, long seed) throws IOException {
    Reply reply = client.receive();
    assertThat(reply).isInstanceOf(Reply.Computed.class);
    var computed = (Reply.Computed) reply;
    assertThat(computed.value()).isEqualTo(Computation.of(units, seed));
    assertThat(
            computed.payload().remaining() == 0
                || computed.payload().equals(ByteBuffer.wrap(payload(seed))))
        .as("the payload comes back, where the protocol carries one")
        .isTrue();
  }
}
