package org.concurrencybench.suite.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalTest {

  /** What LC_ALL=C gives, an old terminal, and something that Java does not know. */
  @ParameterizedTest
  @ValueSource(strings = {"ANSI_X3.4-1968", "US-ASCII", "ISO-8859-1", "no-such-charset"})
  void blocksAreForEncodingsThatHaveThem(String encoding) {
    assertThat(Terminal.isUnicode(encoding)).isFalse();
  }

  @Test
  void utf8HasBlocks() {
    assertThat(Terminal.isUnicode("UTF-8")).isTrue();
  }

  @Test
  void columnsSayHowWideItIs() {
    assertThat(Terminal.width("72")).isEqualTo(72);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "-3", "wide", "999999999999"})
  void whatIsNoWidthIsNotTaken(String columns) {
    assertThat(Terminal.width(columns)).isEqualTo(Terminal.width(null));
  }
}
