package org.concurrencybench.suite.lab;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.concurrencybench.system.os.Affinity;
import org.concurrencybench.system.os.CpuLayout;

/** A program that runs to its end on the driver's CPUs. */
final class ChildProcess {

  private ChildProcess() {}

  /**
   * Runs it, its standard error to ours.
   *
   * @return what it printed
   * @throws IOException if it does not start or exits with another code than 0
   */
  static String run(Conditions conditions, List<String> command)
      throws IOException, InterruptedException {
    Process process = start(conditions.layout(), command);
    try {
      String words = new String(process.getInputStream().readAllBytes(), UTF_8);
      int code = process.waitFor();
      if (code != 0) {
        throw new IOException(
            String.format(
                Locale.ROOT,
                "%s ended with exit code %d: %s",
                command.getFirst(),
                code,
                words.strip()));
      }
      return words;
    } finally {
      process.destroyForcibly();
    }
  }

  private static Process start(CpuLayout layout, List<String> command) throws IOException {
    var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    if (!layout.pinned()) {
      return builder.start();
    }
    try {
      return Affinity.callPinned(layout.driver(), builder::start);
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new AssertionError("ProcessBuilder.start throws nothing else", e);
    }
  }
}
