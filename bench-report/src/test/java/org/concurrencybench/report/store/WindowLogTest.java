package org.concurrencybench.report.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;
import org.concurrencybench.report.SampleRun;
import org.concurrencybench.report.run.DriverCost;
import org.concurrencybench.report.run.Latency;
import org.concurrencybench.report.run.LatencySummary;
import org.concurrencybench.report.run.MachineNoise;
import org.concurrencybench.report.run.ServerCost;
import org.concurrencybench.report.run.Throughput;
import org.concurrencybench.report.run.Window;
import org.concurrencybench.report.run.WindowStatus;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WindowLogTest {

  private static final int SECONDS = 5;
  private static final String NAME = "histograms/a/round-1.hlog";

  @TempDir private Path results;
  private RunDirectory directory;
  private Path file;
  private Window window;

  @BeforeEach
  void aWindowAndItsLog() throws IOException {
    directory = RunDirectory.create(results, SampleRun.START, "quick");
    file = directory.path().resolve(NAME);
    Files.createDirectories(file.getParent());
    Histogram response = new Histogram(3);
    Histogram lateness = new Histogram(3);
    HistogramLogWriter log = new HistogramLogWriter(file.toFile());
    log.outputLogFormatVersion();
    log.outputLegend();
    for (int second = 0; second < SECONDS; second++) {
      response.add(interval(log, "response", second, 1_000_000));
      interval(log, "service", second, 900_000);
      lateness.add(interval(log, "lateness", second, 50_000));
    }
    log.close();
    window = window(NAME, LatencySummary.ofNanos(response), LatencySummary.ofNanos(lateness));
  }

  private static Histogram interval(HistogramLogWriter log, String tag, int second, long nanos) {
    Histogram times = new Histogram(3);
    for (int i = 0; i < 1_000; i++) {
      times.recordValue(nanos + i * 1_000L * (second + 1));
    }
    times.setTag(tag);
    double start = SampleRun.START.toEpochMilli() / 1e3 + second;
    log.outputIntervalHistogram(start, start + 1, times, 1.0);
    return times;
  }

  private static Window window(
      @Nullable String path, @Nullable LatencySummary response, @Nullable LatencySummary lateness) {
    return new Window(
        1,
        1,
        WindowStatus.VALID,
        List.of(),
        SampleRun.START,
        SECONDS,
        Throughput.NONE,
        Latency.of(response, null, lateness, null),
        null,
        ServerCost.NOT_MEASURED,
        DriverCost.NOT_MEASURED,
        MachineNoise.NOT_MEASURED,
        null,
        Map.of(),
        Map.of(),
        path);
  }

  private WindowLog read() {
    return WindowLog.of(directory, window);
  }

  private void assertUnused(String complaint) {
    WindowLog log = read();
    assertThat(log.complaint()).isEqualTo(complaint);
    assertThat(log.response()).isNull();
    assertThat(log.lateness()).isNull();
    assertThat(log.seconds()).isEmpty();
  }

  @Test
  void aWholeLogIsUsed() {
    WindowLog log = read();
    assertThat(log.complaint()).isNull();
    assertThat(log.response().getTotalCount()).isEqualTo(5_000);
    assertThat(log.lateness().getTotalCount()).isEqualTo(5_000);
    assertThat(log.seconds()).hasSize(SECONDS);
  }

  /** As an editor of another system leaves it: the lines are all there. */
  @Test
  void otherLineEndsAreTheSameLog() throws IOException {
    Files.writeString(file, Files.readString(file).replace("\n", "\r\n"));
    assertThat(read().complaint()).isNull();
    assertThat(read().response().getTotalCount()).isEqualTo(5_000);
  }

  @Test
  void aLogThatWasCutBetweenTwoLinesIsNotWhole() throws IOException {
    List<String> lines = Files.readAllLines(file);
    Files.write(file, lines.subList(0, lines.size() - 3));
    assertUnused(
        "the histogram has 4,000 of 5,000 response times: it is cut short or another window's");
    Files.write(file, lines.subList(0, lines.size() - 1));
    assertUnused(
        "the histogram has 4,000 of 5,000 times of the driver's lateness: it is cut short or another"
            + " window's");
  }

  @Test
  void aLogThatWasCutWithinALineIsNotWhole() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length * 2 / 3));
    assertThat(read().complaint()).startsWith("the histogram ");
    assertThat(read().response()).isNull();
  }

  @Test
  void aLogThatSaysALineTwiceIsNotThisOne() throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    lines.add(lines.stream().filter(line -> line.startsWith("Tag=response")).findFirst().get());
    Files.write(file, lines);
    assertUnused(
        "the histogram has 6,000 of 5,000 response times: it is cut short or another window's");
  }

  @Test
  void aLogOfAnotherWindowWithAsManyRequestsIsKnownByItsTimes() {
    Histogram other = new Histogram(3);
    for (int i = 0; i < 5_000; i++) {
      other.recordValue(2_000_000 + i);
    }
    window = window(NAME, LatencySummary.ofNanos(other), window.latency().lateness());
    assertThat(read().complaint())
        .startsWith("the histogram is another window's: p50 of its response times is ");
    assertThat(read().response()).isNull();
  }

  @Test
  void whatIsNoLogIsSaidInWords() throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
      gzip.write(Files.readAllBytes(file));
    }
    Files.write(file, zipped.toByteArray());
    assertUnused("the histogram is compressed as a whole (gzip): unpack it");
    Files.writeString(file, "");
    assertUnused("the histogram is an empty file");
    Files.writeString(file, "not a log\n", StandardCharsets.UTF_8);
    assertThat(read().complaint()).startsWith("the histogram is cut short or damaged");
    Files.delete(file);
    assertUnused("the histogram is missing");
    Files.createDirectory(file);
    assertUnused("the histogram is a directory");
    window = window("../elsewhere.hlog", window.latency().response(), null);
    assertUnused("the histogram's path leads out of the run's directory");
    window = window(null, window.latency().response(), null);
    assertUnused("no histogram was stored");
  }

  /** A log of a window of which run.json knows no times cannot be checked. */
  @Test
  void aLogWithoutFiguresToCheckItByIsNotDrawn() {
    window = window(NAME, null, null);
    assertUnused(
        "the histogram has 5,000 of 0 response times: it is cut short or another window's");
  }

  @Test
  void whereNothingWasMeasuredNothingIsMissing() {
    window = window(null, null, null);
    assertThat(read().complaint()).isNull();
    assertThat(read().response()).isNull();
  }
}
