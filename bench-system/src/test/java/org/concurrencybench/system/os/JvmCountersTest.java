package org.concurrencybench.system.os;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class JvmCountersTest {

  @Test
  void allocationOfPlatformAndVirtualThreadsCounts() throws Exception {
    JvmCounters before = JvmCounters.now();
    var arrays = new FutureTask<>(() -> new byte[20][1 << 20]);
    Thread.ofPlatform().start(arrays);
    assertThat(arrays.get()).hasDimensions(20, 1 << 20);
    JvmCounters between = JvmCounters.now();
    var more = new FutureTask<>(() -> new byte[20][1 << 20]);
    Thread.ofVirtual().start(more);
    assertThat(more.get()).hasDimensions(20, 1 << 20);
    JvmCounters after = JvmCounters.now();

    assertThat(between.allocatedBytes() - before.allocatedBytes()).isBetween(20L << 20, 30L << 20);
    assertThat(after.allocatedBytes() - between.allocatedBytes()).isBetween(20L << 20, 30L << 20);
  }

  @Test
  void collectionsCount() {
    JvmCounters before = JvmCounters.now();
    System.gc();
    JvmCounters after = JvmCounters.now();
    assertThat(after.gcCount()).isGreaterThan(before.gcCount());
    assertThat(after.gcPauseMillis()).isGreaterThanOrEqualTo(before.gcPauseMillis());
  }

  @Test
  void schedulerTellsItsCarriers() throws InterruptedException {
    var running = new CountDownLatch(1);
    var mayEnd = new CountDownLatch(1);
    Thread virtual =
        Thread.ofVirtual()
            .start(() -> {
              running.countDown();
              while (mayEnd.getCount() > 0) {
                Thread.onSpinWait();
              }
            });
    running.await();
    JvmCounters.VirtualThreads scheduler = JvmCounters.now().scheduler();
    mayEnd.countDown();
    virtual.join();

    assertThat(scheduler.parallelism()).isPositive();
    assertThat(scheduler.carriers()).isPositive();
    assertThat(scheduler.mounted()).isPositive();
  }
}
