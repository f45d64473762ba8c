package org.concurrencybench.system.os;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the kernel allows a process here; null where it does not say, or there is no limit.
 *
 * @param openFiles files and sockets open at once in one process; the JVM raises the soft limit to
 *     the hard one itself
 * @param userProcesses threads of one user; null for root, whom it does not bind, unless root of a
 *     user namespace only
 * @param threadsMax threads of the whole system
 * @param pidMax the largest process or thread id, so the number of both
 * @param tasks threads that the system has now
 * @param cgroupTasks threads of the control group
 * @param cgroupTasksNow those that the group has now
 * @param maxMapCount memory mappings of one process
 * @param firstLocalPort the first port that the kernel gives to outgoing connections
 * @param lastLocalPort the last of them
 * @param memoryMaxBytes memory of the control group
 * @see <a
 *     href="https://man7.org/linux/man-pages/man5/proc_sys_kernel.5.html">proc_sys_kernel(5)</a>
 * @see <a
 *     href="https://man7.org/linux/man-pages/man5/proc_pid_limits.5.html">proc_pid_limits(5)</a>
 */
public record MachineLimits(
    @Nullable Long openFiles,
    @Nullable Long userProcesses,
    @Nullable Long threadsMax,
    @Nullable Long pidMax,
    @Nullable Long tasks,
    @Nullable Long cgroupTasks,
    @Nullable Long cgroupTasksNow,
    @Nullable Long maxMapCount,
    @Nullable Integer firstLocalPort,
    @Nullable Integer lastLocalPort,
    @Nullable Long memoryMaxBytes) {

  /** The JVM's own files and jars, and some to spare. */
  private static final long SPARE_FILES = 200;

  /** The JVM's own threads in three processes, and some to spare. */
  private static final long SPARE_THREADS = 200;

  /** A platform thread maps its stack and, apart, its guard zone. */
  private static final long MAPS_PER_THREAD = 2;

  private static final long SPARE_MAPS = 2000;

  /**
   * The limits of this process and machine. Those that a process started from here will have too.
   */
  public static MachineLimits now() {
    return read(Path.of("/"));
  }

  static MachineLimits read(Path root) {
    Path proc = root.resolve("proc");
    var cgroup = new Cgroup(root);
    String[] ports =
        Proc.text(proc.resolve("sys/net/ipv4/ip_local_port_range")).orElse("").split("\\s+");
    boolean known = ports.length == 2;
    return new MachineLimits(
        processLimit(proc, "Max open files"),
        isRoot(proc) ? null : processLimit(proc, "Max processes"),
        boxed(Proc.number(proc.resolve("sys/kernel/threads-max"))),
        boxed(Proc.number(proc.resolve("sys/kernel/pid_max"))),
        tasks(proc),
        boxed(cgroup.maxTasks()),
        boxed(cgroup.tasks()),
        boxed(Proc.number(proc.resolve("sys/vm/max_map_count"))),
        known ? Integer.valueOf(ports[0]) : null,
        known ? Integer.valueOf(ports[1]) : null,
        boxed(cgroup.maxMemoryBytes()));
  }

  /**
   * Why that many connections do not fit into one process. Local ports are not asked about: see
   * {@link #portObstacle}.
   *
   * @param threadsPerConnection platform threads that the process starts for each
   * @param descriptorsPerConnection sockets that it opens for each, backend sockets included
   * @return a sentence that names the limit and how to raise it; empty if they fit
   */
  public Optional<String> obstacle(
      int connections, int threadsPerConnection, int descriptorsPerConnection) {
    return ceilings(threadsPerConnection, descriptorsPerConnection)
        .filter(ceiling -> ceiling.connections() < connections)
        .min(Comparator.comparingLong(Ceiling::connections))
        .map(ceiling -> ceiling.sentence(connections));
  }

  /**
   * Why there are not enough local ports for that many connections to one target.
   *
   * @param sourceAddresses that they come from; each has the ports once more
   * @return a sentence that names the limit and how to raise it; empty if there are enough
   */
  public Optional<String> portObstacle(int connections, int sourceAddresses) {
    if (firstLocalPort == null || lastLocalPort == null) {
      return Optional.empty();
    }
    long ports = (lastLocalPort - firstLocalPort + 1L) * sourceAddresses;
    return connections <= ports
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "%d connections need %d local ports, but net.ipv4.ip_local_port_range has %d for %d source address%s; widen it",
                connections,
                connections,
                ports,
                sourceAddresses,
                sourceAddresses == 1 ? "" : "es"));
  }

  /**
   * The most connections that fit into one process; {@link Integer#MAX_VALUE} if no limit is known.
   */
  public int mostConnections(int threadsPerConnection, int descriptorsPerConnection) {
    long most =
        ceilings(threadsPerConnection, descriptorsPerConnection)
            .mapToLong(Ceiling::connections)
            .min()
            .orElse(Integer.MAX_VALUE);
    return Math.toIntExact(Math.min(most, Integer.MAX_VALUE));
  }

  private Stream<Ceiling> ceilings(int threads, int descriptors) {
    return Stream.of(
            ceiling("open files", "ulimit -n", openFiles, SPARE_FILES, descriptors),
            ceiling("threads", "kernel.pid_max", pidMax, SPARE_THREADS + orNone(tasks), threads),
            ceiling(
                "threads",
                "kernel.threads-max",
                threadsMax,
                SPARE_THREADS + orNone(tasks),
                threads),
            ceiling("threads", "ulimit -u", userProcesses, SPARE_THREADS, threads),
            ceiling(
                "threads",
                "the control group's pids.max",
                cgroupTasks,
                SPARE_THREADS + orNone(cgroupTasksNow),
                threads),
            ceiling(
                "memory mappings",
                "vm.max_map_count",
                maxMapCount,
                SPARE_MAPS,
                MAPS_PER_THREAD * threads))
        .flatMap(List::stream);
  }

  private static List<Ceiling> ceiling(
      String what, String name, @Nullable Long limit, long taken, long perConnection) {
    return limit == null || perConnection == 0
        ? List.of()
        : List.of(new Ceiling(what, name, limit, taken, perConnection));
  }

  private static long orNone(@Nullable Long count) {
    return count == null ? 0 : count;
  }

  private static @Nullable Long processLimit(Path proc, String name) {
    return Proc.text(proc.resolve("self/limits")).stream()
        .flatMap(String::lines)
        .filter(line -> line.startsWith(name))
        .findFirst()
        .map(line -> boxed(Proc.number(line.substring(name.length()))))
        .orElse(null);
  }

  /**
   * Whether the user is the system's root, whom a limit of processes does not bind. The root of a
   * user namespace is another user outside, and has that one's limits.
   *
   * @see <a
   *     href="https://man7.org/linux/man-pages/man7/user_namespaces.7.html">user_namespaces(7)</a>
   */
  private static boolean isRoot(Path proc) {
    // One line for a range: first id inside, first id outside, how many.
    boolean another =
        Proc.text(proc.resolve("self/uid_map")).stream()
            .flatMap(String::lines)
            .map(line -> line.strip().split("\\s+"))
            .anyMatch(range -> range.length == 3 && range[0].equals("0") && !range[1].equals("0"));
    return !another
        && ProcStatus.read(proc.resolve("self"))
            .map(status -> status.number("Uid"))
            .equals(Optional.of(OptionalLong.of(0)));
  }

  /** The last part of {@code 0.20 0.18 0.12 1/80 11206}: running and existing threads. */
  private static @Nullable Long tasks(Path proc) {
    return Proc.text(proc.resolve("loadavg"))
        .map(text -> boxed(Proc.number(text.replaceFirst("^.*/", ""))))
        .orElse(null);
  }

  private static @Nullable Long boxed(OptionalLong value) {
    return value.isPresent() ? value.getAsLong() : null;
  }

  /** One limit, and what a connection takes of it. */
  private record Ceiling(String what, String name, long limit, long taken, long perConnection) {

    long connections() {
      return Math.max(0, limit - taken) / perConnection;
    }

    String sentence(int wanted) {
      return String.format(
          Locale.ROOT,
          "%d connections need %d %s, and %d are for others, but %s is %d: at most %d connections fit; raise it",
          wanted,
          wanted * perConnection,
          what,
          taken,
          name,
          limit,
          connections());
    }
  }
}
