package org.concurrencybench.leaks;

import io.netty.buffer.Unpooled;
import io.netty.util.ResourceLeakDetector;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Hears what Netty's leak detector says. It speaks when a buffer is allocated after one that was
 * never released has been collected.
 */
final class LeakReports extends Handler {

  private static final long MOST_MILLIS = TimeUnit.SECONDS.toMillis(30);

  /** Held here because the JDK forgets the handlers of a logger that nobody holds. */
  private static final Logger DETECTOR = Logger.getLogger(ResourceLeakDetector.class.getName());

  private static final LeakReports HEARD = new LeakReports();

  private final List<String> reports = new CopyOnWriteArrayList<>();

  private LeakReports() {}

  /** Has every buffer watched, and listens from now on; once is enough. */
  static synchronized void listen() {
    ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
    DETECTOR.removeHandler(HEARD);
    DETECTOR.addHandler(HEARD);
  }

  /**
   * The reports since the last call, of all buffers that are garbage by now.
   *
   * @throws IllegalStateException if the collector does not run
   */
  static List<String> take() throws InterruptedException {
    collect();
    Unpooled.directBuffer(1).release(); // while it is watched, the detector looks for others
    var heard = new ArrayList<String>(HEARD.reports);
    HEARD.reports.clear();
    return heard;
  }

  /** Returns when the references to what is garbage now have been told so. */
  private static void collect() throws InterruptedException {
    for (int i = 0; i < 2; i++) {
      var queue = new ReferenceQueue<Object>();
      var witness = new WeakReference<>(new Object(), queue);
      System.gc();
      try {
        if (queue.remove(MOST_MILLIS) == null) {
          throw new IllegalStateException("no garbage was collected");
        }
      } finally {
        Reference.reachabilityFence(witness);
      }
    }
  }

  @Override
  public void publish(LogRecord entry) {
    if (entry.getMessage().contains("LEAK")) {
      reports.add(entry.getMessage());
    }
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
