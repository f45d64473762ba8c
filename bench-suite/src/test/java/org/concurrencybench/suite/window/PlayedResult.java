package org.concurrencybench.suite.window;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.concurrencybench.driver.Arrivals;
import org.concurrencybench.driver.ClientKind;
import org.concurrencybench.driver.Connecting;
import org.concurrencybench.driver.ErrorKind;
import org.concurrencybench.driver.Errors;
import org.concurrencybench.driver.Interval;
import org.concurrencybench.driver.Load;
import org.concurrencybench.driver.Loop;
import org.concurrencybench.driver.Phase;
import org.concurrencybench.driver.WindowResult;
import org.concurrencybench.driver.Workload;

/**
 * What a driver could have seen in a window of two seconds: 10,000 requests of 200 us, handed over
 * 20 us late, until a test says otherwise.
 */
public final class PlayedResult {

  public static final long START_MILLIS = 1_785_000_000_000L;

  public Duration duration = Duration.ofSeconds(2);
  public Loop loop = new Loop.Open(5_000, Arrivals.POISSON);
  public long completed = 10_000;
  public long completedInside = 9_990;
  public long issued = 10_000;
  public long responseNanos = 200_000;
  public long serviceNanos = 180_000;
  public long latenessNanos = 20_000;
  public double meanInFlight = 0.9;
  public double littleRatio = 1;
  public long backlogAtEnd;
  public long longestStallNanos = 3_000_000;
  public int opened = 100;
  public Errors errors = Errors.NONE;
  public Errors connectionErrors = Errors.NONE;
  public Errors connectingErrors = Errors.NONE;

  public static Errors errors(ErrorKind kind, long count, String example) {
    return new Errors(Map.of(kind, new Errors.Tally(count, example)));
  }

  public static Load load() {
    var target = new InetSocketAddress(InetAddress.getLoopbackAddress(), 8080);
    return Load.of(target, ClientKind.HTTP, Workload.hello(), 100);
  }

  public Connecting connecting() {
    return new Connecting(
        100,
        opened,
        connectingErrors,
        times(50_000, opened),
        START_MILLIS - 100,
        Duration.ofMillis(50));
  }

  public WindowResult result() {
    List<Interval> intervals = new ArrayList<>();
    long inFirst = completed / 2;
    intervals.add(interval(0, inFirst));
    intervals.add(interval(1, completedInside - inFirst));
    intervals.add(interval(2, completed - completedInside));
    return new WindowResult(
        new Phase("measured", loop, duration),
        START_MILLIS,
        Duration.ofMillis(2_500),
        issued,
        completed,
        completedInside,
        errors,
        connectionErrors,
        0,
        times(responseNanos, completed),
        times(serviceNanos, completed),
        times(latenessNanos, issued),
        new Histogram(3),
        0,
        intervals,
        7,
        backlogAtEnd,
        meanInFlight,
        littleRatio,
        null,
        longestStallNanos,
        0);
  }

  private Interval interval(int second, long count) {
    return new Interval(
        second,
        times(responseNanos, count),
        times(serviceNanos, count),
        times(latenessNanos, count),
        new Histogram(3),
        new Histogram(3));
  }

  private static Histogram times(long nanos, long count) {
    var times = new Histogram(3);
    times.recordValueWithCount(nanos, count);
    return times;
  }
}
