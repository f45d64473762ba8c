package org.concurrencybench.core.blocking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.concurrencybench.core.protocol.Limits;
import org.concurrencybench.core.room.MessageType;
import org.concurrencybench.core.room.Room;
import org.concurrencybench.core.room.Rooms;
import org.concurrencybench.core.tcp.TcpServerProtocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is written to a member that fails, and what its end is counted as. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class QueuedOutboxTest {

  private final Rooms rooms = new Rooms();
  private final Room room = rooms.named("a");
  private final Socket socket = new Socket();
  private final Semaphore begun = new Semaphore(0);
  private final Semaphore allowed = new Semaphore(0);

  @Test
  void allOfAWriteThatFailedIsUncertainButItsLast() throws Exception {
    QueuedOutbox outbox = joined(new IOException("broken"));
    publish(1); // goes alone, and holds up the writer
    begun.acquire();
    publish(3); // go in one write, which fails
    allowed.release(2);
    outbox.abandon();
    assertThat(rooms.stats().snapshot().owed()).isEqualTo(4);
    assertThat(rooms.stats().snapshot().uncertain()).isEqualTo(2);
    assertThat(rooms.stats().snapshot().dropped()).isEqualTo(1);
    assertThat(socket.isClosed()).isTrue();
  }

  @Test
  void oneMessageAloneIsDroppedForCertain() throws Exception {
    QueuedOutbox outbox = joined(new IOException("broken"));
    publish(1);
    begun.acquire();
    publish(1);
    allowed.release(2);
    outbox.abandon();
    assertThat(rooms.stats().snapshot().uncertain()).isZero();
    assertThat(rooms.stats().snapshot().dropped()).isEqualTo(1);
  }

  @Test
  void aBugOfTheWriterIsOneOfTheConnection() throws Exception {
    QueuedOutbox outbox = joined(new IllegalArgumentException("a bug"));
    publish(1);
    begun.acquire();
    publish(1);
    allowed.release(2);
    assertThatThrownBy(outbox::abandon)
        .isInstanceOf(IllegalStateException.class)
        .hasRootCauseMessage("a bug");
    assertThat(socket.isClosed()).isTrue();
    assertThat(rooms.stats().snapshot().dropped()).isEqualTo(1);
  }

  /** A member to which the answer was written, then one message can be, and nothing after. */
  private QueuedOutbox joined(Exception failure) throws Exception {
    var threads = new LiveThreads(Thread.ofVirtual().factory());
    var outbox = QueuedOutbox.start(socket, new Failing(failure), rooms.stats(), threads);
    var answer = new ArraySink();
    answer.putByte(1);
    outbox.enter(
        new Seat(new TcpServerProtocol(Limits.DEFAULT).messageFormat(), outbox), room, answer);
    begun.acquire();
    allowed.release();
    return outbox;
  }

  private void publish(int messages) {
    for (int i = 0; i < messages; i++) {
      room.publish(MessageType.BINARY, ByteBuffer.allocate(10));
    }
  }

  /** Fails at the third write. */
  private final class Failing extends OutputStream {

    private final Exception failure;
    private int writes;

    Failing(Exception failure) {
      this.failure = failure;
    }

    @Override
    public void write(int b) {
      throw new AssertionError("byte by byte");
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
      begun.release();
      allowed.acquireUninterruptibly();
      writes++;
      if (writes < 3) {
        return;
      }
      if (failure instanceof IOException e) {
        throw e;
      }
      throw (RuntimeException) failure;
    }
  }
}
