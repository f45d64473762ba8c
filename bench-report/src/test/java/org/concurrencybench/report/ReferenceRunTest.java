package org.concurrencybench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.concurrencybench.report.compare.ComparisonHtml;
import org.concurrencybench.report.compare.ComparisonMarkdown;
import org.concurrencybench.report.compare.ComparisonTable;
import org.concurrencybench.report.compare.RunComparison;
import org.concurrencybench.report.csv.ClaimsCsv;
import org.concurrencybench.report.csv.SummaryCsv;
import org.concurrencybench.report.html.ReportHtml;
import org.concurrencybench.report.run.Cell;
import org.concurrencybench.report.run.Run;
import org.concurrencybench.report.store.RunDirectory;
import org.concurrencybench.report.svg.Charts;
import org.concurrencybench.report.table.SummaryMarkdown;
import org.concurrencybench.report.table.TerminalTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Everything that is drawn of the committed reference run, as SHA-256 in {@code
 * golden/reference.txt}: that real data look as they did. The other golden files show a difference
 * in their text; of this run, the files as drawn now lie in {@code target/reference}, to be
 * compared with those of a checkout that passes.
 */
class ReferenceRunTest {

  private static final Path DRAWN = Path.of("target/reference");

  /** By this factor the copy's servers are slower. */
  private static final double SLOWER = 1.15;

  private static final Pattern CPU = Pattern.compile("(\"cpuMicrosPerRequest\" : )([0-9.E-]+)");

  @TempDir private Path folder;

  @Test
  void everythingDrawnOfTheReferenceRunIsAsItWas() throws IOException {
    RunDirectory directory = RunDirectory.open(reference());
    Run run = directory.load();
    Run slower = slower(directory);
    Golden.check("reference.txt", () -> list(run.id(), drawn(directory, run, slower)));
  }

  private static Path reference() throws IOException {
    try (Stream<Path> runs = Files.list(Path.of("../results"))) {
      List<Path> quick = runs.filter(run -> run.toString().endsWith("-quick")).toList();
      assertThat(quick).hasSize(1);
      return quick.getFirst();
    }
  }

  /** A copy whose servers need more CPU, and which lacks the last cell. */
  private Run slower(RunDirectory reference) throws IOException {
    String json = Files.readString(reference.path().resolve(RunDirectory.RUN_JSON));
    Files.writeString(
        folder.resolve(RunDirectory.RUN_JSON),
        CPU.matcher(json)
            .replaceAll(cpu -> cpu.group(1) + Double.parseDouble(cpu.group(2)) * SLOWER));
    Run run = RunDirectory.open(folder).load();
    List<Cell> cells = run.cells().subList(0, run.cells().size() - 1);
    return Run.started("slower", run.startedAt(), run.environment(), run.plan(), cells);
  }

  private static Map<String, String> drawn(RunDirectory directory, Run run, Run slower) {
    Map<String, String> files = new TreeMap<>();
    files.put("report.html", ReportHtml.of(run, directory));
    files.put("summary.csv", SummaryCsv.of(run));
    files.put("summary.md", SummaryMarkdown.of(run));
    files.put("claims.csv", ClaimsCsv.of(run));
    files.put("terminal-80.txt", new TerminalTable(false, 80).of(run));
    files.put("terminal-120.txt", new TerminalTable(true, 120).of(run));
    RunComparison comparison = RunComparison.of(run, slower, 0.05);
    files.put("compare.txt", ComparisonTable.of(comparison, 120));
    files.put("compare.md", ComparisonMarkdown.of(comparison));
    files.put("compare.html", ComparisonHtml.of(comparison));
    Charts.of(directory, run).forEach((name, svg) -> files.put("charts/" + name + ".svg", svg));
    return files;
  }

  private static String list(String id, Map<String, String> files) {
    try {
      Files.createDirectories(DRAWN.resolve("charts"));
      for (Map.Entry<String, String> file : files.entrySet()) {
        Files.writeString(DRAWN.resolve(file.getKey()), file.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files.entrySet().stream()
        .map(file -> sha256(file.getValue()) + "  " + file.getKey() + "\n")
        .collect(Collectors.joining("", "run " + id + "\n", ""));
  }

  private static String sha256(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
