package org.concurrencybench.report.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.concurrencybench.report.Golden;
import org.concurrencybench.report.RandomRun;
import org.concurrencybench.report.SampleRun;
import org.junit.jupiter.api.Test;

class SummaryMarkdownTest {

  private static final Pattern BAR = Pattern.compile("(?<!\\\\)\\|");

  @Test
  void summaryMdIsAsItWas() throws IOException {
    Golden.check("summary.md", () -> SummaryMarkdown.of(SampleRun.ended()));
  }

  @Test
  void aKilledRunSaysSo() {
    assertThat(SummaryMarkdown.of(SampleRun.killed()))
        .contains("- The run did not end: this is what it had measured.\n")
        .contains(", did not end\n");
    assertThat(SummaryMarkdown.of(SampleRun.begun())).contains("| not run |");
  }

  @Test
  void namesCannotBreakATable() {
    for (long seed = 0; seed < 200; seed++) {
      List<String> lines = SummaryMarkdown.of(RandomRun.of(seed)).lines().toList();
      for (int i = 1; i < lines.size(); i++) {
        if (lines.get(i).startsWith("|") && lines.get(i - 1).startsWith("|")) {
          assertThat(bars(lines.get(i)))
              .as("seed %d: %s", seed, lines.get(i))
              .isEqualTo(bars(lines.get(i - 1)));
        }
      }
      assertThat(lines)
          .allSatisfy(line -> assertThat(line).containsPattern("^$|^\\| .* \\|$|^#{1,2} .*|^- .*"));
    }
  }

  private static long bars(String row) {
    // An escaped backslash before a bar would otherwise look like an escaped bar.
    return BAR.matcher(row.replace("\\\\", "")).results().count();
  }
}
