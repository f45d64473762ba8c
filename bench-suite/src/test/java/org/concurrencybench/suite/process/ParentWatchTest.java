package org.concurrencybench.suite.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ParentWatchTest {

  @TempDir private Path folder;

  /** Maven killed by the kernel, or by a CI: not even its shutdown hooks run. */
  @Test
  void processEndsInGoodOrderWhenItsParentIsKilled() throws Exception {
    Path started = folder.resolve("started");
    Path ended = folder.resolve("ended");
    Process parent =
        new ProcessBuilder(
                "sh",
                "-c",
                "\"$@\" & wait",
                "sh",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                PlayedOrphan.class.getName(),
                started.toString(),
                ended.toString())
            .inheritIO()
            .start();
    while (!Files.exists(started)) {
      assertThat(parent.isAlive()).isTrue();
      TimeUnit.MILLISECONDS.sleep(20);
    }
    ProcessHandle orphan =
        ProcessHandle.of(Long.parseLong(Files.readString(started))).orElseThrow();

    parent.destroyForcibly();

    orphan.onExit().get(60, TimeUnit.SECONDS);
    assertThat(ended).exists();
  }
}
