package org.concurrencybench.system.os;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * The control group of this process, of version 2 or 1. A limit of any group above binds too, so
 * the tightest counts.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/cgroups.7.html">cgroups(7)</a>
 */
final class Cgroup {

  /** Version 1 writes the largest multiple of a page for "no limit", version 2 the word max. */
  private static final long UNLIMITED = 1L << 60;

  private final Path root;

  /** Reads below {@code root}, which is {@code /} but in tests. */
  Cgroup(Path root) {
    this.root = root;
  }

  /** Tasks that the group may have at once; empty if there is no limit. */
  OptionalLong maxTasks() {
    return tightest("pids", "pids.max", "pids.max");
  }

  /** Tasks that the group has now. */
  OptionalLong tasks() {
    return Proc.number(directory("pids").resolve("pids.current"));
  }

  /** Bytes that the group may use; empty if there is no limit. */
  OptionalLong maxMemoryBytes() {
    return tightest("memory", "memory.max", "memory.limit_in_bytes");
  }

  /** CPUs' worth of time that the group may take; empty if there is no limit. */
  OptionalDouble cpuQuota() {
    return groups("cpu").stream().flatMapToDouble(group -> quota(group).stream()).min();
  }

  /**
   * For how long the quotas of the group and of those above stopped it; empty if none has a quota.
   */
  OptionalLong throttledNanos() {
    List<Path> limited = groups("cpu").stream().filter(group -> quota(group).isPresent()).toList();
    return limited.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(limited.stream().mapToLong(Cgroup::throttledNanos).sum());
  }

  /*
   * version 2, cpu.max:  150000 100000    or    max 100000
   * version 1:           150000 in cpu.cfs_quota_us, 100000 in cpu.cfs_period_us; -1 is no quota
   */
  private static OptionalDouble quota(Path group) {
    String text =
        Proc.text(group.resolve("cpu.max"))
            .or(() ->
                Proc.text(group.resolve("cpu.cfs_quota_us"))
                    .flatMap(quota ->
                        Proc.text(group.resolve("cpu.cfs_period_us"))
                            .map(period -> quota + " " + period)))
            .orElse("");
    String[] fields = text.split("\\s+");
    return fields.length == 2
            && fields[0].matches("\\d{1,18}")
            && fields[1].matches("[1-9]\\d{0,17}")
        ? OptionalDouble.of((double) Long.parseLong(fields[0]) / Long.parseLong(fields[1]))
        : OptionalDouble.empty();
  }

  /** {@code throttled_usec} of version 2, {@code throttled_time} in nanoseconds of version 1. */
  private static long throttledNanos(Path group) {
    return Proc.text(group.resolve("cpu.stat")).stream()
        .flatMap(String::lines)
        .mapToLong(Cgroup::throttledNanos)
        .sum();
  }

  private static long throttledNanos(String line) {
    String[] fields = line.split("\\s+");
    return switch (fields[0]) {
      case "throttled_usec" -> 1_000 * Proc.number(fields[1]).orElse(0);
      case "throttled_time" -> Proc.number(fields[1]).orElse(0);
      default -> 0;
    };
  }

  private OptionalLong tightest(String controller, String version2, String version1) {
    OptionalLong tightest = OptionalLong.empty();
    for (Path group : groups(controller)) {
      tightest = smaller(tightest, Proc.number(group.resolve(version2)));
      tightest = smaller(tightest, Proc.number(group.resolve(version1)));
    }
    return tightest;
  }

  /** The group's directory and those of the groups above. */
  private List<Path> groups(String controller) {
    Path top = root.resolve("sys/fs/cgroup");
    List<Path> groups = new ArrayList<>();
    Path group = directory(controller);
    while (group != null && group.startsWith(top)) {
      groups.add(group);
      group = group.getParent();
    }
    return groups;
  }

  private static OptionalLong smaller(OptionalLong one, OptionalLong other) {
    if (other.isEmpty() || other.getAsLong() >= UNLIMITED) {
      return one;
    }
    return one.isEmpty() || other.getAsLong() < one.getAsLong() ? other : one;
  }

  /**
   * Where the controller's files of this process are.
   *
   * <pre>
   * 4:memory:/some/group     version 1: hierarchy, controllers, path
   * 0::/some/group           version 2: all others
   * </pre>
   */
  private Path directory(String controller) {
    Path top = root.resolve("sys/fs/cgroup");
    String path = "";
    for (String line : Proc.text(root.resolve("proc/self/cgroup")).orElse("").split("\n")) {
      String[] fields = line.split(":", 3);
      if (fields.length == 3 && fields[1].matches("(.*,)?" + controller + "(,.*)?")) {
        return top.resolve(controller).resolve(fields[2].substring(1));
      }
      if (line.startsWith("0::/")) {
        path = fields[2].substring(1);
      }
    }
    return top.resolve(path);
  }
}
