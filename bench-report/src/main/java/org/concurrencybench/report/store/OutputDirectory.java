package org.concurrencybench.report.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A directory of somebody's choice, for files that belong to no single run. */
public final class OutputDirectory {

  private final Path directory;

  private OutputDirectory(Path directory) {
    this.directory = directory;
  }

  /**
   * The directory, made if it is not there.
   *
   * @throws ResultsException if it cannot be made
   */
  public static OutputDirectory at(Path directory) {
    try {
      return new OutputDirectory(Files.createDirectories(directory));
    } catch (IOException e) {
      throw new ResultsException(
          "Nothing can be written to \"%s\": %s; choose another directory."
              .formatted(directory, ResultsException.reason(e)),
          e);
    }
  }

  /**
   * Replaces a file, in UTF-8.
   *
   * @throws ResultsException if it cannot be written; the former content is kept
   */
  public void write(String name, String text) {
    Path file = directory.resolve(name);
    try {
      AtomicFile.write(file, text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw ResultsException.cannotWrite(file, e);
    }
  }
}
