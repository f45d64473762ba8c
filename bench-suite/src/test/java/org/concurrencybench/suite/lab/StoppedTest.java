package org.concurrencybench.suite.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StoppedTest {

  private static final Duration STALL = Duration.ofMillis(300);

  /** The third field of {@code /proc/<pid>/stat}: T while it is stopped. */
  private static char state(long pid) throws IOException {
    String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
    return stat.charAt(stat.lastIndexOf(')') + 2);
  }

  private static void await(long pid, boolean stopped) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while ((state(pid) == 'T') != stopped) {
      assertThat(System.nanoTime() - deadline).as("still waiting").isNegative();
      Thread.sleep(1);
    }
  }

  @Test
  void theProcessStandsStillAndGoesOn() throws Exception {
    Process process = new ProcessBuilder("sleep", "60").start();
    try {
      long pid = process.pid();
      var during =
          new Stopped(pid, Duration.ZERO, STALL)
              .during(() -> {
                await(pid, true);
                await(pid, false);
                return "done";
              });
      assertThat(during.result()).isEqualTo("done");
      assertThat(during.stall()).isGreaterThanOrEqualTo(STALL);
      assertThat(state(pid)).isNotEqualTo('T');
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void whoIsGoneCannotBeStopped() throws Exception {
    Process process = new ProcessBuilder("true").start();
    process.waitFor();
    var stopped = new Stopped(process.pid(), Duration.ZERO, STALL);
    assertThatThrownBy(() -> stopped.during(() -> "done"))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("the server could not be stopped: kill -STOP");
  }
}
