package org.concurrencybench.async;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.SplittableRandom;
import org.concurrencybench.core.room.FanoutStats;
import org.junit.jupiter.api.Test;

class PendingMessagesTest {

  private final FanoutStats stats = new FanoutStats();
  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final PendingMessages pending = new PendingMessages(channel, stats);

  @Test
  void countsTheBytesOfWhatWasNotTaken() {
    Queue<Integer> lengths = new ArrayDeque<>();
    var random = new SplittableRandom(1);
    long bytes = 0;
    for (int i = 0; i < 10_000; i++) {
      if (lengths.isEmpty() || random.nextInt(100) < 52) {
        int length = random.nextInt(1_000);
        pending.add(length);
        lengths.add(length);
        bytes += length;
      } else {
        assertThat(pending.trySuccess()).isTrue();
        bytes -= lengths.remove();
      }
      assertThat(pending.bytes()).isEqualTo(bytes);
    }
    assertThat(stats.snapshot().dropped()).isZero();
  }

  @Test
  void isThePromiseOfManyWrites() {
    for (int i = 0; i < 3; i++) {
      pending.add(10);
      channel.write(Unpooled.buffer(10).writeZero(10), pending);
    }
    assertThat(pending.bytes()).isEqualTo(30);
    channel.flush();
    assertThat(pending.bytes()).isZero();
    channel.releaseOutbound();
    assertThat(stats.snapshot().dropped()).isZero();
  }

  @Test
  void whatWasNeverFlushedIsDropped() {
    for (int i = 0; i < 3; i++) {
      pending.add(10);
      channel.write(Unpooled.buffer(10).writeZero(10), pending);
    }
    channel.close();
    assertThat(pending.bytes()).isZero();
    assertThat(stats.snapshot().dropped()).isEqualTo(3);
  }

  @Test
  void whatIsWrittenToAClosedChannelIsDropped() {
    channel.close();
    pending.add(10);
    channel.write(Unpooled.buffer(10).writeZero(10), pending);
    assertThat(pending.bytes()).isZero();
    assertThat(stats.snapshot().dropped()).isEqualTo(1);
  }
}
