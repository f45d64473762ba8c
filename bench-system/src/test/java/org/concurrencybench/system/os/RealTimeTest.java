package org.concurrencybench.system.os;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class RealTimeTest {

  /** What a pacing thread starts must not run before everybody else. */
  @Test
  void threadIsRealTimeAndThoseThatItStartsAreNot() throws Exception {
    assumeThat(RealTime.isAllowed()).isTrue();
    var child = new FutureTask<>(RealTime::isCurrentThread);
    var pacing =
        new FutureTask<>(() -> {
          assertThat(RealTime.setCurrentThread(true)).isTrue();
          Thread.ofPlatform().start(child);
          assertThat(RealTime.isCurrentThread()).isTrue();
          assertThat(RealTime.setCurrentThread(false)).isTrue();
          return RealTime.isCurrentThread();
        });
    Thread.ofPlatform().start(pacing);

    assertThat(pacing.get()).as("ordinary again").isFalse();
    assertThat(child.get()).isFalse();
    assertThat(RealTime.isCurrentThread()).as("the trial left nothing behind").isFalse();
  }

  @Test
  void virtualThreadIsRefused() throws Exception {
    var attempt = new FutureTask<>(() -> RealTime.setCurrentThread(true));
    Thread.ofVirtual().start(attempt).join();
    assertThat(attempt.exceptionNow()).isInstanceOf(IllegalStateException.class);
  }
}
