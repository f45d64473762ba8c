package org.concurrencybench.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArgumentsTest {

  @Test
  void lostLettersAreRefusedWithWhatToSet() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Arguments.check(List.of("run", "--results=\uFFFD\uFFFD"), "ANSI_X3.4-1968"))
        .withMessageContaining("set LC_ALL=C.UTF-8");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Arguments.check(List.of("--results=??"), "US-ASCII"));
  }

  @Test
  void lettersThatTheLocaleHasArePassed() {
    Arguments.check(List.of("run", "--results=é", "what?"), "UTF-8");
    Arguments.check(List.of("run", "--results=/tmp"), "ANSI_X3.4-1968");
  }

  @Test
  void programInTheLocaleCSaysItInOneSentence() throws Exception {
    var builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Bench.class.getName(),
            "run",
            "--results=/tmp/prüf");
    builder.environment().put("LC_ALL", "C");
    // This JVM may itself run in a locale without the letter: then it passes a question mark on.
    Process process = builder.redirectErrorStream(true).start();
    String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(words).isEqualTo(2);
    assertThat(words).startsWith("bench: '--results=/tmp/pr").contains("set LC_ALL=C.UTF-8");
  }
}
