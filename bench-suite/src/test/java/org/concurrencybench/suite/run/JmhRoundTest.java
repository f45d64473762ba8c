package org.concurrencybench.suite.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import org.concurrencybench.report.store.ResultsException;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.BenchmarkException;
import org.openjdk.jmh.runner.RunnerException;

class JmhRoundTest {

  @Test
  void serversOwnWordsAreFoundUnderThoseOfJmh() {
    assertThat(reason(new IOException("the server died: out of something")))
        .isEqualTo("the server died: out of something");
  }

  @Test
  void fileThatCannotBeWrittenIsNamed() {
    var full = new FileSystemException("timeseries.csv", null, "No space left on device");
    assertThat(reason(ResultsException.cannotWrite(Path.of("timeseries.csv"), full)))
        .isEqualTo("\"timeseries.csv\" cannot be written: No space left on device.");
  }

  @Test
  void deadForkIsToldAsTheDriver() {
    assertThat(reason(new IllegalStateException("Forked VM failed with exit code 137")))
        .isEqualTo("the driver's process was killed (SIGKILL, 137: out of memory?)");
  }

  @Test
  void bugKeepsItsKind() {
    assertThat(reason(new IllegalStateException("a worker hangs")))
        .isEqualTo("java.lang.IllegalStateException: a worker hangs");
    assertThat(reason(new IOException())).isEqualTo("java.io.IOException");
  }

  private static String reason(Throwable inTheFork) {
    return JmhRound.reason(
        new RunnerException(
            "Benchmark caught the exception",
            new BenchmarkException("Benchmark error", List.of(inTheFork))));
  }
}
