package org.concurrencybench.report.table;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WrappedTest {

  @Test
  void aShortLineStaysAsItIs() {
    assertThat(new Wrapped(40).lines("  two  words")).containsExactly("  two  words");
  }

  @Test
  void aLongLineGoesOnFurtherIn() {
    assertThat(new Wrapped(40).lines("  " + "word ".repeat(12)))
        .containsExactly("  word word word word word word word", "    word word word word word");
  }

  @Test
  void whatHasNoBlanksIsCutAndNothingIsLost() {
    String text = "x".repeat(100);
    assertThat(new Wrapped(40).lines(text))
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(40));
    assertThat(String.join("", new Wrapped(40).lines(text)).replace(" ", "")).isEqualTo(text);
  }

  @Test
  void nothingMovesTheCursor() {
    assertThat(new Wrapped(40).lines("a\u001b[2Jb\nc")).containsExactly("a?[2Jb?c");
  }
}
