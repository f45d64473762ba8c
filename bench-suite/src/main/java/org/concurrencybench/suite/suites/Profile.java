package org.concurrencybench.suite.suites;

import java.time.Duration;
import java.util.Locale;
import org.concurrencybench.suite.window.Settling;
import org.concurrencybench.suite.window.Weighing;

/** How much of the benchmark a run does, and how thoroughly. */
@SuppressWarnings("ImmutableEnumChecker") // records of durations cannot be changed
public enum Profile {
  /** Does everything work? Every suite is touched; nothing is judged. */
  SMOKE(
      1,
      Duration.ofMillis(600),
      Settling.exactly(Duration.ofMillis(100)),
      5_000,
      Duration.ofSeconds(2)),
  /** The claims at their primary levels, for a first answer. */
  QUICK(
      3,
      Duration.ofSeconds(3),
      new Settling(Duration.ofMillis(500), Duration.ofSeconds(8)),
      50_000,
      Duration.ofSeconds(5)),
  /** Everything, for an answer that is published. */
  FULL(
      10,
      Duration.ofSeconds(10),
      new Settling(Duration.ofSeconds(1), Duration.ofSeconds(10)),
      50_000,
      Duration.ofSeconds(30));

  private static final int REPETITIONS = 2;

  private final int rounds;
  private final Duration window;
  private final Settling settling;
  private final int warmUpRequests;
  private final Duration warmUpLimit;

  Profile(
      int rounds, Duration window, Settling settling, int warmUpRequests, Duration warmUpLimit) {
    this.rounds = rounds;
    this.window = window;
    this.settling = settling;
    this.warmUpRequests = warmUpRequests;
    this.warmUpLimit = warmUpLimit;
  }

  /** How often each suite and model runs in fresh processes, unless the user says otherwise. */
  public int rounds() {
    return rounds;
  }

  /** How often windows that were invalid are measured again; a smoke shows them and goes on. */
  public int repetitions() {
    return this == SMOKE ? 0 : REPETITIONS;
  }

  /** How long each load is held. */
  public Duration window() {
    return window;
  }

  /** How long the measured load runs before it is measured. */
  public Settling settling() {
    return settling;
  }

  /** How memory is sampled: a smoke judges nothing, so it need not wait. */
  public Weighing weighing() {
    return this == SMOKE ? Weighing.ONCE : Weighing.AT_REST;
  }

  /** Requests that a fresh server answers before anything is measured. */
  public int warmUpRequests() {
    return warmUpRequests;
  }

  /** How long a warm-up may take, quiet compiler or not. */
  public Duration warmUpLimit() {
    return warmUpLimit;
  }

  /** The same for one of several kinds of request. */
  Duration warmUpLimit(double share) {
    return Duration.ofNanos(Math.round(warmUpLimit.toNanos() * share));
  }

  /** The name on the command line and in results: lower case. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
