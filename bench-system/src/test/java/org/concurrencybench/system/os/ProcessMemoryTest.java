package org.concurrencybench.system.os;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProcessMemoryTest {

  private static final long MIB = 1 << 20;
  private static final long BLOCK = 8 * 1024;

  /** What compilers, class loading and other tests of this JVM may add meanwhile. */
  private static final long NOISE = 12 * MIB;

  private final List<byte[]> kept = new ArrayList<>();

  @BeforeEach
  void onLinux() {
    assumeThat(Libc.isAvailable()).isTrue();
  }

  @Test
  void liveObjectsAreHeapAndGarbageIsNot() {
    long before = ProcessMemory.afterCollection().heapUsedBytes();
    kept.add(new byte[Math.toIntExact(32 * MIB)]);
    long with = ProcessMemory.afterCollection().heapUsedBytes();
    kept.clear();
    long without = ProcessMemory.afterCollection().heapUsedBytes();

    assertThat(with - before).isCloseTo(32 * MIB, within(NOISE));
    assertThat(without - before).isCloseTo(0, within(NOISE));
  }

  /** The first sample of a process is a baseline: it must not hold what sampling itself left. */
  @Test
  void samplesLeaveNoGarbage() {
    long first = ProcessMemory.afterCollection().heapUsedBytes();
    long second = ProcessMemory.afterCollection().heapUsedBytes();
    assertThat(first - second).isLessThan(MIB);
  }

  @Test
  void heapThatFillsUpIsNotOutside() throws InterruptedException {
    long before = outsideAtRest();
    kept.add(new byte[Math.toIntExact(64 * MIB)]);

    assertThat(outsideAtRest() - before).isCloseTo(0, within(NOISE));
  }

  /**
   * A compiler at work takes tens of MiB for a while, and other tests have just run in this JVM.
   */
  private static ProcessMemory atRest() throws InterruptedException {
    return MemoryAtRest.sample();
  }

  private static long outsideAtRest() throws InterruptedException {
    return atRest().outsideHeapBytes();
  }

  /** The C library keeps it otherwise: above it lies a piece that is still in use. */
  @Test
  void nativeMemoryThatWasFreedIsNotCounted() throws InterruptedException {
    int blocks = Math.toIntExact(64 * MIB / BLOCK);
    long before = outsideAtRest();
    List<Arena> arenas = new ArrayList<>();
    for (int n = 0; n < blocks; n++) {
      Arena arena = Arena.ofConfined();
      arena.allocate(BLOCK).fill((byte) 1);
      arenas.add(arena);
    }
    arenas.subList(0, blocks - 1).forEach(Arena::close);
    long after = outsideAtRest();
    arenas.getLast().close();

    assertThat(after - before).isCloseTo(0, within(NOISE));
  }

  @Test
  void nativeMemoryIsOutsideOnceItIsTouched() throws InterruptedException {
    ProcessMemory before = atRest();
    try (var arena = Arena.ofConfined()) {
      arena.allocate(64 * MIB).fill((byte) 1);
      ProcessMemory with = atRest();
      assertThat(with.outsideHeapBytes() - before.outsideHeapBytes())
          .isCloseTo(64 * MIB, within(NOISE));
      assertThat(with.pageTableBytes() - before.pageTableBytes())
          .isGreaterThanOrEqualTo(64 * MIB / 4096 * 8 / 2);
    }
  }

  @Test
  void threadsAreCountedWithTheirStacks() throws InterruptedException {
    ProcessMemory before = ProcessMemory.now();
    var mayEnd = new CountDownLatch(1);
    var threads = new ArrayList<Thread>();
    for (int i = 0; i < 100; i++) {
      threads.add(
          Thread.ofPlatform()
              .start(() -> {
                try {
                  mayEnd.await();
                } catch (InterruptedException e) {
                  throw new AssertionError(e);
                }
              }));
    }
    ProcessMemory with = ProcessMemory.now();
    mayEnd.countDown();
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(with.osThreads() - before.osThreads()).isCloseTo(100, within(5));
    assertThat(with.kernelStackBytes()).isEqualTo(with.osThreads() * 16_384L);
    assertThat(with.totalBytes())
        .isEqualTo(
            with.heapUsedBytes()
                + with.outsideHeapBytes()
                + with.pageTableBytes()
                + with.kernelStackBytes());
  }

  @Test
  void totalIsUnknownIfAPartIs() {
    assertThat(new ProcessMemory(1, 2L, 3L, null, 5L, 6, 7L).totalBytes()).isNull();
  }
}
