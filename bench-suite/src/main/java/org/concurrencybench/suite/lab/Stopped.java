package org.concurrencybench.suite.lab;

import java.io.IOException;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A process that is stopped once for a while, as by a collector, a page that must come from a disk,
 * or a neighbour: SIGSTOP, and SIGCONT when the time is over.
 */
final class Stopped {

  private final long pid;
  private final Duration after;
  private final Duration length;

  /**
   * The plan; nothing happens yet.
   *
   * @param after from the start of the work to the stop
   * @param length how long it stands still
   */
  Stopped(long pid, Duration after, Duration length) {
    this.pid = pid;
    this.after = after;
    this.length = length;
  }

  /** What was done meanwhile, and how long the process really stood still. */
  record During<T>(T result, Duration stall) {}

  /**
   * Does {@code work} and stops the process meanwhile. It goes on in any case.
   *
   * @throws IOException if signals cannot be sent
   */
  <T> During<T> during(Callable<T> work) throws IOException, InterruptedException {
    try (ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor()) {
      Future<Duration> stall =
          timer.schedule(this::standStill, after.toNanos(), TimeUnit.NANOSECONDS);
      T result = work.call();
      return new During<>(result, stall.get());
    } catch (IOException | InterruptedException | RuntimeException e) {
      throw e;
    } catch (ExecutionException e) {
      throw new IOException("the server could not be stopped: " + words(e.getCause()), e);
    } catch (Exception e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static String words(@Nullable Throwable cause) {
    return cause == null ? "no reason was given" : String.valueOf(cause.getMessage());
  }

  private Duration standStill() throws IOException, InterruptedException {
    signal("STOP");
    long start = System.nanoTime();
    try {
      TimeUnit.NANOSECONDS.sleep(length.toNanos());
    } finally {
      signal("CONT");
    }
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private void signal(String name) throws IOException, InterruptedException {
    Process kill =
        new ProcessBuilder("kill", "-" + name, Long.toString(pid))
            .redirectErrorStream(true)
            .start();
    String words = new String(kill.getInputStream().readAllBytes(), Charset.defaultCharset());
    if (kill.waitFor() != 0) {
      throw new IOException(
          String.format(Locale.ROOT, "kill -%s %d: %s", name, pid, words.strip()));
    }
  }
}
