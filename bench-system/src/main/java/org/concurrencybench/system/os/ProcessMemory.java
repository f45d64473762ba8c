package org.concurrencybench.system.os;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Where the memory of this process is. What a connection costs is the difference of {@link
 * #totalBytes} between two numbers of connections, divided by the connections that were added.
 *
 * <pre>
 *           resident                         the kernel's, for this process
 * +----------------------+--------------+  +-------------+----------------------+
 * | heap: live | garbage | outside heap |  | page tables | stacks of OS threads |
 * +----------------------+--------------+  +-------------+----------------------+
 *     counted            .   counted             counted            counted
 * </pre>
 *
 * <p>Resident memory is {@code Rss} of {@code smaps_rollup}, for which the kernel walks the page
 * tables. {@code VmRSS} adds up counters instead, which each thread or CPU updates late, so that it
 * errs with the number of threads: the very variable. The heap's share comes from {@link
 * HeapRange#residentBytes}, so that it need not be pre-touched, and no resizing of its spaces shows
 * as memory of connections. Both walks are for the time outside windows.
 *
 * <p>The kernel's sockets belong to no process and are not here: see {@link KernelSockets}.
 *
 * @param heapUsedBytes objects, and garbage unless a collection came before
 * @param heapResidentBytes of the heap, what is in memory; null if the JVM does not say where its
 *     heap is
 * @param rssBytes resident memory of the process; null where there is no {@code /proc}
 * @param outsideHeapBytes of that, what is not heap: stacks of threads, code, metaspace, native
 *     buffers; null if either is
 * @param pageTableBytes the kernel's tables of the process, {@code VmPTE}
 * @param osThreads threads that the kernel knows
 * @param kernelStackBytes their stacks in the kernel
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_status.5.html">proc_pid_status(5),
 *     on VmRSS</a>
 * @see <a href="https://docs.kernel.org/filesystems/proc.html">The /proc filesystem,
 *     smaps_rollup</a>
 */
public record ProcessMemory(
    long heapUsedBytes,
    @Nullable Long heapResidentBytes,
    @Nullable Long rssBytes,
    @Nullable Long outsideHeapBytes,
    @Nullable Long pageTableBytes,
    @Nullable Integer osThreads,
    @Nullable Long kernelStackBytes) {

  /** THREAD_SIZE of 64-bit Linux on x86 and ARM. */
  private static final long KERNEL_STACK_BYTES = 16 * 1024;

  private static final int MAX_COLLECTIONS = 10;

  /** Between two collections, for what the first enqueued: cleaners, references. */
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private static final int STABLE_PARTS = 1000;

  /** The figures of this moment, garbage included. Some tens of milliseconds of work. */
  public static ProcessMemory now() {
    long used = heapInUse();
    Optional<ProcStatus> status = ProcStatus.read(Proc.SELF);
    if (!Libc.isAvailable() || status.isEmpty()) {
      return new ProcessMemory(used, null, null, null, null, null, null);
    }
    @Nullable Long heap = heapInMemory();
    @Nullable Long rss = residentMemory();
    long threads = status.get().number("Threads").orElseThrow();
    return new ProcessMemory(
        used,
        heap,
        rss,
        heap == null || rss == null ? null : rss - heap,
        status.get().bytes("VmPTE"),
        Math.toIntExact(threads),
        threads * KERNEL_STACK_BYTES);
  }

  /**
   * Collects until the heap in use changes by less than a thousandth, at least twice and at most
   * ten times, gives back to the system what the C library keeps of freed memory, then measures.
   * Otherwise what a thousand ended threads left behind would be used again by the next thousand,
   * and they would seem to weigh less.
   */
  public static ProcessMemory afterCollection() {
    long before = Long.MAX_VALUE;
    long used = collect();
    for (int n = 1; n < MAX_COLLECTIONS && Math.abs(before - used) > used / STABLE_PARTS; n++) {
      LockSupport.parkNanos(PAUSE_NANOS);
      before = used;
      used = collect();
    }
    return afterOneCollection();
  }

  /** The same where everything was collected before: what a sample itself leaves is little. */
  static ProcessMemory afterOneCollection() {
    NativeHeap.trim();
    // The first call of a diagnostic command leaves megabytes of garbage.
    collect();
    return now();
  }

  /**
   * What the method compares between two numbers of connections; null if a part is. Meaningful
   * after a collection.
   */
  public @Nullable Long totalBytes() {
    return outsideHeapBytes == null || pageTableBytes == null || kernelStackBytes == null
        ? null
        : heapUsedBytes + outsideHeapBytes + pageTableBytes + kernelStackBytes;
  }

  private static long collect() {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    memory.gc();
    return heapInUse();
  }

  private static long heapInUse() {
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static @Nullable Long heapInMemory() {
    Optional<HeapRange> heap = HeapRange.ofThisJvm();
    if (heap.isEmpty()) {
      return null;
    }
    try {
      return heap.get().residentBytes(Libc.pageBytes());
    } catch (IOException _) {
      return null;
    }
  }

  private static @Nullable Long residentMemory() {
    Path rollup = Proc.SELF.resolve("smaps_rollup");
    return Proc.text(rollup).map(ProcStatus::parse).map(sums -> sums.bytes("Rss")).orElse(null);
  }
}
