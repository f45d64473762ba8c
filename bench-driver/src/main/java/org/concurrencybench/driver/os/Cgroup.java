package org.concurrencybench.driver.os;

import java.nio.file.Path;
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

  private OptionalLong tightest(String controller, String version2, String version1) {
    OptionalLong tightest = OptionalLong.empty();
    Path top = root.resolve("sys/fs/cgroup");
    Path group = directory(controller);
    while (group != null && group.startsWith(top)) {
      tightest = smaller(tightest, Proc.number(group.resolve(version2)));
      tightest = smaller(tightest, Proc.number(group.resolve(version1)));
      group = group.getParent();
    }
    return tightest;
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
