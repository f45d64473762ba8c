package org.concurrencybench.suite.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExitWordsTest {

  @Test
  void aSignalIsNamed() {
    assertThat(ExitWords.of(137)).isEqualTo("was killed (SIGKILL, 137: out of memory?)");
    assertThat(ExitWords.of(143)).isEqualTo("was ended by SIGTERM (143)");
    assertThat(ExitWords.of(1)).isEqualTo("ended with exit code 1");
    assertThat(ExitWords.of(0)).isEqualTo("ended with exit code 0");
    assertThat(ExitWords.of(128)).isEqualTo("ended with exit code 128");
  }

  @Test
  void aProcessThatIsKilledTellsSo() throws Exception {
    Process process = new ProcessBuilder("sh", "-c", "kill -9 $$").start();
    assertThat(ExitWords.of(process.waitFor())).startsWith("was killed (SIGKILL, 137: ");
  }
}
