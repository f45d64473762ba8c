package org.concurrencybench.testkit;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * Every request gets its own bytes back, in order, however the bytes arrive and how many there are
 * to serve.
 */
interface EchoContract extends Contract {

  @Test
  default void echoesEveryLength() throws Exception {
    try (var server = start()) {
      TestClient client = server.client();
      for (int length :
          new int[] {
            0, 1, 5, 125, 126, 500, 507, 508, 511, 512, 513, 4_096, 16_379, 16_380, 16_384, 65_530,
            65_536, 65_541, 300_000, 1 << 20
          }) {
        client.echo(Payloads.of(length, length));
      }
      client.echo(Payloads.of(-1, 3));
    }
  }

  @Test
  default void answersHundredsThatArriveAtOnceInOrder() throws Exception {
    try (var server = start()) {
      List<byte[]> payloads = Payloads.mixed(700, 400);
      TestClient client = server.client();
      client.send(client.encoded(payloads));
      client.expectEchoes(payloads);
    }
  }

  @Test
  default void answersWhatArrivesByteByByte() throws Exception {
    try (var server = start()) {
      List<byte[]> payloads = Payloads.mixed(5, 40);
      TestClient client = server.client();
      for (byte each : client.encoded(payloads)) {
        client.send(new byte[] {each});
      }
      client.expectEchoes(payloads);
    }
  }

  @Test
  default void answersWhatArrivesInPiecesOfAnyLength() throws Exception {
    try (var server = start()) {
      List<byte[]> payloads = Payloads.mixed(60, 40_000);
      TestClient client = server.client();
      byte[] bytes = client.encoded(payloads);
      var sent =
          TestServer.beside(() -> {
            var lengths = new SplittableRandom(7);
            for (int from = 0, to; from < bytes.length; from = to) {
              to = Math.min(bytes.length, from + 1 + lengths.nextInt(30_000));
              client.send(Arrays.copyOfRange(bytes, from, to));
            }
            return true;
          });
      client.expectEchoes(payloads);
      sent.result();
    }
  }

  @Test
  default void servesTwoThousandAtOnce() throws Exception {
    int connections = 2_000;
    assumeDescriptors(3L * connections);
    try (var server = start()) {
      var clients = new ArrayList<TestClient>();
      for (int i = 0; i < connections; i++) {
        clients.add(server.client());
      }
      for (int round = 0; round < 2; round++) {
        for (int i = 0; i < connections; i++) {
          clients.get(i).sendEcho(Payloads.of(i, 100));
        }
        for (int i = 0; i < connections; i++) {
          clients.get(i).expectEcho(Payloads.of(i, 100));
        }
      }
      Deadline.await("all of them open", () -> server.stats().open() == connections);
    }
  }

  /** Skips the test where this process may not open so many files. */
  static void assumeDescriptors(long count) {
    if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system) {
      long limit = system.getMaxFileDescriptorCount();
      Assumptions.assumeTrue(
          limit >= count, () -> "needs " + count + " files open, the limit is " + limit);
    }
  }
}
