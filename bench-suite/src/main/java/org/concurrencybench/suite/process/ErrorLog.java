package org.concurrencybench.suite.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;

/**
 * Reads the standard error of a process to its end, for otherwise the process would block; keeps
 * its last lines.
 */
final class ErrorLog {

  private static final int KEPT_LINES = 200;

  private final ArrayDeque<String> lines = new ArrayDeque<>();
  private final Thread reader;

  private ErrorLog(InputStream errors) {
    this.reader = Thread.ofPlatform().daemon().name("server-errors").unstarted(() -> read(errors));
  }

  /** Reads in a thread of its own until the stream ends. */
  static ErrorLog of(InputStream errors) {
    var log = new ErrorLog(errors);
    log.reader.start();
    return log;
  }

  /**
   * What the process said last, for a sentence of ours: the last line that is no part of a stack
   * trace. Waits a moment for the stream to end.
   */
  Optional<String> lastWords() throws InterruptedException {
    reader.join(1000);
    return lines().reversed().stream()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.matches("at .*|\\.\\.\\. \\d+ more|Try '.*' ?.*"))
        .findFirst();
  }

  private synchronized List<String> lines() {
    return List.copyOf(lines);
  }

  private synchronized void add(String line) {
    if (lines.size() == KEPT_LINES) {
      lines.removeFirst();
    }
    lines.addLast(line);
  }

  private void read(InputStream errors) {
    try (var reader = new BufferedReader(new InputStreamReader(errors, UTF_8))) {
      String line = reader.readLine();
      while (line != null) {
        add(line);
        line = reader.readLine();
      }
    } catch (IOException e) {
      add("its standard error could not be read: " + e.getMessage());
    }
  }
}
