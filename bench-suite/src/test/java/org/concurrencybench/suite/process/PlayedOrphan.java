package org.concurrencybench.suite.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A main class that lives until its parent ends, and then creates the second file it is given. */
final class PlayedOrphan {

  private PlayedOrphan() {}

  public static void main(String[] arguments) throws Exception {
    ParentWatch.exitWithParent();
    Path ended = Path.of(arguments[1]);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> create(ended)));
    Path started = Path.of(arguments[0]);
    Path writing = started.resolveSibling("writing");
    Files.writeString(writing, Long.toString(ProcessHandle.current().pid()));
    Files.move(writing, started);
    TimeUnit.HOURS.sleep(1);
  }

  private static void create(Path file) {
    try {
      Files.createFile(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
