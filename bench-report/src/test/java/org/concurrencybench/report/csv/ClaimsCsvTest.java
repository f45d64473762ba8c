package org.concurrencybench.report.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.concurrencybench.report.Golden;
import org.concurrencybench.report.RandomRun;
import org.concurrencybench.report.SampleRun;
import org.concurrencybench.report.run.Claim;
import org.concurrencybench.report.run.Run;
import org.junit.jupiter.api.Test;

class ClaimsCsvTest {

  @Test
  void claimsCsvIsAsItWas() throws IOException {
    Golden.check("claims.csv", () -> ClaimsCsv.of(SampleRun.ended()));
  }

  @Test
  void aRunWithoutClaimsHasTheHeaderOnly() {
    assertThat(ClaimsCsv.of(SampleRun.begun()).lines()).hasSize(1);
  }

  @Test
  void everyClaimEstimateAndFigureIsARowForAnotherParser() {
    for (long seed = 0; seed < 300; seed++) {
      Run run = RandomRun.of(seed);
      List<List<String>> rows = Rfc4180.parse(ClaimsCsv.of(run));
      int columns = rows.getFirst().size();
      assertThat(rows).allSatisfy(row -> assertThat(row).hasSize(columns));
      assertThat(rows)
          .as("seed %d", seed)
          .hasSize(1 + run.claims().stream().mapToInt(ClaimsCsvTest::rows).sum());
      int words = rows.getFirst().indexOf("words");
      int kind = rows.getFirst().indexOf("kind");
      assertThat(rows.stream().filter(row -> row.get(kind).equals("claim")))
          .extracting(row -> row.get(words))
          .containsExactlyElementsOf(run.claims().stream().map(Claim::sentence).toList());
    }
  }

  private static int rows(Claim claim) {
    int figures = claim.beside().stream().mapToInt(beside -> beside.values().size()).sum();
    return 1 + claim.comparisons().size() + figures;
  }
}
