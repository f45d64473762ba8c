package org.concurrencybench.suite.suites;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.concurrencybench.core.server.WireProtocol;
import org.concurrencybench.driver.Loop;
import org.concurrencybench.report.run.Parameter;
import org.concurrencybench.report.run.Parameters;
import org.concurrencybench.suite.knee.KneeSearch;
import org.concurrencybench.suite.knee.Objective;
import org.concurrencybench.suite.knee.ProbeLengths;
import org.concurrencybench.suite.window.ServerUnderLoad;

/**
 * Not one load but the search for the highest that meets an objective. Written as {@code
 * http/hello/open-1000/c100/most-requests-p99-10ms-by-1.1-to-1000000}: from which load, what is
 * raised, the objective, how near the two ends come, and up to where.
 *
 * @param from an open loop; where the search starts
 * @param axis what is raised
 * @param resolution ratio of the lowest load that misses to the highest that meets, above 1
 * @param highest nothing is tried above it
 */
record KneeLevel(
    RequestLevel from, KneeAxis axis, Objective objective, double resolution, int highest)
    implements Level {

  /** A probe is never longer than this, however few requests it has. */
  private static final Duration LONGEST = Duration.ofSeconds(30);

  KneeLevel {
    if (!(from.loop() instanceof Loop.Open)) {
      throw new IllegalArgumentException(
          "knee of " + from + ": a closed loop has no rate that could be raised");
    }
  }

  Loop.Open loop() {
    return (Loop.Open) from.loop();
  }

  /**
   * Where the search looks. A rate so low that no window could list the percentile is not tried.
   */
  KneeSearch.Range range() {
    double lowest =
        switch (axis) {
          case REQUESTS -> lengths(LONGEST).lowestRate();
          case CONNECTIONS -> 1;
        };
    double start =
        switch (axis) {
          case REQUESTS -> loop().ratePerSecond();
          case CONNECTIONS -> from.connections();
        };
    return new KneeSearch.Range(
        start,
        Math.min(lowest, start),
        Math.max(start, highest),
        resolution,
        KneeSearch.MOST_PROBES);
  }

  /** How long its windows are if one that confirms is that long, or longer for want of requests. */
  ProbeLengths lengths(Duration confirming) {
    return new ProbeLengths(
        objective, confirming, confirming.compareTo(LONGEST) > 0 ? confirming : LONGEST);
  }

  @Override
  public String protocol() {
    return from.protocol();
  }

  @Override
  public WireProtocol wire() {
    return from.wire();
  }

  @Override
  public String name() {
    return from.name() + "/most-" + axis + "-" + objective.inNames();
  }

  /** What is raised has no value of its own. */
  @Override
  public Parameters parameters() {
    Map<String, Parameter> load = new LinkedHashMap<>(from.parameters().values());
    load.remove(axis == KneeAxis.REQUESTS ? Parameters.RATE_PER_SECOND : Parameters.CONNECTIONS);
    return new Parameters(load)
        .with("objective", objective.toString())
        .with("raised", axis.toString())
        .with("resolution", resolution);
  }

  @Override
  public Demand demand() {
    return switch (axis) {
      case REQUESTS -> from.demand();
      case CONNECTIONS -> {
        Demand one = from.demand();
        yield new Demand(
            Math.max(one.connections(), highest),
            one.threadsPerConnection(),
            one.serverDescriptors());
      }
    };
  }

  @Override
  public boolean needsBackend() {
    return from.needsBackend();
  }

  @Override
  public String kind() {
    return from.kind();
  }

  @Override
  public void warmUp(ServerUnderLoad server, Profile profile, double share, long seed)
      throws IOException, InterruptedException {
    from.warmUp(server, profile, share, seed);
  }

  @Override
  public ReadyLoad ready(ServerUnderLoad server, Profile profile, long seed)
      throws IOException, InterruptedException {
    return switch (axis) {
      case REQUESTS -> new ReadyKnee(this, new RisingRate(this, server, profile.settling(), seed));
      case CONNECTIONS ->
          new ReadyKnee(this, new RisingConnections(this, server, profile.settling(), seed));
    };
  }

  /** In full: searches of one name may differ in how finely and how far they look. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s/most-%s-%s-by-%s-to-%d",
        from,
        axis,
        objective.inNames(),
        BigDecimal.valueOf(resolution).stripTrailingZeros().toPlainString(),
        highest);
  }
}
