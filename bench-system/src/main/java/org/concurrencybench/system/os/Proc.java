package org.concurrencybench.system.os;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Small files of {@code /proc} and {@code /sys}: what they say, or that they are not there. */
final class Proc {

  static final Path SELF = Path.of("/proc/self");

  private Proc() {}

  /**
   * The text of a file without surrounding space; empty if it cannot be read, or its process has
   * ended.
   */
  static Optional<String> text(Path file) {
    // Not Files.readString: it reads one byte first when a file claims to be empty, as all of these
    // do, and a sysctl
    // answers the first read only. 32768 would become 3.
    try (var in = new FileInputStream(file.toFile())) {
      return Optional.of(new String(in.readAllBytes(), UTF_8).strip());
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  /** The number that the file consists of; empty if there is none. */
  static OptionalLong number(Path file) {
    return text(file).map(Proc::number).orElse(OptionalLong.empty());
  }

  /**
   * The number that {@code text} begins with, as in {@code 12 kB}; empty if it begins otherwise.
   */
  static OptionalLong number(String text) {
    String first = text.strip().split("\\s", 2)[0];
    return first.matches("\\d{1,18}")
        ? OptionalLong.of(Long.parseLong(first))
        : OptionalLong.empty();
  }

  /**
   * The ids of the threads of a process, ascending; none if there is no such process, which may end
   * between the opening of the directory and its last entry, or if it may not be looked at.
   */
  static List<Integer> threads(Path process) {
    var ids = new ArrayList<Integer>();
    try (Stream<Path> threads = Files.list(process.resolve("task"))) {
      threads.forEach(thread -> ids.add(Integer.valueOf(thread.getFileName().toString())));
    } catch (IOException | UncheckedIOException _) {
      return List.of();
    }
    ids.sort(null);
    return ids;
  }
}
