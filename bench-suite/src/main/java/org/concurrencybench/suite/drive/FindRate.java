package org.concurrencybench.suite.drive;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.concurrencybench.driver.Load;
import org.concurrencybench.driver.Loop;
import org.concurrencybench.driver.Phase;
import org.concurrencybench.driver.WindowObserver;
import org.concurrencybench.report.figure.Digits;
import org.concurrencybench.suite.knee.Knee;
import org.concurrencybench.suite.knee.KneeSearch;
import org.concurrencybench.suite.knee.Objective;
import org.concurrencybench.suite.knee.ProbeLengths;
import org.concurrencybench.suite.knee.Step;
import org.concurrencybench.suite.knee.Sustained;
import org.concurrencybench.suite.window.OpenLoad;
import org.jspecify.annotations.Nullable;

/**
 * The highest rate at which a target of any kind meets an objective, found through one set of
 * connections.
 *
 * @param drive the connections, the warm-up, the length of a confirming window, and the rate to
 *     start from
 * @param objective what must be kept
 */
public record FindRate(Drive drive, Objective objective) {

  private static final double RESOLUTION = 1.05;
  private static final double HIGHEST = 10_000_000;
  private static final Duration SETTLE = Duration.ofMillis(300);

  /** Refuses what is no requests, and a closed loop. */
  public FindRate {
    if (!(drive.driven() instanceof DrivenRequests requests)) {
      throw new IllegalArgumentException(
          "a rate is found for requests and their replies, not for " + drive.driven().workload());
    }
    if (!(requests.loop() instanceof Loop.Open)) {
      throw new IllegalArgumentException("a rate is found in an open loop");
    }
  }

  /**
   * Searches.
   *
   * @param heard told of each probe when it is over
   * @param cut ends it early: what was found until then is the result
   * @throws IOException if the target cannot be reached, saying why
   */
  public FoundRate run(Consumer<FoundRate.Probe> heard, Cut cut)
      throws IOException, InterruptedException, Cut.NothingMeasured {
    List<FoundRate.Probe> probes = new ArrayList<>();
    try (OpenLoad open = requests().connect()) {
      cut.by(open::cut);
      drive.warmUp(open, cut);
      Optional<Knee> knee =
          new KneeSearch(range())
              .run(wanted -> {
                FoundRate.Probe probe = cut.wished() ? null : probe(open, wanted);
                if (probe == null || cut.wished()) {
                  return null;
                }
                probes.add(probe);
                heard.accept(probe);
                return probe.sustained();
              });
      if (knee.isPresent()) {
        return found(knee.get(), probes);
      }
      if (probes.isEmpty()) {
        throw new Cut.NothingMeasured();
      }
      return foundUntilCut(probes);
    }
  }

  private DrivenRequests requests() {
    return (DrivenRequests) drive.driven();
  }

  private Loop.Open start() {
    return (Loop.Open) requests().loop();
  }

  private KneeSearch.Range range() {
    double start = start().ratePerSecond();
    return new KneeSearch.Range(
        start,
        Math.min(start, lengths().lowestRate()),
        HIGHEST,
        RESOLUTION,
        KneeSearch.MOST_PROBES);
  }

  /** No window is longer than the user said. */
  private ProbeLengths lengths() {
    return new ProbeLengths(objective, drive.duration(), drive.duration());
  }

  private FoundRate.Probe probe(OpenLoad open, Step.Probe wanted)
      throws IOException, InterruptedException {
    var asked =
        new DrivenRequests(requests().load(), new Loop.Open(wanted.load(), start().arrivals()));
    open.run(new Phase("settle", asked.loop(), SETTLE), WindowObserver.SILENT);
    var probe =
        new Drive(asked, drive.warmUp(), lengths().of(wanted, wanted.load()), drive.serverPid());
    DriveReport report = DriveReport.of(probe.measure(open));
    return new FoundRate.Probe(
        wanted.load(),
        wanted.confirming(),
        objective.judge(report.status(), report.latency()),
        report.status(),
        report.reasons(),
        report.durationSeconds(),
        report.throughput(),
        report.latency());
  }

  /** The last word on each rate counts. */
  private FoundRate foundUntilCut(List<FoundRate.Probe> probes) {
    NavigableMap<Double, Sustained> last = new TreeMap<>();
    probes.forEach(probe -> last.put(probe.ratePerSecond(), probe.sustained()));
    Double missed = first(last, Sustained.NO);
    Double met =
        first((missed == null ? last : last.headMap(missed, false)).descendingMap(), Sustained.YES);
    return found(
        met,
        missed,
        false,
        false,
        "the search was cut short; until then "
            + (met == null ? "no rate had met it" : Digits.of(met) + " requests/s had met it"),
        probes);
  }

  private static @Nullable Double first(Map<Double, Sustained> rates, Sustained sustained) {
    return rates.entrySet().stream()
        .filter(rate -> rate.getValue() == sustained)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(null);
  }

  private FoundRate found(Knee knee, List<FoundRate.Probe> probes) {
    return found(
        knee.met(),
        knee.above(),
        knee.limit() == Knee.Limit.DRIVER,
        knee.settled(),
        knee.inWords("requests/s"),
        probes);
  }

  private FoundRate found(
      @Nullable Double met,
      @Nullable Double above,
      boolean driverLimited,
      boolean settled,
      String words,
      List<FoundRate.Probe> probes) {
    Load load = requests().load();
    return new FoundRate(
        load.target().getHostString() + ":" + load.target().getPort(),
        load.client().toString(),
        load.workload().kind(),
        load.connections(),
        start().arrivals().toString(),
        objective.toString(),
        met,
        above,
        driverLimited,
        settled,
        words,
        probes);
  }
}
