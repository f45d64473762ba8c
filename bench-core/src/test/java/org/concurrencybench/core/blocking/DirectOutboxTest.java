package org.concurrencybench.core.blocking;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.concurrencybench.core.protocol.Limits;
import org.concurrencybench.core.room.Rooms;
import org.concurrencybench.core.server.GlobalLock;
import org.concurrencybench.core.server.Variant;
import org.concurrencybench.core.tcp.TcpServerProtocol;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** For how long a member that takes nothing may hold up who writes to it. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class DirectOutboxTest {

  private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

  private final Rooms rooms = new Rooms();
  private final CountDownLatch writing = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);

  /** Whose close is what ends a write to it. */
  private final Socket socket =
      new Socket() {
        @Override
        public void close() throws IOException {
          super.close();
          closed.countDown();
        }
      };

  private final WriteWatch watch = new WriteWatch(Thread.ofVirtual().factory());
  private final DirectOutbox outbox =
      new DirectOutbox(socket, new Stuck(), rooms.stats(), new GlobalLock(Variant.DEFAULT), watch);

  @AfterEach
  void end() {
    outbox.abandon();
    watch.close();
  }

  @Test
  void theFirstToHoldUpAPublishHasASecond() throws Exception {
    long published = System.nanoTime();
    Thread sender = deliver(published);
    assertThat(outbox.look(published + 900 * MILLI)).isFalse();
    assertThat(rooms.stats().snapshot().slowMembers()).isZero();
    outbox.look(System.nanoTime() + 1_100 * MILLI);
    sender.join();
    assertThat(rooms.stats().snapshot().slowMembers()).isEqualTo(1);
    assertThat(rooms.stats().snapshot().dropped()).isEqualTo(1);
  }

  @Test
  void whoHoldsUpAPublishThatIsLateHasMilliseconds() throws Exception {
    Thread sender = deliver(System.nanoTime() - 1_100 * MILLI);
    assertThat(outbox.look(System.nanoTime() + 6 * MILLI)).isTrue();
    sender.join();
    assertThat(rooms.stats().snapshot().slowMembers()).isEqualTo(1);
  }

  private Thread deliver(long publishedNanos) throws InterruptedException {
    Thread sender =
        Thread.startVirtualThread(
            () -> outbox.deliver(seat, ByteBuffer.allocate(10), publishedNanos));
    writing.await();
    return sender;
  }

  private final Seat seat = new Seat(new TcpServerProtocol(Limits.DEFAULT).messageFormat(), outbox);

  DirectOutboxTest() throws IOException {
    outbox.enter(seat, rooms.named("a"), new ArraySink());
  }

  private final class Stuck extends OutputStream {

    @Override
    public void write(int b) {
      throw new AssertionError("byte by byte");
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
      writing.countDown();
      try {
        closed.await();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
      throw new IOException("closed");
    }
  }
}
