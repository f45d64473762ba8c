package org.concurrencybench.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Locale;
import org.concurrencybench.driver.ClientKind;
import org.concurrencybench.driver.Load;
import org.concurrencybench.driver.Workload;
import org.concurrencybench.suite.ask.Question;
import org.concurrencybench.suite.knee.Objective;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a program reads back is the same in every locale. That no text is formatted in the default
 * locale is the compiler's to see: Error Prone's DefaultLocale is an error in main code.
 */
class AsciiDigitsTest {

  private final Locale before = Locale.getDefault();

  @AfterEach
  void restore() {
    Locale.setDefault(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"fa-IR", "ar-EG-u-nu-arab", "mr-IN-u-nu-deva", "de-DE", "tr-TR"})
  void labelsAndTargetsHaveAsciiDigits(String locale) {
    Locale.setDefault(Locale.forLanguageTag(locale));
    var question = new Question(20, 1_200, 0, 0, Objective.parse("p99=50ms"));
    assertThat(question.level()).hasToString("http/hello/open-1200/c20");
    var target = new InetSocketAddress(InetAddress.getLoopbackAddress(), 8080);
    assertThat(Load.of(target, ClientKind.HTTP, new Workload.Backend(250, 0), 3).workload())
        .hasToString("backend-250ms");
    assertThat(new Workload.Compute(8_000, 0.1, 0)).hasToString("compute-10pct-8000");
    assertThat(ClientKind.HTTP).hasToString("http");
  }

  @Test
  void defaultLocaleIsAnErrorOfTheCompiler() throws Exception {
    assertThat(java.nio.file.Path.of("../pom.xml")).content().contains("-Xep:DefaultLocale:ERROR");
  }
}
