package org.concurrencybench.testkit;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** Waits for what must come, and fails with its name if it does not. */
final class Deadline {

  /** For everything, and far longer than anything takes: it is there to end a test that hangs. */
  static final int SECONDS = 30;

  private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
  private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(600);

  private Deadline() {}

  /** Returns as soon as {@code condition} holds. */
  static void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0) {
        throw new AssertionError("after " + SECONDS + " s still not: " + what);
      }
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
    }
  }

  /** Returns when {@code count} has not moved for a while, with its value. */
  static long awaitQuiet(String what, LongSupplier count) {
    var quiet = new Quiet(count);
    await(what, quiet);
    return quiet.last;
  }

  private static final class Quiet implements BooleanSupplier {

    private final LongSupplier count;
    private long last = -1;
    private long since;

    Quiet(LongSupplier count) {
      this.count = count;
    }

    @Override
    public boolean getAsBoolean() {
      long now = count.getAsLong();
      if (now != last) {
        last = now;
        since = System.nanoTime();
      }
      return System.nanoTime() - since > QUIET_NANOS;
    }
  }
}
