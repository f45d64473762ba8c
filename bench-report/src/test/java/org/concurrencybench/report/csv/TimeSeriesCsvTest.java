package org.concurrencybench.report.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.concurrencybench.report.Golden;
import org.concurrencybench.report.SampleRun;
import org.concurrencybench.report.run.LatencySummary;
import org.concurrencybench.report.run.Phase;
import org.concurrencybench.report.run.TimeSeriesRow;
import org.concurrencybench.report.store.ResultsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimeSeriesCsvTest {

  @TempDir Path directory;

  @Test
  void timeSeriesCsvIsAsItWas() throws IOException {
    Golden.check("timeseries.csv", this::sample);
  }

  @Test
  void rowsAreThereBeforeTheFileIsClosed() throws IOException {
    Path file = directory.resolve("timeseries.csv");
    try (TimeSeriesCsv csv = TimeSeriesCsv.create(file)) {
      csv.append(bare(0));
      assertThat(Rfc4180.parse(Files.readString(file))).hasSize(2);
      csv.append(bare(1));
      assertThat(Rfc4180.parse(Files.readString(file))).hasSize(3);
    }
  }

  /** What a process that was killed left of its last row. */
  @Test
  void rowsFollowTheLastWholeOne() throws IOException {
    Path file = directory.resolve("timeseries.csv");
    try (TimeSeriesCsv csv = TimeSeriesCsv.create(file)) {
      csv.append(bare(0));
      csv.append(bare(1));
    }
    String whole = Files.readString(file);
    Files.writeString(file, whole.substring(0, whole.length() - 5));
    try (TimeSeriesCsv csv = TimeSeriesCsv.continuing(file)) {
      csv.append(bare(1));
    }
    assertThat(file).content().isEqualTo(whole);
  }

  @Test
  void rowsOfTwoThreadsStayWhole() throws IOException {
    Path file = directory.resolve("timeseries.csv");
    try (TimeSeriesCsv csv = TimeSeriesCsv.create(file);
        ExecutorService threads = Executors.newFixedThreadPool(4)) {
      for (int thread = 0; thread < 4; thread++) {
        threads.execute(() -> {
          for (int second = 0; second < 250; second++) {
            csv.append(bare(second));
          }
        });
      }
    }
    List<List<String>> rows = Rfc4180.parse(Files.readString(file));
    assertThat(rows).hasSize(1 + 1_000).allSatisfy(row -> assertThat(row).hasSize(18));
  }

  @Test
  void aSecondFileInTheSamePlaceIsRefused() throws IOException {
    Path file = Files.writeString(directory.resolve("timeseries.csv"), "precious");
    assertThatThrownBy(() -> TimeSeriesCsv.create(file))
        .isInstanceOf(ResultsException.class)
        .hasMessageStartingWith("\"" + file + "\" cannot be written: ");
    assertThat(file).hasContent("precious");
  }

  private String sample() {
    try {
      Path file = Files.createTempDirectory(directory, "run").resolve("timeseries.csv");
      try (TimeSeriesCsv csv = TimeSeriesCsv.create(file)) {
        csv.append(bare(0));
        csv.append(
            new TimeSeriesRow(
                SampleRun.START,
                "short-requests/async/http/open-5000/c100",
                2,
                1,
                Phase.MEASURE,
                1,
                5_012.0,
                new LatencySummary(5_012, 151.039, 303.103, 1_204.223, null, null, 9_003.007),
                0.305,
                0.000012,
                1_234_567_890L,
                14,
                12_000_000.5,
                0.0,
                1.25,
                12.0));
      }
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static TimeSeriesRow bare(int second) {
    return new TimeSeriesRow(
        SampleRun.START,
        "chat/async/tcp/\"big\", open",
        1,
        2,
        Phase.WARM_UP,
        second,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }
}
