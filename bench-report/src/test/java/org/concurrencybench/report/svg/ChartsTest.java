package org.concurrencybench.report.svg;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.concurrencybench.report.Golden;
import org.concurrencybench.report.RandomRun;
import org.concurrencybench.report.SampleRun;
import org.concurrencybench.report.SweepRun;
import org.concurrencybench.report.html.ReportHtml;
import org.concurrencybench.report.run.Parameters;
import org.concurrencybench.report.run.Run;
import org.concurrencybench.report.store.RunDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class ChartsTest {

  /** In an attribute; a text may say what a run has. */
  private static final String NO_NUMBER = "=\"[^\"]*(NaN|Infinity)";

  private static final List<String> SWEPT =
      List.of(
          "crowd-cpu-per-request",
          "crowd-memory",
          "crowd-percentiles",
          "crowd-switches",
          "short-requests-cpu-per-request",
          "short-requests-percentiles",
          "short-requests-requests",
          "short-requests-switches");

  @TempDir private Path results;

  @Test
  void theChartsAreAsTheyWere() throws IOException {
    RunDirectory directory = RunDirectory.create(results, SampleRun.START, "quick");
    Run run = sweep(directory);
    Map<Locale, Map<String, String>> drawn = new HashMap<>();
    for (String name : SWEPT) {
      Golden.check(
          "charts/" + name + ".svg",
          () -> {
            Map<String, String> charts =
                drawn.computeIfAbsent(Locale.getDefault(), _ -> Charts.of(directory, run));
            assertThat(charts).containsOnlyKeys(SWEPT.toArray(String[]::new));
            return charts.getOrDefault(name, "");
          });
    }
  }

  @Test
  void claimsAChatAndARateThatWasMissedAreAsTheyWere() throws IOException {
    RunDirectory directory = RunDirectory.create(results, SampleRun.START, "quick");
    Run run = SampleRun.ended();
    Golden.check("charts/claims.svg", () -> chart(directory, run, "claims"));
    Golden.check(
        "charts/chat-cpu-per-delivery.svg", () -> chart(directory, run, "chat-cpu-per-delivery"));
    Golden.check("charts/missed.svg", () -> chart(directory, run, "short-requests-requests"));
  }

  private static String chart(RunDirectory directory, Run run, String name) {
    String svg = Charts.of(directory, run).get(name);
    assertThat(svg).as(name).isNotNull();
    return svg;
  }

  @Test
  void everyChartSaysWhereItWasMeasuredAndWhatItShows() throws Exception {
    RunDirectory directory = RunDirectory.create(results, SampleRun.START, "quick");
    for (Run run : new Run[] {sweep(directory), SampleRun.ended()}) {
      for (Map.Entry<String, String> chart : Charts.of(directory, run).entrySet()) {
        Element root = parsed(chart.getValue()).getDocumentElement();
        assertThat(root.getElementsByTagName("title").item(0).getTextContent()).isNotBlank();
        assertThat(root.getElementsByTagName("desc").item(0).getTextContent()).isNotBlank();
        assertThat(root.getTextContent())
            .as(chart.getKey())
            .contains("AMD EPYC 9R14", "JDK 25.0.3", "loopback", "2026-07-31", run.id(), "round")
            .contains("prefers-color-scheme:dark");
        assertThat(chart.getValue())
            .doesNotContain("NaN", "Infinity", "<script", "http://www.w3.org/1999");
      }
    }
  }

  /** Its rate is what it is for, and it has no intended send from which a time could run. */
  @ParameterizedTest
  @ValueSource(strings = {"closed", "churn", "a loop that is not known yet"})
  void aLoopThatIsNotOpenIsDrawnAsAClosedOne(String loop) {
    RunDirectory directory = RunDirectory.create(results, SampleRun.START, "quick");
    Run run =
        SampleRun.ended()
            .withCells(cell -> cell.with(cell.parameters().with(Parameters.LOOP, loop)));
    assertThat(Charts.of(directory, run).keySet())
        .contains("short-requests-requests")
        .noneMatch(name -> name.endsWith("-percentiles"));
    assertThat(ReportHtml.of(run, directory))
        .contains("Response time, from the send")
        .doesNotContain("from the intended send")
        .contains("Requests answered")
        .doesNotContain("\"open\":true");
    Run open =
        SampleRun.ended()
            .withCells(cell -> cell.with(cell.parameters().with(Parameters.LOOP, "open")));
    assertThat(ReportHtml.of(open, directory)).contains("\"open\":true");
  }

  @Test
  void aMissingOrBrokenLogLeavesTheMarksAndIsNamed() throws IOException {
    RunDirectory directory = RunDirectory.create(results, SampleRun.START, "quick");
    Run run = sweep(directory);
    Path logs = directory.path().resolve("histograms/short-requests");
    Files.delete(logs.resolve("threaded/http/hello/open-5000/c100/round-1.hlog"));
    Files.writeString(
        logs.resolve("virtual/http/hello/open-5000/c100/round-2.hlog"), "Tag=response,1,");
    String chart = chart(directory, run, "short-requests-percentiles");
    assertThat(described(chart))
        .contains(
            "No line for short-requests/threaded/http/hello/open-5000/c100, because of its interval"
                + " logs: round 1: the histogram is missing.")
        .contains(
            "No line for short-requests/virtual/http/hello/open-5000/c100, because of its interval"
                + " logs: round 2: the histogram is cut short or damaged");
  }

  /** Notes are broken into lines wherever there is room for them. */
  private static String described(String svg) {
    return svg.replaceAll("</text>\\s*<text class=\"small\"[^>]*>", " ");
  }

  @Test
  void anyRunIsDrawnAsWellFormedXml() throws Exception {
    RunDirectory directory = RunDirectory.create(results, SampleRun.START, "quick");
    for (long seed = 0; seed < 60; seed++) {
      for (Map.Entry<String, String> chart : Charts.of(directory, RandomRun.of(seed)).entrySet()) {
        assertThat(chart.getKey()).matches("[A-Za-z0-9_-]+");
        assertThat(chart.getValue()).as("seed %d", seed).doesNotContainPattern(NO_NUMBER);
        parsed(chart.getValue());
      }
    }
  }

  @Test
  void theyAreWrittenIntoTheDirectoryOfTheRun() {
    RunDirectory directory = RunDirectory.create(results, SampleRun.START, "quick");
    Charts.write(directory, SampleRun.ended());
    assertThat(directory.path().resolve("charts/claims.svg")).isRegularFile();
  }

  private static Run sweep(RunDirectory directory) {
    return SweepRun.of(7, 3).overloaded().into(directory).run("20260731-142501-quick", "25.0.3+9");
  }

  private static Document parsed(String xml) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
  }
}
