package org.concurrencybench.backend;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;
import org.jspecify.annotations.Nullable;

/** Collects lateness. {@link #record} is called by one thread, all else by any. */
final class LatenessMeter {

  private static final int DIGITS = 3;

  private final SingleWriterRecorder recorder = new SingleWriterRecorder(DIGITS);
  private final Histogram total = new Histogram(DIGITS);
  private @Nullable Histogram interval;

  void record(long nanos) {
    recorder.recordValue(Math.max(0, nanos));
  }

  /** Since the last call of this. */
  synchronized Lateness sinceLast() {
    return Lateness.of(take());
  }

  /** Since the beginning. */
  synchronized Lateness total() {
    take();
    return Lateness.of(total);
  }

  private Histogram take() {
    Histogram taken = recorder.getIntervalHistogram(interval);
    interval = taken;
    total.add(taken);
    return taken;
  }
}
