package org.concurrencybench.suite.ask;

import java.util.Locale;
import org.concurrencybench.driver.Arrivals;
import org.concurrencybench.driver.ClientKind;
import org.concurrencybench.driver.Loop;
import org.concurrencybench.report.figure.Digits;
import org.concurrencybench.suite.knee.Objective;
import org.concurrencybench.suite.suites.KneeAxis;
import org.concurrencybench.suite.suites.RequestLevel;

/**
 * What is asked: for this load, which model?
 *
 * @param connections open at once
 * @param ratePerSecond requests due a second, over all connections
 * @param waitMillis how long each request waits for a backend; 0 for not at all
 * @param computeUnits units of computation in each request; 0 for none
 * @param objective what a server must keep
 */
public record Question(
    int connections, int ratePerSecond, int waitMillis, int computeUnits, Objective objective) {

  private static final int MILLIS_PER_SECOND = 1_000;

  /** Refuses what no request can be, naming both sides of a contradiction. */
  public Question {
    if (connections < 1) {
      throw new IllegalArgumentException("connections: " + connections + ", must be at least 1");
    }
    if (ratePerSecond < 1) {
      throw new IllegalArgumentException("rate: " + ratePerSecond + ", must be at least 1");
    }
    if (waitMillis < 0 || computeUnits < 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "wait of %d ms, %d units of computation: must not be negative",
              waitMillis,
              computeUnits));
    }
    if (waitMillis > 0 && computeUnits > 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "wait of %d ms and %d units of computation: a request does one or the other; ask twice",
              waitMillis,
              computeUnits));
    }
    double limitMillis = objective.limitMicros() / MILLIS_PER_SECOND;
    if (waitMillis >= limitMillis) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "objective %s: no server can keep it with requests that wait %d ms; ask with a longer one, as --slo p99=%dms",
              objective,
              waitMillis,
              waitMillis + Math.round(limitMillis)));
    }
  }

  /** The load. */
  public RequestLevel level() {
    var loop = new Loop.Open(ratePerSecond, Arrivals.POISSON);
    if (waitMillis > 0) {
      return RequestLevel.backend(ClientKind.HTTP, waitMillis, loop, connections);
    }
    return computeUnits > 0
        ? RequestLevel.compute(ClientKind.HTTP, computeUnits, 1, loop, connections)
        : RequestLevel.hello(loop, connections);
  }

  double asked(KneeAxis axis) {
    return switch (axis) {
      case REQUESTS -> ratePerSecond;
      case CONNECTIONS -> connections;
    };
  }

  /** In words: {@code 100 connections, 5,000 requests/s, p99 of at most 50 ms}. */
  @Override
  public String toString() {
    String work =
        waitMillis > 0
            ? " that each wait %s ms for a backend".formatted(Digits.of(waitMillis))
            : computeUnits > 0
                ? " that each compute %s units".formatted(Digits.of(computeUnits))
                : "";
    return "%s connections, %s requests/s%s, %s"
        .formatted(Digits.of(connections), Digits.of(ratePerSecond), work, objective.inWords());
  }
}
