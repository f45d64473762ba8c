package org.concurrencybench.testkit;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Hears what Netty's leak detector says. It speaks when a buffer is allocated after one that was
 * never released has been collected, and only where Netty is.
 */
final class LeakReports extends Handler {

  /** Held here because the JDK forgets the handlers of a logger that nobody holds. */
  private static final Logger DETECTOR = Logger.getLogger("io.netty.util.ResourceLeakDetector");

  private static final LeakReports HEARD = new LeakReports();

  private final List<String> reports = new CopyOnWriteArrayList<>();

  private LeakReports() {}

  /** Listens from now on; once is enough. */
  static synchronized void listen() {
    DETECTOR.removeHandler(HEARD);
    DETECTOR.addHandler(HEARD);
  }

  /** What was heard so far. */
  static List<String> heard() {
    return HEARD.reports;
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
