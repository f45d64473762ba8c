package org.concurrencybench.system.os;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What another process, or all of a tree of processes, has used, as far as can be seen from
 * outside.
 *
 * <p>Its processor time is the process's own CPU clock, which the kernel lets anybody read:
 * nanoseconds, ended threads included, at most a tick behind for each thread that is running just
 * then. The alternatives are worse: {@code /proc/<pid>/stat} has the same total cut to hundredths
 * of a second, {@code /proc/<pid>/schedstat} is that of the first thread alone, and the sum over
 * {@code task} forgets threads that have ended.
 *
 * <p>Switches are known thread by thread only, and a thread takes its count with it when it ends. A
 * difference of two readings therefore has them only if both saw the same threads. One that started
 * and ended in between remains unseen.
 *
 * @param pid the process, or the root of the tree
 * @param cpuNanos processor time of all threads since it started
 * @param rssBytes resident memory, as {@code VmRSS}: the kernel adds up counters that lag a little
 * @param processes that are counted: 1, or the whole tree
 * @param switches OS context switches of each living thread, by its id
 * @see <a
 *     href="https://man7.org/linux/man-pages/man3/clock_getcpuclockid.3.html">clock_getcpuclockid(3)</a>
 */
public record ProcessStat(
    long pid, long cpuNanos, long rssBytes, int processes, Map<Integer, Switches> switches) {

  /** USER_HZ, in which {@code stat} has the time of children that ended. */
  private static final long NANOS_PER_TICK = 10_000_000;

  /** Behind the name in {@code stat}, which may contain anything: fields 16 and 17. */
  private static final int CHILDREN_USER = 13;

  private static final int CHILDREN_SYSTEM = 14;

  /** How often a tree is read again that changed while it was read. */
  private static final int TRIES = 5;

  /** Copies the map. */
  public ProcessStat {
    switches = Map.copyOf(switches);
  }

  /** A process without children. */
  public ProcessStat(long pid, long cpuNanos, long rssBytes, Map<Integer, Switches> switches) {
    this(pid, cpuNanos, rssBytes, 1, switches);
  }

  /**
   * Reads a process of this machine. Opens two files, and one more per thread: nothing to do inside
   * a window if it has thousands.
   *
   * @return empty if there is no such process, or where this is not 64-bit Linux
   */
  public static Optional<ProcessStat> of(long pid) {
    if (!Libc.isAvailable()) {
      return Optional.empty();
    }
    Path process = Path.of("/proc", Long.toString(pid));
    @Nullable Long cpuNanos = cpuNanos(Math.toIntExact(pid));
    Optional<ProcStatus> status = ProcStatus.read(process);
    if (cpuNanos == null || status.isEmpty()) {
      return Optional.empty();
    }
    var switches = new HashMap<Integer, Switches>();
    for (int thread : Proc.threads(process)) {
      Switches.of(process.resolve("task").resolve(Integer.toString(thread)))
          .ifPresent(counts -> switches.put(thread, counts));
    }
    return Optional.of(new ProcessStat(pid, cpuNanos, status.get().bytes("VmRSS"), switches));
  }

  /**
   * Reads a process of this machine with all its children and theirs. The processor time of a child
   * that has ended is its parent's from the moment at which the parent has waited for it. A process
   * whose parent ended before it belongs to the tree no longer, and its time is lost with it.
   *
   * @return empty if the root has ended, or where this is not 64-bit Linux
   */
  public static Optional<ProcessStat> ofTree(long pid) {
    return whileUnchanged(
        pid, tree -> together(pid, tree.stream().flatMap(each -> of(each).stream()).toList()));
  }

  /**
   * The processor time of a process, its children and theirs, as {@link #ofTree} has it, without
   * opening a file for each thread.
   */
  public static OptionalLong cpuNanosOfTree(long pid) {
    return whileUnchanged(
            pid,
            tree ->
                Optional.of(
                    tree.stream()
                        .mapToLong(each -> cpuNanosOf(each).orElse(0) + ofEndedChildren(each))
                        .sum()))
        .map(OptionalLong::of)
        .orElse(OptionalLong.empty());
  }

  /** Reads again if a process came or ended meanwhile: it may be counted twice, or not at all. */
  private static <T> Optional<T> whileUnchanged(long pid, Function<List<Long>, Optional<T>> read) {
    Path root = Path.of("/proc", Long.toString(pid));
    Optional<T> figures = Optional.empty();
    List<Long> pids = tree(pid);
    for (int n = 0; n < TRIES; n++) {
      boolean lives = ProcStatus.read(root).filter(status -> !status.isZombie()).isPresent();
      figures = lives && Libc.isAvailable() ? read.apply(pids) : Optional.empty();
      List<Long> now = tree(pid);
      if (figures.isEmpty() || now.equals(pids)) {
        break;
      }
      pids = now;
    }
    return figures;
  }

  private static List<Long> tree(long pid) {
    return Stream.concat(
            Stream.of(pid),
            ProcessHandle.of(pid).stream()
                .flatMap(ProcessHandle::descendants)
                .map(ProcessHandle::pid)
                .sorted())
        .toList();
  }

  private static Optional<ProcessStat> together(long pid, List<ProcessStat> processes) {
    if (processes.stream().noneMatch(process -> process.pid == pid)) {
      return Optional.empty();
    }
    var switches = new HashMap<Integer, Switches>();
    processes.forEach(process -> switches.putAll(process.switches));
    return Optional.of(
        new ProcessStat(
            pid,
            processes.stream()
                .mapToLong(process -> process.cpuNanos + ofEndedChildren(process.pid))
                .sum(),
            processes.stream().mapToLong(ProcessStat::rssBytes).sum(),
            processes.size(),
            switches));
  }

  private static long ofEndedChildren(long pid) {
    String stat = Proc.text(Path.of("/proc", Long.toString(pid), "stat")).orElse("");
    String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
    return fields.length <= CHILDREN_SYSTEM
        ? 0
        : NANOS_PER_TICK
            * (Proc.number(fields[CHILDREN_USER]).orElse(0)
                + Proc.number(fields[CHILDREN_SYSTEM]).orElse(0));
  }

  /**
   * The processor time of a process alone: two calls of the kernel, however many threads it has.
   *
   * @return empty if there is no such process, or where this is not 64-bit Linux
   */
  public static OptionalLong cpuNanosOf(long pid) {
    @Nullable Long nanos = Libc.isAvailable() ? cpuNanos(Math.toIntExact(pid)) : null;
    return nanos == null ? OptionalLong.empty() : OptionalLong.of(nanos);
  }

  /** How many threads it has. */
  public int threads() {
    return switches.size();
  }

  /**
   * What it used between an earlier reading and this one.
   *
   * @throws IllegalArgumentException if that was of another process
   */
  public Use since(ProcessStat earlier) {
    if (earlier.pid != pid) {
      throw new IllegalArgumentException(
          "process " + pid + " compared with process " + earlier.pid);
    }
    boolean sameThreads = switches.keySet().equals(earlier.switches.keySet());
    return new Use(
        cpuNanos - earlier.cpuNanos,
        sameThreads ? sum(Switches::voluntary) - earlier.sum(Switches::voluntary) : null,
        sameThreads ? sum(Switches::involuntary) - earlier.sum(Switches::involuntary) : null);
  }

  private long sum(ToLongFunction<Switches> count) {
    return switches.values().stream().mapToLong(count).sum();
  }

  private static @Nullable Long cpuNanos(int pid) {
    try (var arena = Arena.ofConfined()) {
      MemorySegment clock = arena.allocate(ValueLayout.JAVA_INT);
      if (Libc.clockGetcpuclockid(pid, clock) < 0) {
        return null;
      }
      MemorySegment time = arena.allocate(ValueLayout.JAVA_LONG, 2);
      if (Libc.clockGettime(clock.get(ValueLayout.JAVA_INT, 0), time) < 0) {
        return null;
      }
      return TimeUnit.SECONDS.toNanos(time.getAtIndex(ValueLayout.JAVA_LONG, 0))
          + time.getAtIndex(ValueLayout.JAVA_LONG, 1);
    }
  }

  /**
   * Between two readings.
   *
   * @param cpuNanos processor time
   * @param voluntarySwitches times that a thread gave up its CPU; null if threads came or went
   * @param involuntarySwitches times that a thread was taken from its CPU; null if threads came or
   *     went
   */
  public record Use(
      long cpuNanos, @Nullable Long voluntarySwitches, @Nullable Long involuntarySwitches) {}
}
