package org.concurrencybench.system.os;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Lets a thread run before all ordinary threads of its CPU as soon as it is ready: the kernel's
 * policy {@code SCHED_FIFO}, at its lowest priority. Otherwise a thread that is woken waits until
 * whoever has the CPU, a compiler say, ends its slice of some milliseconds.
 *
 * <p>It takes {@code CAP_SYS_NICE}, or an {@code RLIMIT_RTPRIO} of at least 1. A thread that never
 * sleeps must not have it: the kernel stops it for a twentieth of each second.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/sched.7.html">sched(7)</a>
 */
public final class RealTime {

  private static final Path ONLINE = Path.of("/sys/devices/system/cpu/online");

  private static final int SCHED_OTHER = 0;
  private static final int SCHED_FIFO = 1;

  /** What the thread starts, threads or processes, is ordinary again. */
  private static final int SCHED_RESET_ON_FORK = 0x4000_0000;

  private static final int LOWEST_PRIORITY = 1;

  private RealTime() {}

  /**
   * Makes the calling platform thread a real-time one, or an ordinary one again.
   *
   * @return whether it is so now; {@code false} where the process may not, which is no reason to
   *     stop
   * @throws IllegalStateException on a virtual thread
   */
  public static boolean setCurrentThread(boolean realTime) {
    PlatformThread.require();
    if (!Libc.isAvailable()) {
      return false;
    }
    try (var arena = Arena.ofConfined()) {
      MemorySegment priority =
          arena.allocateFrom(ValueLayout.JAVA_INT, realTime ? LOWEST_PRIORITY : 0);
      int policy = (realTime ? SCHED_FIFO : SCHED_OTHER) | SCHED_RESET_ON_FORK;
      return Libc.schedSetscheduler(0, policy, priority) >= 0;
    }
  }

  /** Whether the calling platform thread is a real-time one. */
  public static boolean isCurrentThread() {
    PlatformThread.require();
    return Libc.isAvailable() && (Libc.schedGetscheduler(0) & ~SCHED_RESET_ON_FORK) == SCHED_FIFO;
  }

  /**
   * Whether there is more than one CPU: on a single one a real-time thread would hold up the very
   * server that it loads.
   */
  public static boolean leavesRoom() {
    try {
      return CpuSet.parse(Files.readString(ONLINE).strip()).size() > 1;
    } catch (IOException _) {
      return false; // Not Linux.
    }
  }

  /** Whether threads of this process may be: tried on one that ends at once. */
  public static boolean isAllowed() throws InterruptedException {
    var trial = new FutureTask<>(() -> setCurrentThread(true));
    Thread.ofPlatform().daemon().name("real-time-trial").start(trial);
    try {
      return trial.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("sched_setscheduler", e.getCause());
    }
  }
}
