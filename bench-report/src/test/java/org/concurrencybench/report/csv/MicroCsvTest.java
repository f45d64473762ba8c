package org.concurrencybench.report.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.concurrencybench.report.Golden;
import org.concurrencybench.report.RandomRun;
import org.concurrencybench.report.SampleRun;
import org.concurrencybench.report.run.MicroResult;
import org.concurrencybench.report.run.Run;
import org.junit.jupiter.api.Test;

class MicroCsvTest {

  @Test
  void microCsvIsAsItWas() throws IOException {
    Golden.check("micro.csv", () -> MicroCsv.of(SampleRun.ended()));
  }

  @Test
  void everyResultIsARowForAnotherParser() {
    for (long seed = 0; seed < 300; seed++) {
      Run run = RandomRun.of(seed);
      List<List<String>> rows = Rfc4180.parse(MicroCsv.of(run));
      int columns = rows.getFirst().size();
      assertThat(rows).allSatisfy(row -> assertThat(row).hasSize(columns));
      assertThat(rows.stream().skip(1))
          .as("seed %d", seed)
          .extracting(List::getFirst)
          .containsExactlyElementsOf(run.micro().stream().map(MicroResult::benchmark).toList());
    }
  }
}
