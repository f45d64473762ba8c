package org.concurrencybench.pooled;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.concurrencybench.core.room.MessageFormat;
import org.concurrencybench.core.room.MessageType;
import org.concurrencybench.core.room.Room;
import org.concurrencybench.core.room.Rooms;
import org.concurrencybench.core.server.GlobalLock;
import org.concurrencybench.core.server.ServerConfig;
import org.concurrencybench.core.server.Variant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What waits for a client that does not read, and what becomes of it. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OutboxTest {

  private static final int MESSAGE_BYTES = 10_000;
  private static final MessageFormat PLAIN =
      message -> ByteBuffer.allocate(MESSAGE_BYTES).put(message.payload().duplicate()).flip();

  private final Rooms rooms = new Rooms();
  private final Room room = rooms.named("a");
  private final Asked owner = new Asked();
  private SocketChannel client;
  private SocketChannel channel;
  private Outbox outbox;

  @BeforeEach
  void connect() throws IOException {
    try (var listener = ServerSocketChannel.open()) {
      listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      client = SocketChannel.open();
      client.setOption(StandardSocketOptions.SO_RCVBUF, 16 * 1024);
      client.connect(listener.getLocalAddress());
      channel = listener.accept();
    }
    channel.setOption(StandardSocketOptions.SO_SNDBUF, 64 * 1024);
    channel.configureBlocking(false);
    outbox = new Outbox(channel, owner);
  }

  @AfterEach
  void close() throws IOException {
    client.close();
    channel.close();
  }

  @Test
  void whatTheSocketDoesNotTakeWaitsInItsOrder() throws IOException {
    int replies = 100;
    for (int i = 0; i < replies; i++) {
      outbox.write(filled(i));
    }
    assertThat(owner.asked).as("asked for the socket once").isEqualTo(1);
    assertThat(outbox.isEmpty()).isFalse();
    assertThat(outbox.isBehind()).isTrue();
    for (int i = 0; i < replies; i++) {
      ByteBuffer read = ByteBuffer.allocate(MESSAGE_BYTES);
      while (read.hasRemaining()) {
        outbox.drain();
        client.read(read);
      }
      assertThat(read.flip()).isEqualTo(filled(i));
    }
    assertThat(outbox.drain()).isTrue();
    assertThat(outbox.isBehind()).isFalse();
    assertThat(owner.failures).isEmpty();
  }

  private static ByteBuffer filled(int number) {
    var bytes = ByteBuffer.allocate(MESSAGE_BYTES);
    while (bytes.hasRemaining()) {
      bytes.put((byte) number);
    }
    return bytes.flip();
  }

  @Test
  void memberThatIsTooFarBehindIsGivenUpAndEveryMessageAccountedFor() throws IOException {
    Seat seat = seated();
    int said = 0;
    while (owner.failures.isEmpty()) {
      say(filled(said++));
    }
    say(filled(said++));
    assertThat(owner.failures).singleElement().isInstanceOf(IOException.class);
    assertThat(rooms.stats().snapshot().slowMembers()).isEqualTo(1);
    assertThat(rooms.stats().snapshot().owed()).isEqualTo(said);
    long dropped = rooms.stats().snapshot().dropped();
    assertThat(dropped * MESSAGE_BYTES)
        .as("bytes that waited")
        .isBetween(
            (long) ServerConfig.PENDING_BYTES, ServerConfig.PENDING_BYTES + 3L * MESSAGE_BYTES);
    seat.leave();
    channel.close();
    assertThat(bytesToTheEnd() / MESSAGE_BYTES).isEqualTo(said - dropped);
  }

  @Test
  void whatWasNotWrittenAtTheEndIsDropped() throws IOException {
    Seat seat = seated();
    int said = 0;
    while (outbox.isEmpty()) {
      say(filled(said++));
    }
    say(filled(said++));
    seat.leave();
    assertThat(rooms.stats().snapshot().dropped()).isZero();
    outbox.abandon();
    outbox.abandon();
    assertThat(rooms.stats().snapshot().dropped()).isEqualTo(2);
    channel.close();
    assertThat(bytesToTheEnd() / MESSAGE_BYTES).isEqualTo(said - 2);
  }

  @Test
  void messagesForASeatThatWasLeftAreDropped() throws IOException {
    Seat first = seated();
    first.leave();
    Seat second = seated();
    outbox.deliver(first, filled(1));
    outbox.deliver(second, filled(2));
    assertThat(rooms.stats().snapshot().dropped()).isEqualTo(1);
    channel.close();
    assertThat(bytesToTheEnd()).isEqualTo(MESSAGE_BYTES);
  }

  @Test
  void clientThatIsGoneIsToldOnce() throws IOException {
    client.setOption(StandardSocketOptions.SO_LINGER, 0);
    client.close();
    while (owner.failures.isEmpty()) {
      outbox.write(filled(1));
    }
    outbox.write(filled(2));
    assertThat(owner.failures).hasSize(1);
    assertThat(outbox.isEmpty()).isTrue();
  }

  private Seat seated() {
    var seat = new Seat(PLAIN, outbox, new GlobalLock(Variant.DEFAULT));
    outbox.enter(seat, room, ByteBuffer.allocate(0));
    return seat;
  }

  private void say(ByteBuffer message) {
    room.publish(MessageType.BINARY, message);
  }

  private long bytesToTheEnd() throws IOException {
    var read = ByteBuffer.allocate(MESSAGE_BYTES);
    long bytes = 0;
    int count;
    while ((count = client.read(read.clear())) >= 0) {
      bytes += count;
    }
    return bytes;
  }

  /** What a connection is asked for. */
  private static final class Asked implements Outbox.Owner {

    private int asked;
    private final List<Throwable> failures = new ArrayList<>();

    @Override
    public void interestLater() {
      asked++;
    }

    @Override
    public void failedLater(Throwable cause) {
      failures.add(cause);
    }
  }
}
