package org.concurrencybench.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.concurrencybench.core.protocol.Limits;
import org.concurrencybench.testkit.TestServer.Work;
import org.junit.jupiter.api.Test;

/** A peer has a limited time to complete a message, and, if that was asked for, to ask at all. */
interface PatienceContract extends Contract {

  Duration SHORT = Duration.ofMillis(400);

  @Test
  default void aMessageThatNeverEndsIsGivenUpHoweverSlowlyItGoesOn() throws Exception {
    var limits = new Limits(1 << 20, SHORT, Duration.ZERO);
    try (var server = start(config().withLimits(limits))) {
      TestClient idle = server.client();
      idle.echo(Payloads.of(1, 100));
      TestClient slow = server.client();
      slow.echo(Payloads.of(2, 100));
      Work<byte[]> answer = TestServer.beside(slow::readToEnd);
      Work<Boolean> trickling = TestServer.beside(() -> trickle(server, slow));
      assertThat(dialect().tooSlow().test(answer.result())).as("told why").isTrue();
      trickling.result();
      Deadline.await("counted", () -> server.stats().violations() == 1);
      idle.echo(Payloads.of(3, 100));
    }
  }

  /** The bytes of a long request, one now and then, as long as the server takes them. */
  private static boolean trickle(TestServer server, TestClient client) {
    byte[] request = client.encoded(Payloads.of(3, 100_000));
    try {
      for (int i = 0; i < request.length && server.stats().violations() == 0; i++) {
        client.send(Arrays.copyOfRange(request, i, i + 1));
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      }
    } catch (IOException _) {
      return true; // the server has left
    }
    return true;
  }

  @Test
  default void manyMessagesThatEndAreNotOne() throws Exception {
    var limits = new Limits(1 << 20, SHORT, Duration.ZERO);
    try (var server = start(config().withLimits(limits))) {
      TestClient client = server.client();
      long until = System.nanoTime() + 4 * SHORT.toNanos();
      byte[] payload = Payloads.of(1, 1_000);
      byte[] request = client.encoded(payload);
      client.send(Arrays.copyOf(request, 10));
      while (System.nanoTime() - until < 0) {
        // One message ends and the next one begins in the same bytes.
        byte[] next = client.encoded(payload);
        client.send(joined(Arrays.copyOfRange(request, 10, request.length), next));
        client.expectEcho(payload);
        request = next;
      }
      client.send(Arrays.copyOfRange(request, 10, request.length));
      client.expectEcho(payload);
    }
  }

  private static byte[] joined(byte[] rest, byte[] next) {
    byte[] joined = Arrays.copyOf(rest, rest.length + 10);
    System.arraycopy(next, 0, joined, rest.length, 10);
    return joined;
  }

  @Test
  default void whoAsksForNothingIsLeftIfThatIsLimited() throws Exception {
    var limits = new Limits(1 << 20, Limits.MESSAGE, SHORT);
    try (var server = start(config().withLimits(limits))) {
      TestClient client = server.client();
      client.echo(Payloads.of(1, 100));
      expectFarewell(client);
      Deadline.await("a normal ending", () -> server.stats().normal() == 1);
    }
  }
}
