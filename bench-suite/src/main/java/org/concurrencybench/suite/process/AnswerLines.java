package org.concurrencybench.suite.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The standard output of a process, line by line and with a deadline, which a stream cannot give.
 */
final class AnswerLines {

  private final BlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>();

  /** Reads in a thread of its own until the stream ends. */
  AnswerLines(InputStream output) {
    Thread.ofPlatform().daemon().name("server-answers").start(() -> read(output));
  }

  /**
   * The next line.
   *
   * @throws Ended if there is none and will be none
   * @throws Late if there is none yet
   */
  String next(Duration within) throws Ended, Late, InterruptedException {
    Optional<String> line = lines.poll(within.toNanos(), TimeUnit.NANOSECONDS);
    if (line == null) {
      throw new Late();
    }
    if (line.isEmpty()) {
      lines.add(line);
      throw new Ended();
    }
    return line.get();
  }

  private void read(InputStream output) {
    try (var reader = new BufferedReader(new InputStreamReader(output, UTF_8))) {
      reader.lines().map(Optional::of).forEach(lines::add);
    } catch (IOException | UncheckedIOException _) {
      // As good as its end, which the queue tells next.
    } finally {
      lines.add(Optional.empty());
    }
  }

  /** The process closed its output: it has ended, or is about to. */
  static final class Ended extends Exception {
    private static final long serialVersionUID = 1L;
  }

  /** The process said nothing in time. */
  static final class Late extends Exception {
    private static final long serialVersionUID = 1L;
  }
}
