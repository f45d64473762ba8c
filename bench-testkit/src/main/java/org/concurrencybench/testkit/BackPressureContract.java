package org.concurrencybench.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.concurrencybench.testkit.TestServer.Work;
import org.junit.jupiter.api.Test;

/**
 * A client that never reads is soon not read from: what the server takes is what the kernel keeps
 * and a little more, and once the client reads, everything is there.
 */
interface BackPressureContract extends Contract {

  /** The kernel's buffers of both sides and both directions are most of what is taken. */
  long MOST_TAKEN_BYTES = 32L << 20;

  @Test
  default void aClientThatDoesNotReadLargeRepliesIsNotReadFrom() throws Exception {
    stopsAndResumes(1 << 20);
  }

  @Test
  default void aClientThatDoesNotReadSmallRepliesIsNotReadFrom() throws Exception {
    stopsAndResumes(300);
  }

  private void stopsAndResumes(int payloadBytes) throws Exception {
    try (var server = start()) {
      TestClient bystander = server.client();
      TestClient client = server.client();
      var flood = new Flood(client, payloadBytes);
      Work<Boolean> sending = TestServer.beside(flood::run);
      long taken = Deadline.awaitQuiet("the server takes no more", flood.sentBytes::get);
      System.getLogger("bench-testkit")
          .log(System.Logger.Level.DEBUG, "{0} {1} took {2}", model(), dialect(), taken);
      assertThat(taken)
          .as("bytes taken from a client that does not read")
          .isLessThan(MOST_TAKEN_BYTES);
      bystander.echo(Payloads.of(-1, payloadBytes));

      flood.enough = true;
      for (long i = 0; i < flood.begun.get(); i++) {
        client.expectEcho(Payloads.of(i, payloadBytes));
      }
      sending.result();
      client.echo(Payloads.of(-2, payloadBytes));
    }
  }

  /** Sends more and more, until it is enough or far too much was taken. */
  final class Flood {

    private final TestClient client;
    private final int payloadBytes;
    private final AtomicLong begun = new AtomicLong();
    private final AtomicLong sentBytes = new AtomicLong();
    private volatile boolean enough;

    private Flood(TestClient client, int payloadBytes) {
      this.client = client;
      this.payloadBytes = payloadBytes;
    }

    private boolean run() throws Exception {
      while (!enough && sentBytes.get() <= MOST_TAKEN_BYTES) {
        byte[] request = client.encoded(Payloads.of(begun.getAndIncrement(), payloadBytes));
        client.send(request);
        sentBytes.addAndGet(request.length);
      }
      return true;
    }
  }
}
