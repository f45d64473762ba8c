package org.concurrencybench.system.os;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.OptionalLong;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class TimerSlackTest {

  @Test
  void setsTheCallingThreadOnlyAndThoseThatItStarts() throws Exception {
    assumeThat(Libc.isAvailable()).isTrue();
    OptionalLong before = TimerSlack.currentThread();
    var child = new FutureTask<>(TimerSlack::currentThread);
    var pacing =
        new FutureTask<>(() -> {
          assertThat(TimerSlack.setCurrentThread(1)).isTrue();
          Thread.ofPlatform().start(child);
          return TimerSlack.currentThread();
        });
    Thread.ofPlatform().start(pacing);

    assertThat(pacing.get()).hasValue(1);
    assertThat(child.get()).hasValue(1);
    assertThat(TimerSlack.currentThread()).isEqualTo(before).isNotEqualTo(OptionalLong.of(1));
  }

  @Test
  void zeroIsRefusedBecauseTheKernelTakesItForItsDefault() {
    assertThatThrownBy(() -> TimerSlack.setCurrentThread(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("timer slack: 0 ns, must be at least 1");
  }

  @Test
  void virtualThreadIsRefused() throws Exception {
    var attempt = new FutureTask<>(() -> TimerSlack.setCurrentThread(1));
    Thread.ofVirtual().start(attempt).join();
    assertThat(attempt.exceptionNow()).isInstanceOf(IllegalStateException.class);
  }
}
