package org.concurrencybench.system.os;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The file {@code status} of a process or thread: lines of {@code Name: value}.
 *
 * @see <a
 *     href="https://man7.org/linux/man-pages/man5/proc_pid_status.5.html">proc_pid_status(5)</a>
 */
final class ProcStatus {

  private final Map<String, String> values = new HashMap<>();

  private ProcStatus(String text) {
    text.lines()
        .map(line -> line.split(":", 2))
        .filter(pair -> pair.length == 2)
        .forEach(pair -> values.put(pair[0], pair[1].strip()));
  }

  /**
   * That of the process or thread whose directory this is; empty if it has ended or there is no
   * {@code /proc}.
   */
  static Optional<ProcStatus> read(Path directory) {
    return Proc.text(directory.resolve("status")).map(ProcStatus::new);
  }

  static ProcStatus parse(String text) {
    return new ProcStatus(text);
  }

  /** A count, or an amount in the unit that the file gives, which is KiB. */
  OptionalLong number(String name) {
    String value = values.get(name);
    return value == null ? OptionalLong.empty() : Proc.number(value);
  }

  /** Whether it has ended, and its parent has not looked yet. */
  boolean isZombie() {
    return values.getOrDefault("State", "").startsWith("Z");
  }

  /** An amount of memory; 0 if it has none, as a process that has ended. */
  long bytes(String name) {
    return 1024 * number(name).orElse(0);
  }
}
