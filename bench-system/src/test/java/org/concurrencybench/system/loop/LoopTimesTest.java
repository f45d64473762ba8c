package org.concurrencybench.system.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class LoopTimesTest {

  @Test
  void busiestLoopCountsAndNotTheirMean() {
    var began = new LoopTimes(1_000, Map.of(1L, 500L, 2L, 900L), 0);
    var ended = new LoopTimes(3_000, Map.of(1L, 2_300L, 2L, 1_000L, 3L, 2_000L), 0);
    assertThat(ended.busiestSince(began)).hasValueCloseTo(0.9, within(1e-9));
    assertThat(began.busiestSince(began)).as("no time has passed").isEmpty();
    assertThat(ended.busiestSince(new LoopTimes(0, Map.of(), 0))).isEmpty();
  }

  @Test
  void threadIsALoopAsLongAsItRunsOne() throws Exception {
    var inside = new CountDownLatch(1);
    var leave = new CountDownLatch(1);
    var loop =
        Thread.ofPlatform()
            .start(() ->
                LoopTimes.countingThisThread(
                    () -> {
                      inside.countDown();
                      try {
                        leave.await();
                      } catch (InterruptedException _) {
                        Thread.currentThread().interrupt();
                      }
                    },
                    () -> 5));
    inside.await();
    LoopTimes now = LoopTimes.now();
    assertThat(now.cpuNanos()).containsKey(loop.threadId());
    assertThat(now.awakeNanos()).isGreaterThanOrEqualTo(5);
    leave.countDown();
    loop.join();
    assertThat(LoopTimes.now().cpuNanos()).doesNotContainKey(loop.threadId());
  }
}
