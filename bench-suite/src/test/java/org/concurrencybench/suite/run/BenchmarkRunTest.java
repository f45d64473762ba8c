package org.concurrencybench.suite.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.concurrencybench.report.run.Cell;
import org.concurrencybench.report.run.Round;
import org.concurrencybench.report.run.Run;
import org.concurrencybench.report.run.Window;
import org.concurrencybench.report.run.WindowStatus;
import org.concurrencybench.report.store.RunDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The real thing, small: launcher, driver and server are processes of their own. */
@Timeout(300)
class BenchmarkRunTest {

  private static final String HTTP = "http/hello/open-200/c5";
  private static final String TCP = "tcp/echo-64/closed/c2";
  private static final String CROWD = "http/hello/closed/c400";

  @TempDir private Path results;

  @Test
  void resultsAreComplete() throws Exception {
    Process launcher = PlayedRun.start(results, "ulimit -n 500;", "virtual", HTTP, CROWD);
    assertThat(launcher.waitFor()).as(words()).isZero();

    assertThat(words())
        .contains("1 windows in 1 rounds", "refused: short-requests/virtual/http/hello/closed/c400")
        .doesNotContain("WARNING", "Exception");
    RunDirectory directory = directory().orElseThrow();
    Run run = directory.load();
    assertThat(run.endedAt()).isNotNull();
    assertThat(cell(run, CROWD).rounds()).isEmpty();
    assertThat(cell(run, CROWD).refused()).contains("400 connections", "ulimit -n is 500");
    Window window = window(run, HTTP);
    assertThat(window.reasons().isEmpty()).isEqualTo(window.status() == WindowStatus.VALID);
    assertThat(window.throughput().completed()).isPositive();
    assertThat(window.server().cpuMicrosPerRequest()).isPositive();
    assertThat(window.failures()).isZero();
    assertThat(responses(directory.path().resolve(window.histogramPath())))
        .isEqualTo(window.throughput().completed());
    assertThat(Files.readAllLines(directory.timeSeriesCsv()))
        .filteredOn(line -> line.contains(",measure,"))
        .hasSizeGreaterThanOrEqualTo(1);
    JsonNode jmh = JsonMapper.shared().readTree(directory.jmhJson().toFile());
    assertThat(jmh.size()).isEqualTo(window.status() == WindowStatus.VALID ? 1 : 0);
    assertThat(directory.jmhLog()).content().contains("MeasuredRound.window");
    assertThat(directory.path().resolve("summary.csv")).isNotEmptyFile();
    assertThat(directory.path().resolve("summary.md")).content().contains(HTTP, "refused");
    assertThat(directory.path().resolve("report.html")).content().contains(HTTP, "refused");
  }

  @Test
  void serverThatDiesCostsItsWindowsAndTheRestIsKept() throws Exception {
    // Two windows over http, of which the second is under way when the server dies.
    Process launcher = PlayedRun.start(results, "", "virtual", TCP, HTTP, "http/hello/closed/c3");
    await(() ->
        words().lines().filter(line -> line.contains("  short-requests/virtual/http")).count()
            == 2);
    ProcessHandle server = awaitDescendant(launcher, "serve --model virtual --protocol http");
    assertThat(server.destroyForcibly()).isTrue();
    assertThat(launcher.waitFor()).as(words()).isEqualTo(1);

    Run run = directory().orElseThrow().load();
    assertThat(run.endedAt()).isNotNull();
    assertThat(run.cells()).allSatisfy(cell -> assertThat(cell.rounds()).hasSize(1));
    assertThat(window(run, TCP).throughput().completed()).isPositive();
    assertThat(
            Stream.of(HTTP, "http/hello/closed/c3")
                .map(level -> window(run, level))
                .filter(window -> window.throughput().completed() == 0))
        .hasSize(1)
        .allSatisfy(window -> {
          assertThat(window.status()).isEqualTo(WindowStatus.INVALID);
          assertThat(window.reasons())
              .singleElement()
              .asString()
              .startsWith(
                  "the server 'serve --model virtual --protocol http' was killed (SIGKILL, 137: ");
        });
    assertThat(words()).contains("round 1 of virtual failed: the server 'serve");
  }

  @Test
  void runThatIsEndedEarlyHasAReportOfWhatItHas() throws Exception {
    Process launcher = PlayedRun.start(results, "", "virtual", TCP, HTTP, "http/hello/closed/c3");
    await(() -> words().contains("[3/3]"));
    List<ProcessHandle> children = launcher.descendants().toList();

    launcher.destroy();

    assertThat(launcher.waitFor()).as(words()).isEqualTo(128 + 15);
    for (ProcessHandle child : children) {
      child.onExit().get(30, TimeUnit.SECONDS);
    }
    RunDirectory directory = directory().orElseThrow();
    Run run = directory.load();
    assertThat(run.endedAt()).isNotNull();
    assertThat(run.cells().stream().filter(cell -> !cell.rounds().isEmpty()))
        .as("two windows were over")
        .hasSizeGreaterThanOrEqualTo(2);
    assertThat(run.cells().stream().filter(cell -> cell.rounds().isEmpty()))
        .allSatisfy(cell ->
            assertThat(cell.notes())
                .contains("The run was ended early, by a signal: 0 of 1 rounds."));
    assertThat(words())
        .contains("Ended early. These are the results so far:", "Report: ")
        .doesNotContain("failed", "Exception");
    for (String file : List.of("report.html", "summary.md", "summary.csv", "jmh.json")) {
      assertThat(directory.path().resolve(file)).isNotEmptyFile();
    }
  }

  @Test
  void killOfTheLauncherIsTheEndOfAll() throws Exception {
    Process launcher = PlayedRun.start(results, "", "virtual", HTTP, "http/hello/closed/c3");
    ProcessHandle server = awaitDescendant(launcher, "serve --model virtual");
    List<ProcessHandle> children = launcher.descendants().toList();
    assertThat(children).contains(server).hasSize(2);

    launcher.destroyForcibly();

    assertThat(launcher.waitFor()).isNotZero();
    for (ProcessHandle child : children) {
      child.onExit().get(30, TimeUnit.SECONDS);
    }
    Run run = directory().orElseThrow().load();
    assertThat(run.endedAt()).isNull();
    assertThat(run.cells()).hasSize(2);
  }

  private String words() throws IOException {
    return Files.readString(results.resolve("out.txt"));
  }

  private Optional<RunDirectory> directory() throws IOException {
    try (Stream<Path> runs = Files.list(results)) {
      return runs.filter(Files::isDirectory).findFirst().map(RunDirectory::open);
    }
  }

  private static Cell cell(Run run, String level) {
    return run.cell("short-requests/virtual/" + level).orElseThrow();
  }

  private static Window window(Run run, String level) {
    return cell(run, level).rounds().stream()
        .map(Round::windows)
        .map(List::getFirst)
        .findFirst()
        .orElseThrow();
  }

  private static long responses(Path log) throws IOException {
    long count = 0;
    try (var reader = new HistogramLogReader(log.toFile())) {
      while (reader.hasNext()) {
        var interval = (Histogram) reader.nextIntervalHistogram();
        if (interval.getTag().equals("response")) {
          count += interval.getTotalCount();
        }
      }
    }
    return count;
  }

  private static ProcessHandle awaitDescendant(Process launcher, String command) throws Exception {
    await(() -> descendant(launcher, command).isPresent());
    return descendant(launcher, command).orElseThrow();
  }

  private static Optional<ProcessHandle> descendant(Process launcher, String command) {
    return launcher
        .descendants()
        .filter(process -> commandLine(process).contains(command))
        .findFirst();
  }

  /** ProcessHandle gives none that is as long as a class path. */
  private static String commandLine(ProcessHandle process) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"))
          .replace('\0', ' ');
    } catch (IOException _) {
      return "";
    }
  }

  private static void await(Callable<Boolean> condition) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(180);
    while (!condition.call()) {
      assertThat(System.nanoTime() - deadline).as("in time").isNegative();
      Thread.sleep(50);
    }
  }
}
