package org.concurrencybench.report.html;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A headless Chromium that opens one page and ends. */
final class Chromium {

  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome");

  /** The first two let it run as root in a container, the others keep it from the network. */
  private static final List<String> FLAGS =
      List.of(
          "--headless",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--disable-dev-shm-usage",
          "--hide-scrollbars",
          "--enable-logging=stderr",
          // Timers and idle callbacks run, however slow the machine is.
          "--virtual-time-budget=40000");

  private static final int MINUTES = 4;

  private final Path program;
  private final Path directory;

  private Chromium(Path program, Path directory) {
    this.program = program;
    this.directory = directory;
  }

  /**
   * What a page looked like.
   *
   * @param dom the document when it was done, as HTML
   * @param console errors and messages that scripts left
   */
  record Opened(String dom, List<String> console) {}

  /** The browser of this machine, if it has one; files of its own go below {@code directory}. */
  static Optional<Chromium> find(Path directory) {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst()
        .map(program -> new Chromium(program, directory));
  }

  /** Opens a page and returns its document. */
  Opened open(String address, String... flags) throws IOException, InterruptedException {
    return run(address, Stream.concat(Stream.of("--dump-dom"), Arrays.stream(flags)).toList());
  }

  /** Prints a page. */
  Opened print(String address, Path pdf) throws IOException, InterruptedException {
    return run(address, List.of("--print-to-pdf=" + pdf, "--no-pdf-header-footer"));
  }

  private Opened run(String address, List<String> flags) throws IOException, InterruptedException {
    Path profile = Files.createTempDirectory(directory, "profile");
    Path out = Files.createTempFile(directory, "out", ".html");
    Path err = Files.createTempFile(directory, "err", ".txt");
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(FLAGS);
    command.add("--user-data-dir=" + profile);
    command.addAll(flags);
    command.add(address);
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    try {
      if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
        throw new IOException(program + " did not end within " + MINUTES + " minutes");
      }
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    List<String> console =
        Files.readString(err, StandardCharsets.UTF_8)
            .lines()
            .filter(line -> line.contains("CONSOLE"))
            .toList();
    return new Opened(Files.readString(out, StandardCharsets.UTF_8), console);
  }
}
