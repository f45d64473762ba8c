package org.concurrencybench.report.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.concurrencybench.report.run.Run;
import org.concurrencybench.report.run.Window;

/**
 * The directory of one run, and where each file lies in it:
 *
 * <pre>
 *   results/20260731-142501-quick/
 *     run.json                                  save, load
 *     jmh.json  jmh.log                         jmhJson, jmhLog
 *     histograms/&lt;cell&gt;/round-1.hlog            histogram
 *     timeseries.csv                            timeSeriesCsv
 *     summary.csv  summary.md  report.html      write
 *     charts/*.svg                              write
 * </pre>
 *
 * Files are replaced as a whole: a reader, or a run that is killed, never sees half of one. Safe
 * for use by any thread.
 */
public final class RunDirectory {

  /** The file that all others are drawn from. */
  public static final String RUN_JSON = "run.json";

  /** UTC, so that the names of runs sort by time wherever and whenever they were made. */
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Path directory;

  private RunDirectory(Path directory) {
    this.directory = directory;
  }

  /**
   * Makes a new directory, {@code <yyyyMMdd-HHmmss>-<profile>} in UTC. A second run in the same
   * second, of another process too, has {@code -2} added, and so on.
   *
   * @param results where the runs are; made if it is not there
   * @throws ResultsException if it cannot be made
   */
  public static RunDirectory create(Path results, Instant startedAt, String profile) {
    String name = NAME.format(startedAt) + "-" + FileNames.part(profile);
    try {
      Files.createDirectories(results);
      return new RunDirectory(createUnused(results, name));
    } catch (IOException e) {
      throw new ResultsException(
          "No results can be written to \"%s\": %s; choose another directory with --results DIR."
              .formatted(results, ResultsException.reason(e)),
          e);
    }
  }

  private static Path createUnused(Path results, String name) throws IOException {
    int count = 1;
    while (true) {
      Path candidate = results.resolve(count == 1 ? name : name + "-" + count);
      try {
        // Fails if it is there: asking first would let two processes share it.
        return Files.createDirectory(candidate);
      } catch (FileAlreadyExistsException _) {
        count++;
      }
    }
  }

  /**
   * The directory of a stored run.
   *
   * @param run the directory, or the run.json in it
   * @throws ResultsException if there is no run.json
   */
  public static RunDirectory open(Path run) {
    Path directory = run.endsWith(RUN_JSON) ? run.toAbsolutePath().getParent() : run;
    if (directory == null || !Files.isRegularFile(directory.resolve(RUN_JSON))) {
      throw new ResultsException(
          "\"%s\" is not the directory of a run: there is no %s in it.".formatted(run, RUN_JSON));
    }
    return new RunDirectory(directory);
  }

  /** The directory itself. */
  public Path path() {
    return directory;
  }

  /** The run's id: the directory's name. */
  public String id() {
    return directory.toAbsolutePath().normalize().getFileName().toString();
  }

  /**
   * Replaces run.json.
   *
   * @throws ResultsException if it cannot be written; the former content is kept
   */
  public void save(Run run) {
    write(RUN_JSON, RunJson.write(run));
  }

  /**
   * Adds a window to run.json, so that a run that is killed keeps what it had. One process at a
   * time writes a run.
   *
   * @throws IllegalArgumentException if the run has no such cell
   * @throws ResultsException if run.json cannot be read or written
   */
  public void record(String cellId, int round, Window window) {
    record(cellId, round, window, List.of());
  }

  /**
   * The same with the probes through which a search came to that window.
   *
   * @throws IllegalArgumentException if the run has no such cell
   * @throws ResultsException if run.json cannot be read or written
   */
  public void record(String cellId, int round, Window window, List<Window> probes) {
    save(load().withWindow(cellId, round, window).withProbes(cellId, round, probes));
  }

  /**
   * Reads run.json.
   *
   * @throws ResultsException if it cannot be read, is not a run, or has another schema version
   */
  public Run load() {
    return RunJson.read(directory.resolve(RUN_JSON));
  }

  /**
   * Replaces a file, in UTF-8.
   *
   * @param name relative to this directory, with slashes; directories are made
   * @throws ResultsException if it cannot be written; the former content is kept
   */
  public void write(String name, String text) {
    write(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private synchronized void write(String name, byte[] content) {
    Path file = directory.resolve(name);
    try {
      Files.createDirectories(parent(file));
      AtomicFile.write(file, content);
    } catch (IOException e) {
      throw ResultsException.cannotWrite(file, e);
    }
  }

  /**
   * Where the interval log of a window goes; its directory is made, the file is not.
   *
   * @param attempt 1 for the first window of the round, more for its repetitions
   * @throws ResultsException if the directory cannot be made
   */
  public Path histogram(String cellId, int round, int attempt) {
    String name = attempt == 1 ? "round-" + round : "round-" + round + "-attempt-" + attempt;
    Path file = directory.resolve("histograms/" + FileNames.path(cellId) + "/" + name + ".hlog");
    try {
      Files.createDirectories(parent(file));
    } catch (IOException e) {
      throw ResultsException.cannotWrite(file, e);
    }
    return file;
  }

  /** A file of this directory as run.json names it: from here, with slashes. */
  public String relative(Path file) {
    return directory.relativize(file).toString().replace('\\', '/');
  }

  /**
   * The file that run.json names so; empty if that is not a path into this directory, which only a
   * run.json from elsewhere can have.
   */
  public Optional<Path> resolve(String relative) {
    try {
      Path root = directory.toAbsolutePath().normalize();
      return Optional.of(root.resolve(relative).normalize()).filter(file -> file.startsWith(root));
    } catch (InvalidPathException _) {
      return Optional.empty();
    }
  }

  /** Where one row a second goes while the run lasts. */
  public Path timeSeriesCsv() {
    return directory.resolve("timeseries.csv");
  }

  /** Where JMH's results go, in its own format. */
  public Path jmhJson() {
    return directory.resolve("jmh.json");
  }

  /** Where JMH's log goes. */
  public Path jmhLog() {
    return directory.resolve("jmh.log");
  }

  private static Path parent(Path file) {
    Path parent = file.getParent();
    if (parent == null) {
      throw new IllegalArgumentException("\"" + file + "\" is in no directory");
    }
    return parent;
  }

  @Override
  public String toString() {
    return directory.toString();
  }
}
