package org.concurrencybench.suite.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.concurrencybench.report.run.Calibration;
import org.concurrencybench.suite.calibrate.Pace;
import org.concurrencybench.suite.process.ExitWords;
import org.concurrencybench.system.os.CpuLayout;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Calibrates the driver in a process as those that drive the windows: the same flags, the same
 * CPUs, a fresh JVM.
 */
final class CalibrationProcess {

  private CalibrationProcess() {}

  /**
   * Runs it to its end; its standard error is ours.
   *
   * @throws IOException if it fails, saying why
   */
  static Calibration run(CpuLayout layout, List<String> protocols, Pace pace, long seed)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(DriverFlags.FLAGS);
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            "org.concurrencybench.suite.Bench",
            "calibrate",
            "--layout=" + layout.compact(),
            "--protocols=" + String.join(",", protocols),
            "--pace=" + pace,
            "--seed=" + seed));
    var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    Process process = OnDriverCpus.call(layout, builder::start);
    try {
      String words = new String(process.getInputStream().readAllBytes(), UTF_8);
      int code = process.waitFor();
      if (code != 0) {
        throw new IOException(
            "the driver could not be calibrated: its process " + ExitWords.of(code));
      }
      return JsonMapper.shared().readValue(words, Calibration.class);
    } catch (JacksonException e) {
      throw new IOException("the driver could not be calibrated: " + e.getOriginalMessage(), e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new IOException("the calibration was interrupted");
    } finally {
      process.destroy();
    }
  }
}
