package org.concurrencybench.backend;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.concurrencybench.core.protocol.Limits;
import org.concurrencybench.core.tcp.TcpServerProtocol;
import org.concurrencybench.system.loop.WriteBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The heap against a sorted list, with calls that are given up in between. */
class DueCallsTest {

  private final DueCalls due = new DueCalls();
  private final WriteBuffer output = new WriteBuffer();
  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final List<CallerConnection> expected = new ArrayList<>();
  private final SplittableRandom random = new SplittableRandom(1);

  @AfterEach
  void release() {
    output.release();
  }

  @Test
  void theFirstIsAlwaysTheOneThatIsDueFirst() {
    for (int i = 0; i < 3_000; i++) {
      double dice = random.nextDouble();
      if (dice < 0.6 || expected.isEmpty()) {
        add(Long.MAX_VALUE - 1_000 + random.nextLong(2_000)); // over the end of the clock's range
      } else if (dice < 0.8) {
        remove(due.first());
      } else {
        remove(expected.get(random.nextInt(expected.size())));
      }
      assertFirst();
    }
    while (!expected.isEmpty()) {
      assertFirst();
      remove(due.first());
    }
    assertThat(due.isEmpty()).isTrue();
  }

  private void add(long dueNanos) {
    var call =
        new CallerConnection(channel, TcpServerProtocol.ofBackend(Limits.DEFAULT), output, due);
    call.dueNanos = dueNanos;
    due.add(call);
    expected.add(call);
  }

  private void remove(CallerConnection call) {
    due.remove(call);
    expected.remove(call);
  }

  private void assertFirst() {
    if (!expected.isEmpty()) {
      long first =
          expected.stream()
              .map(call -> call.dueNanos)
              .min(Comparator.comparingLong(nanos -> nanos - Long.MAX_VALUE))
              .orElseThrow();
      assertThat(due.first().dueNanos).isEqualTo(first);
    }
    assertThat(due.isEmpty()).isEqualTo(expected.isEmpty());
  }
}
