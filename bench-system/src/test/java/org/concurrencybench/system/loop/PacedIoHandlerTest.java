package org.concurrencybench.system.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoRegistration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PacedIoHandlerTest {

  private static final long MICROSECOND = 1_000;

  @ParameterizedTest
  @CsvSource({
    "500, 200, 200", // the pacer's
    "200, 500, 200", // the loop's
    "500, 19, 0", // not worth going to sleep
    "19, 500, 0",
    "500, 20, 20",
    "500, 0, 0"
  })
  void sleepsUntilWhateverComesFirst(long loopMicros, long pacerMicros, long sleepMicros) {
    assertThat(asked(Punctuality.ordinary(), loopMicros * MICROSECOND, pacerMicros * MICROSECOND))
        .isEqualTo(sleepMicros * MICROSECOND);
  }

  @ParameterizedTest
  @CsvSource({
    "500, 200, 100",
    "90, 200, 90", // the loop's own deadlines are no due times
    "500, 120, 20",
    "500, 119, 0",
    "500, 1, 0"
  })
  void strictOneIsAwakeBeforeSomethingIsDue(long loopMicros, long pacerMicros, long sleepMicros) {
    assertThat(asked(Punctuality.strict(), loopMicros * MICROSECOND, pacerMicros * MICROSECOND))
        .isEqualTo(sleepMicros * MICROSECOND);
  }

  @Test
  void withoutADeadlineSleepsAsLongAsTheLoopMay() {
    assertThat(asked(Punctuality.strict(), 500 * MICROSECOND, Pacer.NEVER))
        .isEqualTo(500 * MICROSECOND);
  }

  @Test
  void paces() {
    var ticks = new ArrayList<Long>();
    IoHandler handler =
        PacedIoHandler.factory(_ -> new Asking(), pacer(0, ticks), Punctuality.ordinary())
            .newHandler(null);
    handler.run(loop(0));
    assertThat(ticks).as("after what was read").hasSize(1);
  }

  /** How long the wrapped handler was told that it may sleep. */
  private static long asked(Punctuality punctuality, long loopNanos, long pacerNanos) {
    var asking = new Asking();
    PacedIoHandler.factory(_ -> asking, pacer(pacerNanos, new ArrayList<>()), punctuality)
        .newHandler(null)
        .run(loop(loopNanos));
    return asking.delayNanos;
  }

  private static Pacer pacer(long delayNanos, List<Long> ticks) {
    return new Pacer() {
      @Override
      public long delayNanos(long nowNanos) {
        return delayNanos;
      }

      @Override
      public void tick(long nowNanos) {
        ticks.add(nowNanos);
      }
    };
  }

  private static IoHandlerContext loop(long delayNanos) {
    return new IoHandlerContext() {
      @Override
      public boolean canBlock() {
        return true;
      }

      @Override
      public long delayNanos(long currentTimeNanos) {
        return delayNanos;
      }

      @Override
      public long deadlineNanos() {
        return delayNanos;
      }
    };
  }

  /** Asks how long it may sleep, and does not. */
  private static final class Asking implements IoHandler {

    private long delayNanos = -1;

    @Override
    public int run(IoHandlerContext context) {
      delayNanos = context.delayNanos(System.nanoTime());
      return 0;
    }

    @Override
    public IoRegistration register(IoHandle handle) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void wakeup() {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean isCompatible(Class<? extends IoHandle> handleType) {
      return false;
    }
  }
}
