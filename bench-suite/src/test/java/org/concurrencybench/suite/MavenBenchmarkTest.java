package org.concurrencybench.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Options arrive as they were typed in {@code -Dbenchmark.args}. */
class MavenBenchmarkTest {

  @Test
  void lineBreaksAndBlanksSeparateAndMakeNoEmptyWords() {
    assertThat(words("\n    --profile smoke\r\n\t--rounds 1\n"))
        .containsExactly("--profile", "smoke", "--rounds", "1");
    assertThat(words("")).isEmpty();
    assertThat(words(" \n ")).isEmpty();
  }

  @Test
  void quotesAndBackslashesKeepBlanks() {
    assertThat(words("--results '/a b/c' --x=\"d  e\"f\\ g"))
        .containsExactly("--results", "/a b/c", "--x=d  ef g");
    assertThat(words("'it''s' \"a \\\"b\\\" c\\d\" 'back\\slash'"))
        .containsExactly("its", "a \"b\" c\\d", "back\\slash");
    assertThat(words("'' \"\" x''")).containsExactly("", "", "x");
  }

  @Test
  void characterAfterABackslashMayBeALineBreak() {
    assertThat(words("a\\\nb")).containsExactly("a\nb");
  }

  @Test
  void quoteWithoutEndIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> words("--results 'a b"))
        .withMessage("'--results 'a b': a quote or a backslash at ''a b' has no end");
    assertThatIllegalArgumentException().isThrownBy(() -> words("a\\"));
  }

  private static List<String> words(String text) {
    return MavenBenchmark.words(text);
  }
}
