package org.concurrencybench.system.os;

import static java.util.concurrent.TimeUnit.MICROSECONDS;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ResourceUsageTest {

  private static final int WAITS = 5_000;

  @BeforeEach
  void onLinux() {
    assumeThat(Libc.isAvailable()).isTrue();
  }

  @Test
  void switchesAreThoseOfProcAndStayWhenTheirThreadEnds() throws Exception {
    var waited = new CountDownLatch(1);
    var mayEnd = new CountDownLatch(1);
    ResourceUsage before = ResourceUsage.now();
    Map<Integer, Switches> procBefore = switchesInProc();

    Thread waiter =
        Thread.ofPlatform()
            .start(() -> {
              for (int i = 0; i < WAITS; i++) {
                LockSupport.parkNanos(MICROSECONDS.toNanos(50));
              }
              waited.countDown();
              awaitUninterruptibly(mayEnd);
            });
    waited.await();
    long counted = ResourceUsage.now().voluntarySwitches() - before.voluntarySwitches();
    long inProc = voluntarySince(procBefore);
    mayEnd.countDown();
    waiter.join();
    // The kernel takes a thread out of /proc some time after Java has joined it.
    long deadline = System.nanoTime() + SECONDS.toNanos(30);
    long inProcAfterItsEnd = voluntarySince(procBefore);
    while (inProcAfterItsEnd > counted - WAITS / 2L && System.nanoTime() - deadline < 0) {
      LockSupport.parkNanos(MICROSECONDS.toNanos(1_000));
      inProcAfterItsEnd = voluntarySince(procBefore);
    }
    long countedAfterItsEnd = ResourceUsage.now().voluntarySwitches() - before.voluntarySwitches();

    // The JVM's own threads switch meanwhile, between one reading and the other too.
    assertThat(counted).isGreaterThanOrEqualTo(WAITS).isCloseTo(inProc, within(WAITS / 2L));
    assertThat(countedAfterItsEnd).isGreaterThanOrEqualTo(counted);
    // What the others do meanwhile is in both counts; only the ended thread's are in one alone.
    assertThat(countedAfterItsEnd - inProcAfterItsEnd).isGreaterThan(WAITS / 2L);
  }

  @Test
  void involuntarySwitchesAreThoseOfProc() throws Exception {
    CpuSet one = CpuSet.of(Affinity.current().orElseThrow().numbers().findFirst().orElseThrow());
    ResourceUsage before = ResourceUsage.now();
    Map<Integer, Switches> procBefore = switchesInProc();
    var own = new AtomicLong();
    var done = new CountDownLatch(2);
    var mayEnd = new CountDownLatch(1);

    // Two that compute on one CPU take it from each other.
    Runnable contender =
        () -> {
          burn(MILLISECONDS.toNanos(200));
          own.addAndGet(Switches.of(Path.of("/proc/thread-self")).orElseThrow().involuntary());
          done.countDown();
          awaitUninterruptibly(mayEnd);
        };
    var threads =
        Affinity.callPinned(
            one,
            () ->
                List.of(
                    Thread.ofPlatform().start(contender), Thread.ofPlatform().start(contender)));
    done.await();
    long counted = ResourceUsage.now().involuntarySwitches() - before.involuntarySwitches();
    long inProc =
        switchesInProc().entrySet().stream()
            .mapToLong(e ->
                e.getValue().involuntary()
                    - procBefore.getOrDefault(e.getKey(), new Switches(0, 0)).involuntary())
            .sum();
    mayEnd.countDown();
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(own.get()).isPositive();
    assertThat(counted).isGreaterThanOrEqualTo(own.get()).isCloseTo(inProc, withinPercentage(50));
  }

  @Test
  void processorTimeIsThatOfAllThreads() throws Exception {
    ResourceUsage before = ResourceUsage.now();
    Thread busy = Thread.ofPlatform().start(() -> burn(MILLISECONDS.toNanos(200)));
    busy.join();
    long used = ResourceUsage.now().cpuNanos() - before.cpuNanos();
    assertThat(used).isGreaterThanOrEqualTo(MILLISECONDS.toNanos(199));
  }

  @Test
  void processorTimeIsTheBeansWhichCountsInTicks() {
    var bean = ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);
    long earliest = bean.getProcessCpuTime();
    long measured = ResourceUsage.now().cpuNanos();
    long latest = bean.getProcessCpuTime();
    assertThat(measured)
        .isBetween(earliest - MILLISECONDS.toNanos(25), latest + MILLISECONDS.toNanos(25));
  }

  @Test
  void maxRssIsInBytes() {
    long highWaterBytes = ProcStatus.read(Proc.SELF).orElseThrow().bytes("VmHWM");
    // The kernel adds up its per-CPU counts of pages at different moments.
    assertThat(ResourceUsage.now().maxRssBytes()).isCloseTo(highWaterBytes, withinPercentage(10));
  }

  private static void burn(long cpuNanos) {
    var threads = ManagementFactory.getThreadMXBean();
    long end = threads.getCurrentThreadCpuTime() + cpuNanos;
    while (threads.getCurrentThreadCpuTime() < end) {
      Thread.onSpinWait();
    }
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static Map<Integer, Switches> switchesInProc() {
    var switches = new HashMap<Integer, Switches>();
    for (int thread : Proc.threads(Proc.SELF)) {
      Switches.of(Proc.SELF.resolve("task/" + thread))
          .ifPresent(counts -> switches.put(thread, counts));
    }
    return switches;
  }

  /** Voluntary switches of the threads that live now, since {@code before}. */
  private static long voluntarySince(Map<Integer, Switches> before) {
    long sum = 0;
    for (Map.Entry<Integer, Switches> thread : switchesInProc().entrySet()) {
      long earlier = before.getOrDefault(thread.getKey(), new Switches(0, 0)).voluntary();
      sum += thread.getValue().voluntary() - earlier;
    }
    return sum;
  }
}
