package org.concurrencybench.system.os;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MemoryAtRestTest {

  private long millis;
  private int samples;

  private ProcessMemory leastOf(LongUnaryOperator outsideAfterMillis) throws InterruptedException {
    return new MemoryAtRest(
            () -> sample(outsideAfterMillis.applyAsLong(millis)), passed -> millis += passed)
        .least();
  }

  private ProcessMemory sample(@Nullable Long outside) {
    samples++;
    return new ProcessMemory(millis, 0L, outside, outside, 1L, 1, 1L);
  }

  @Test
  void whatIsFreedEveryFiveSecondsIsNotCounted() throws InterruptedException {
    ProcessMemory least = leastOf(after -> after < 5_100 ? 100_000 : 80_000);
    assertThat(least.outsideHeapBytes()).isEqualTo(80_000);
  }

  @Test
  void compilationMeanwhileIsNotCounted() throws InterruptedException {
    ProcessMemory least = leastOf(after -> after == 2_000 ? 80_000 : 90_000);
    assertThat(least.outsideHeapBytes()).isEqualTo(80_000);
    assertThat(least.heapUsedBytes()).as("all parts are of one moment").isEqualTo(2_000);
  }

  @Test
  void systemThatDoesNotTellIsAskedOnce() throws InterruptedException {
    ProcessMemory only = new MemoryAtRest(() -> sample(null), passed -> millis += passed).least();
    assertThat(only.outsideHeapBytes()).isNull();
    assertThat(samples).isOne();
    assertThat(millis).isZero();
  }
}
