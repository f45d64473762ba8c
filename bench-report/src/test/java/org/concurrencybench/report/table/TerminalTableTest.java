package org.concurrencybench.report.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.concurrencybench.report.Golden;
import org.concurrencybench.report.RandomRun;
import org.concurrencybench.report.SampleRun;
import org.junit.jupiter.api.Test;

class TerminalTableTest {

  @Test
  void theTableIsAsItWas() throws IOException {
    Golden.check("terminal.txt", () -> new TerminalTable(true, 120).of(SampleRun.ended()));
  }

  @Test
  void theTableInAsciiIsAsItWas() throws IOException {
    Golden.check("terminal-ascii.txt", () -> new TerminalTable(false, 120).of(SampleRun.ended()));
  }

  @Test
  void withoutUnicodeThereIsAsciiOnly() {
    assertThat(new TerminalTable(false, 120).of(SampleRun.killed())).isASCII();
  }

  @Test
  void inANarrowTerminalTheHeadlineFigureStays() throws IOException {
    Golden.check("terminal-narrow.txt", () -> new TerminalTable(true, 72).of(SampleRun.ended()));
  }

  @Test
  void noLineIsWiderThanTheTerminalWhateverIsInIt() {
    for (long seed = 0; seed < 200; seed++) {
      for (int width : new int[] {40, 80, 120, 500}) {
        assertThat(new TerminalTable(true, width).of(RandomRun.of(seed)).split("\n"))
            .as("seed %d", seed)
            .allSatisfy(line ->
                assertThat(line)
                    .hasSizeLessThanOrEqualTo(Math.min(width, 120))
                    .doesNotContainPattern("\\p{Cntrl}"));
      }
    }
  }

  @Test
  void aBarIsAsLongAsItsPartOfTheLargest() {
    assertThat(new Bar(false).of(5, 10, 8)).isEqualTo("####");
    assertThat(new Bar(true).of(10, 10, 4)).isEqualTo("\u2588\u2588\u2588\u2588");
    assertThat(new Bar(true).of(1, 16, 2)).isEqualTo("\u258f");
    assertThat(new Bar(true).of(0, 10, 4)).isEmpty();
    assertThat(new Bar(true).of(0, 0, 4)).isEmpty();
  }
}
