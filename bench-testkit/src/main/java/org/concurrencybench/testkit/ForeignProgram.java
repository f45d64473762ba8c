package org.concurrencybench.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Runs a program that may not be installed. */
final class ForeignProgram {

  private ForeignProgram() {}

  /** Skips the test, saying which, unless this command runs and succeeds. */
  static void assume(String... command) throws Exception {
    boolean there;
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getInputStream().readAllBytes();
      there = process.waitFor() == 0;
    } catch (IOException _) {
      there = false;
    }
    Assumptions.assumeTrue(there, () -> "not installed: " + String.join(" ", command));
  }

  /** What the command wrote; it must succeed. */
  static String run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    var written =
        TestServer.beside(() -> new String(process.getInputStream().readAllBytes(), UTF_8));
    try {
      String output = written.result();
      assertThat(process.waitFor(Deadline.SECONDS, TimeUnit.SECONDS))
          .as("%s ends", command[0])
          .isTrue();
      assertThat(process.exitValue())
          .as("exit code of %s, which wrote: %s", command[0], output)
          .isZero();
      return output;
    } finally {
      process.destroyForcibly();
    }
  }
}
