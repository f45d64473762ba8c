package org.concurrencybench.suite.process;

import java.util.ArrayList;
import java.util.List;
import org.concurrencybench.system.os.CpuLayout;

/**
 * The flags of a server JVM: everything that the JVM would otherwise choose by the machine, said
 * explicitly and the same for every model.
 *
 * <p>The collector is the serial one unless another is asked for. It is what the JVM picks itself
 * on one CPU, which is what a server has on a small machine; it resizes nothing while it runs; and
 * it has no threads of its own, which would compete for the server's CPUs and whose waking and
 * sleeping would be counted among the server's context switches. Its pauses grow with the heap: on
 * a large machine with a large heap name another.
 *
 * <p>The stack size is the most that the stack of a platform thread may grow to, not what it takes.
 * It keeps the address space of ten thousand threads small. Stacks of virtual threads live in the
 * heap, as small as their frames; they run on the stack of a carrier, so that no call chain of a
 * model may be deeper than this allows.
 *
 * @param collector as in the flag: {@code Serial}, {@code Parallel}, {@code G1}
 * @param heapMebibytes size of the heap, fixed and touched in advance
 * @param stackKibibytes size of the stacks of platform threads
 * @param processors CPUs of the server, which are the carriers of virtual threads
 * @param tellProcessors whether to tell the JVM the number: only for one that is not pinned and
 *     would see them all
 * @param extra further flags, after these
 */
public record JvmFlags(
    String collector,
    int heapMebibytes,
    int stackKibibytes,
    int processors,
    boolean tellProcessors,
    List<String> extra) {

  /** Carriers that may stand in for those that are blocked in the kernel: the JDK's own default. */
  private static final int MAX_CARRIERS = 256;

  private static final int BACKEND_HEAP_MEBIBYTES = 128;

  /** Checks the ranges. */
  public JvmFlags {
    if (!collector.matches("\\w+")) {
      throw new IllegalArgumentException(
          "collector '" + collector + "': must be a name such as Serial");
    }
    if (heapMebibytes < 8) {
      throw new IllegalArgumentException("heap: " + heapMebibytes + " MiB, must be at least 8");
    }
    if (stackKibibytes < 180) {
      throw new IllegalArgumentException("stack: " + stackKibibytes + " KiB, must be at least 180");
    }
    if (processors < 1) {
      throw new IllegalArgumentException("processors: " + processors + ", must be at least 1");
    }
    extra = List.copyOf(extra);
  }

  /**
   * Serial collector, 512 MiB of heap, 256 KiB of stack, for a server that is pinned to that many
   * CPUs.
   */
  public static JvmFlags pinnedTo(int processors) {
    return new JvmFlags("Serial", 512, 256, processors, false, List.of());
  }

  /** Flags for the slow backend: one event loop, and calls that are a few objects each. */
  public static JvmFlags ofBackend() {
    return new JvmFlags("Serial", BACKEND_HEAP_MEBIBYTES, 256, 1, false, List.of());
  }

  /** Flags for a server that has its CPUs of {@code layout}. */
  public static JvmFlags of(CpuLayout layout) {
    JvmFlags flags = pinnedTo(layout.server().size());
    return layout.pinned() ? flags : flags.unpinned();
  }

  /** The same for a server that is told its number of CPUs and pinned to none. */
  public JvmFlags unpinned() {
    return new JvmFlags(collector, heapMebibytes, stackKibibytes, processors, true, extra);
  }

  /** The same with further flags at the end. */
  public JvmFlags with(String... flags) {
    var more = new ArrayList<>(extra);
    more.addAll(List.of(flags));
    return new JvmFlags(collector, heapMebibytes, stackKibibytes, processors, tellProcessors, more);
  }

  /** The flags, as they stand after {@code java}. */
  public List<String> toList() {
    var flags = new ArrayList<String>();
    flags.add("-XX:+Use" + collector + "GC");
    flags.add("-Xms" + heapMebibytes + "m");
    flags.add("-Xmx" + heapMebibytes + "m");
    flags.add("-XX:+AlwaysPreTouch");
    flags.add("-Xss" + stackKibibytes + "k");
    flags.add("-Djdk.virtualThreadScheduler.parallelism=" + processors);
    flags.add("-Djdk.virtualThreadScheduler.maxPoolSize=" + Math.max(processors, MAX_CARRIERS));
    flags.add("--enable-native-access=ALL-UNNAMED");
    // Standard output is the control channel: the JVM's own warnings go there unless told
    // otherwise.
    flags.add("-XX:+DisplayVMOutputToStderr");
    // By default Netty takes a stack trace of one buffer in 128, to find leaks: the tests'
    // business.
    flags.add("-Dio.netty.leakDetection.level=disabled");
    if (tellProcessors) {
      flags.add("-XX:ActiveProcessorCount=" + processors);
    }
    flags.addAll(extra);
    return List.copyOf(flags);
  }
}
