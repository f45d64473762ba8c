package org.concurrencybench.suite.window;

import java.time.Duration;
import java.util.Objects;
import org.concurrencybench.driver.os.JvmCounters;
import org.concurrencybench.suite.process.ServerSample;

/** Watches the JIT compilers of server and driver come to rest. */
final class Compilers {

  private long serverMillis;
  private long driverMillis;
  private long lastWorkNanos = System.nanoTime();

  /** Compares the time spent compiling with that of the call before. */
  void observe(ServerSample sample) {
    long server = Objects.requireNonNullElse(sample.jvm().compilationMillis(), 0L);
    long driver = Objects.requireNonNullElse(JvmCounters.now().compilationMillis(), 0L);
    if (server != serverMillis || driver != driverMillis) {
      lastWorkNanos = System.nanoTime();
    }
    serverMillis = server;
    driverMillis = driver;
  }

  boolean quietFor(Duration time) {
    return System.nanoTime() - lastWorkNanos >= time.toNanos();
  }
}
