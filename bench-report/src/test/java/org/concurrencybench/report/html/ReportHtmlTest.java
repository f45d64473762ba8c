package org.concurrencybench.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.concurrencybench.report.Golden;
import org.concurrencybench.report.RandomRun;
import org.concurrencybench.report.SampleRun;
import org.concurrencybench.report.run.Cell;
import org.concurrencybench.report.run.MicroResult;
import org.concurrencybench.report.run.Parameters;
import org.concurrencybench.report.run.Run;
import org.concurrencybench.report.run.Window;
import org.concurrencybench.report.run.WindowStatus;
import org.concurrencybench.report.store.RunDirectory;
import org.concurrencybench.report.store.WindowLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportHtmlTest {

  private static final int SCRIPTS = 5;
  private static final int MOST_BYTES = 3_000_000;
  private static final String EVIL =
      "</script><script>alert('&')</script><img src=x onerror=alert(1)>";

  @TempDir private Path results;

  private String without(Run run) {
    RunDirectory directory = RunDirectory.create(results, run.startedAt(), "any");
    directory.save(run);
    return ReportHtml.of(run, directory);
  }

  @Test
  void trustComesFirstThenTheClaimsThenTheSuites() {
    assertThat(without(SampleRun.ended()))
        .containsSubsequence(
            "id=\"trust\"",
            "id=\"claims\"",
            "Undecidable here: &quot;Threads cost memory.&quot;",
            "id=\"suite-1\"",
            "short-requests",
            "id=\"suite-2\"");
  }

  @Test
  void checkOfTheMachineAndMicroSuitesAreThere() {
    var result =
        new MicroResult(
            "HandOff.pingPong",
            Parameters.NONE.with("cpus", 1),
            "avgt",
            2,
            5,
            4_321,
            12.5,
            "ns/op",
            1.5,
            null);
    assertThat(without(SampleRun.ended().withMicro(result)))
        .containsSubsequence(
            "The machine before the run",
            "idle driver woken late",
            "id=\"micro\"",
            "HandOff.pingPong cpus=1",
            "data-value=\"4321\">4,321 ns/op",
            "data-value=\"\">-");
    assertThat(without(SampleRun.begun())).doesNotContain("id=\"micro\"");
  }

  @Test
  void loadsNothingFromAnywhere() {
    String html = without(SampleRun.ended());
    assertThat(html).contains("default-src &#39;none&#39;");
    assertThat(Pattern.compile("(src|href)=\"(?!#)").matcher(html).results()).isEmpty();
    assertThat(html).doesNotContain("@import").doesNotContain("url(");
  }

  @Test
  void textOfARunIsNeverMarkup() {
    Run run = SampleRun.ended();
    Cell evil =
        Cell.of(EVIL, EVIL, EVIL, EVIL, EVIL, run.cells().getFirst().parameters())
            .withNote(EVIL)
            .refusedBecause(EVIL);
    Run hostile =
        Run.started(EVIL, run.startedAt(), run.environment(), run.plan(), List.of(evil))
            .withWindow(evil.id(), 1, window(run, evil));
    assertThat(without(hostile)).doesNotContain("<img").doesNotContain("<script>alert");
    for (long seed = 0; seed < 60; seed++) {
      String html = without(RandomRun.of(seed));
      assertThat(Pattern.compile("<script").matcher(html).results().count())
          .as("seed %d", seed)
          .isEqualTo(SCRIPTS);
      String data = html.substring(html.indexOf("id=\"report-data\">") + 17);
      assertThat(data.substring(0, data.indexOf("</script>")))
          .as("seed %d", seed)
          .startsWith("{")
          .doesNotContain("<", ">", "&", "\u2028");
    }
  }

  private static Window window(Run run, Cell cell) {
    assertThat(cell.rounds()).isEmpty();
    return run.cells().getFirst().rounds().getFirst().windows().getFirst();
  }

  @Test
  void missingLogsAreSaidAndTheListedPercentilesDrawn() {
    assertThat(without(SampleRun.ended()))
        .contains("From run.json&#39;s percentiles where the log is lacking.")
        .contains("The histogram is missing: ")
        .contains("threaded round 1");
  }

  /** A curve of two thirds of a window looks like one of the whole. */
  @Test
  void aCutLogIsSaidAndDrawnNowhere() throws IOException {
    RunDirectory directory = PlayedLogs.store(SampleRun.ended(), results, 3);
    Run run = directory.load();
    Path log =
        directory.path().resolve("histograms/" + run.cells().getFirst().id() + "/round-1.hlog");
    List<String> lines = Files.readAllLines(log);
    Files.write(log, lines.subList(0, lines.size() - 9));
    assertThat(ReportHtml.of(run, directory))
        .contains("From run.json&#39;s percentiles where the log is lacking.")
        .contains(
            "The histogram has 14,000 of 20,000 response times: it is cut short or another"
                + " window&#39;s: threaded round 1");
  }

  @Test
  void anAnswerHasTheVeryPercentilesOfTheTables() throws IOException {
    RunDirectory directory = PlayedLogs.store(SampleRun.ended(), results, 4);
    Run run = directory.load();
    Window window = run.cells().getFirst().rounds().getFirst().windows().getFirst();
    var response = WindowLog.of(directory, window).response();
    var curve = PercentileAxis.curve(response, 1);
    assertThat(curve.get(PercentileAxis.XS.indexOf(2.0)))
        .isEqualTo(response.getValueAtPercentile(50) / 1e3);
    assertThat(curve.get(PercentileAxis.XS.indexOf(100.0)))
        .isEqualTo(response.getValueAtPercentile(99) / 1e3);
    assertThat(curve.get(PercentileAxis.XS.indexOf(1_000.0)))
        .isEqualTo(response.getValueAtPercentile(99.9) / 1e3);
    // 20,000 samples: ten of them lie beyond 1 in 1,000 and not beyond 1 in 10,000.
    assertThat(curve).hasSizeLessThanOrEqualTo(PercentileAxis.XS.indexOf(10_000.0));
  }

  @Test
  void noPathLeadsOutOfTheRun() throws IOException {
    RunDirectory directory = RunDirectory.create(results, SampleRun.START, "any");
    Files.writeString(results.resolve("secret.hlog"), "secret", StandardCharsets.UTF_8);
    assertThat(directory.resolve("../secret.hlog")).isEmpty();
    assertThat(directory.resolve("/etc/passwd")).isEmpty();
    assertThat(directory.resolve("a\u0000b")).isEmpty();
    assertThat(directory.resolve("histograms/a/round-1.hlog")).isPresent();
  }

  @Test
  void aRunWithoutAValidRoundSaysSoAndIsDrawn() {
    Run spoiled =
        SampleRun.ended()
            .withWindows(window ->
                window.judged(WindowStatus.INVALID, List.of("late driver"), window.machine()));
    assertThat(without(spoiled))
        .contains("No round of this run is valid: nothing here may be compared.")
        .contains("data-chart=");
    assertThat(without(SampleRun.begun())).contains("No round of this run is valid");
  }

  @Test
  void aKilledRunSaysThatItDidNotEnd() {
    assertThat(without(SampleRun.killed()))
        .contains("The run did not end: this is what it had measured.")
        .contains("verdicts are given at the end");
  }

  @Test
  void theReportIsAsItWas() throws IOException {
    Golden.check("report.html", () -> legible(without(SampleRun.ended())));
  }

  /**
   * Without scripts and styles, which are files of their own; a line for each object of the data.
   */
  private static String legible(String html) {
    return html.replaceAll("(?s)<style>.*?</style>", "<style></style>")
        .replaceAll("(?s)<script>.*?</script>", "<script></script>")
        .replaceAll("(&#39;sha256-[^&]*&#39; ?)+", "hashes")
        .replace(",{", ",\n{")
        .replace("},", "},\n");
  }

  @Test
  void aFullProfileStaysLight() throws IOException {
    RunDirectory directory = PlayedLogs.store(WideRun.of(10, 10), results, 5);
    String html = ReportHtml.of(directory.load(), directory);
    assertThat(html.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(MOST_BYTES);
  }
}
