package org.concurrencybench.backend;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.concurrencybench.core.protocol.Limits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The bytes here are written by hand. */
@Timeout(60)
class SlowBackendTest {

  private static SlowBackend start() throws IOException {
    return SlowBackend.start(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), Limits.DEFAULT);
  }

  @Test
  void answersInTheOrderOfWhatIsDue() throws Exception {
    try (SlowBackend backend = start();
        var later = new Caller(backend);
        var sooner = new Caller(backend)) {
      later.call(600, "later");
      sooner.call(1, "sooner");
      sooner.expect("sooner");
      assertThat(later.hasInput()).as("the answer that is due later").isFalse();
      later.expect("later");
    }
  }

  @Test
  void answersNotBeforeTheWaitIsOver() throws Exception {
    try (SlowBackend backend = start();
        var caller = new Caller(backend)) {
      for (int millis : new int[] {0, 1, 2, 20}) {
        long began = System.nanoTime();
        caller.call(millis, "x");
        caller.expect("x");
        assertThat(System.nanoTime() - began).isGreaterThanOrEqualTo(millis * 1_000_000L);
      }
    }
  }

  @Test
  void answersWhatArrivesAtOnceInOrder() throws Exception {
    try (SlowBackend backend = start();
        var caller = new Caller(backend)) {
      String large = "y".repeat(3_000);
      for (int i = 0; i < 200; i++) {
        caller.call(i % 3, large + i);
      }
      for (int i = 0; i < 200; i++) {
        caller.expect(large + i);
      }
    }
  }

  @Test
  void answersManyAtOnceAndSaysHowLateItWas() throws Exception {
    int callers = 500;
    try (SlowBackend backend = start()) {
      List<Caller> all = new ArrayList<>();
      try {
        for (int i = 0; i < callers; i++) {
          all.add(new Caller(backend));
        }
        for (int i = 0; i < callers; i++) {
          all.get(i).call(100 + i % 50, "call " + i);
        }
        for (int i = 0; i < callers; i++) {
          all.get(i).expect("call " + i);
        }
      } finally {
        for (Caller caller : all) {
          caller.close();
        }
      }
      Lateness lateness = backend.latenessSinceLast();
      assertThat(lateness.answers()).isEqualTo(callers);
      assertThat(lateness.p50Nanos()).isPositive().isLessThanOrEqualTo(lateness.p99Nanos());
      assertThat(lateness.p99Nanos()).isLessThanOrEqualTo(lateness.maxNanos());
      assertThat(backend.latenessSinceLast().answers()).isZero();
      assertThat(backend.lateness().answers()).isEqualTo(callers);
    }
  }

  @Test
  void whoLeavesIsForgotten() throws Exception {
    try (SlowBackend backend = start();
        var staying = new Caller(backend)) {
      for (int i = 0; i < 50; i++) {
        try (var leaving = new Caller(backend)) {
          leaving.call(50, "gone");
        }
      }
      staying.call(200, "here");
      staying.expect("here");
      assertThat(backend.latenessSinceLast().answers()).isLessThanOrEqualTo(51);
    }
  }

  @Test
  void everyOtherOpIsUnknownAndEndsTheConnection() throws Exception {
    for (int op : new int[] {0x01, 0x02, 0x10, 0x11, 0x12, 0x7f, 0x55}) {
      try (SlowBackend backend = start();
          var caller = new Caller(backend)) {
        caller.out.write(new byte[] {0, 0, 0, 1, (byte) op});
        assertThat(caller.in.readAllBytes())
            .startsWith(0, 0, 0, 12, 0x7f, 1)
            .endsWith("unknown op".getBytes(US_ASCII));
      }
    }
  }

  @Test
  void anAddressThatIsTakenIsSaid() throws Exception {
    try (SlowBackend backend = start()) {
      assertThatThrownBy(() -> SlowBackend.start(backend.address(), Limits.DEFAULT))
          .isInstanceOf(IOException.class);
    }
  }

  private static final class Caller implements AutoCloseable {

    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;

    Caller(SlowBackend backend) throws IOException {
      socket = new Socket(backend.address().getAddress(), backend.address().getPort());
      socket.setTcpNoDelay(true);
      in = new DataInputStream(socket.getInputStream());
      out = new DataOutputStream(socket.getOutputStream());
    }

    void call(int millis, String payload) throws IOException {
      out.writeInt(1 + Integer.BYTES + payload.length());
      out.writeByte(0x03);
      out.writeInt(millis);
      out.writeBytes(payload);
    }

    void expect(String payload) throws IOException {
      assertThat(in.readInt()).isEqualTo(1 + payload.length());
      assertThat(in.readByte()).isEqualTo((byte) 0x03);
      assertThat(new String(in.readNBytes(payload.length()), US_ASCII)).isEqualTo(payload);
    }

    boolean hasInput() throws IOException {
      return in.available() > 0;
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
