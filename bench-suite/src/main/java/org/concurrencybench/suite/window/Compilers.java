package org.concurrencybench.suite.window;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.concurrencybench.suite.process.ServerSample;
import org.concurrencybench.system.os.JvmCounters;

/**
 * Watches the JIT compilers of server and driver come to rest. They never stop altogether: rare
 * paths are compiled as long as a server runs. Rest is when neither takes more than a hundredth of
 * a CPU.
 */
public final class Compilers {

  private static final double REST = 0.01;

  private final Deque<Reading> readings = new ArrayDeque<>();

  /** What both had compiled by then. */
  private record Reading(long nanos, long serverMillis, long driverMillis) {}

  /** Reads this process's compilers alone: the server is not to be asked. */
  public void observeDriver() {
    observe(System.nanoTime(), 0, driverMillis());
  }

  /** Reads this process's compilers and the server's. */
  void observe(ServerSample server) {
    observe(
        System.nanoTime(),
        Objects.requireNonNullElse(server.jvm().compilationMillis(), 0L),
        driverMillis());
  }

  private static long driverMillis() {
    return Objects.requireNonNullElse(JvmCounters.now().compilationMillis(), 0L);
  }

  void observe(long nanos, long serverMillis, long driverMillis) {
    readings.addLast(new Reading(nanos, serverMillis, driverMillis));
  }

  /** Whether all that were read have been at rest for that time up to the last reading. */
  public boolean quietFor(Duration time) {
    if (readings.isEmpty()) {
      return false;
    }
    Reading last = readings.getLast();
    while (readings.size() > 1 && last.nanos() - second().nanos() >= time.toNanos()) {
      readings.removeFirst();
    }
    Reading first = readings.getFirst();
    long nanos = last.nanos() - first.nanos();
    long allowedMillis = Math.round(nanos / 1e6 * REST);
    return nanos >= time.toNanos()
        && last.serverMillis() - first.serverMillis() <= allowedMillis
        && last.driverMillis() - first.driverMillis() <= allowedMillis;
  }

  private Reading second() {
    var all = readings.iterator();
    all.next();
    return all.next();
  }
}
