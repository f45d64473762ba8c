package org.concurrencybench.system.os;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
final class FootprintTest {

  @Test
  void countsEveryThreadThatTheKernelKnows() {
    long pid = ProcessHandle.current().pid();
    var end = new CountDownLatch(1);
    int before = Footprint.of(pid).orElseThrow().osThreads();
    for (int i = 0; i < 20; i++) {
      Thread.ofPlatform().daemon().start(() -> await(end));
    }
    // Threads of the JVM itself may end meanwhile, the twenty do not.
    assertThat(Footprint.of(pid).orElseThrow().osThreads()).isGreaterThan(before + 10);
    end.countDown();
  }

  @Test
  void aProcessThatRunsIsResident() {
    assertThat(Footprint.of(ProcessHandle.current().pid()).orElseThrow().rssBytes()).isPositive();
  }

  @Test
  void noProcessHasNoFootprint() {
    assertThat(Footprint.of(Integer.MAX_VALUE)).isEmpty();
  }

  private static void await(CountDownLatch end) {
    try {
      end.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
