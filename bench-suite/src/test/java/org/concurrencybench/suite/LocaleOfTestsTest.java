package org.concurrencybench.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Locale;
import org.junit.jupiter.api.Test;

/** {@code -Dtest.locale} has its effect: of a locale that is not installed it has none. */
class LocaleOfTestsTest {

  private static final String ASKED = System.getProperty("test.locale", "");

  @Test
  void testsRunInTheLocaleThatIsAskedFor() {
    assumeTrue(!ASKED.isEmpty(), "only with -Dtest.locale");
    String name = ASKED.replaceFirst("[.@].*", "");
    assertThat(Locale.getDefault(Locale.Category.FORMAT))
        .as("is it installed? localedef -i %s -f UTF-8 %s.UTF-8", name, name)
        .isEqualTo(Locale.forLanguageTag(name.replace('_', '-')));
  }
}
