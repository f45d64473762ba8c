package org.concurrencybench.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimeQueueTest {

  @Test
  void behavesLikeAQueueWhateverTheOrderOfAddingAndTaking() {
    var random = new Random(1);
    var queue = new TimeQueue();
    Queue<Long> oracle = new ArrayDeque<>();
    for (int i = 0; i < 100_000; i++) {
      // Fills and empties in turn, so that the ring grows while it is wrapped around.
      boolean filling = i / 1_000 % 2 == 0;
      if (random.nextInt(10) < (filling ? 7 : 3)) {
        queue.add(i);
        oracle.add((long) i);
      } else if (!oracle.isEmpty()) {
        assertThat(queue.peek()).isEqualTo(oracle.peek());
        assertThat(queue.poll()).isEqualTo(oracle.remove());
      }
      assertThat(queue.size()).isEqualTo(oracle.size());
    }
  }
}
