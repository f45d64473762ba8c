package org.concurrencybench.report.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.concurrencybench.report.Golden;
import org.concurrencybench.report.RandomRun;
import org.concurrencybench.report.SampleRun;
import org.concurrencybench.report.run.Run;
import org.junit.jupiter.api.Test;

class SummaryCsvTest {

  @Test
  void summaryCsvIsAsItWas() throws IOException {
    Golden.check("summary.csv", () -> SummaryCsv.of(SampleRun.ended()));
  }

  @Test
  void everyWindowIsARowInvalidOnesToo() {
    List<List<String>> rows = Rfc4180.parse(SummaryCsv.of(SampleRun.ended()));
    int status = rows.getFirst().indexOf("status");
    assertThat(rows.stream().map(row -> row.get(status))).filteredOn("invalid"::equals).hasSize(3);
    assertThat(rows).hasSize(1 + windows(SampleRun.ended()));
  }

  @Test
  void aRunWithoutWindowsHasTheHeaderOnly() {
    assertThat(SummaryCsv.of(SampleRun.begun()).lines()).hasSize(1);
  }

  @Test
  void anyRunIsReadBackByAnotherParser() {
    for (long seed = 0; seed < 300; seed++) {
      Run run = RandomRun.of(seed);
      List<List<String>> rows = Rfc4180.parse(SummaryCsv.of(run));
      int columns = rows.getFirst().size();
      assertThat(rows).as("seed %d", seed).hasSize(1 + windows(run));
      assertThat(rows).allSatisfy(row -> assertThat(row).hasSize(columns));
      assertThat(rows.getFirst()).doesNotHaveDuplicates();
      int id = rows.getFirst().indexOf("cell");
      assertThat(rows.stream().skip(1).map(row -> row.get(id)))
          .allSatisfy(cell -> assertThat(run.cell(cell)).isPresent());
    }
  }

  private static int windows(Run run) {
    return run.cells().stream()
        .flatMap(cell -> cell.rounds().stream())
        .mapToInt(round -> round.windows().size())
        .sum();
  }
}
