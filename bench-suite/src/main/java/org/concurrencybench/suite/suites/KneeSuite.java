package org.concurrencybench.suite.suites;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.concurrencybench.driver.Arrivals;
import org.concurrencybench.driver.Loop;
import org.concurrencybench.suite.knee.Objective;

/**
 * The knee: the highest rate of an open loop at which 99 of 100 requests are answered within 10 ms
 * of when they were due. A closed loop's peak says how much a server can answer, the knee how much
 * of that can be used.
 *
 * <p>Alone, for one model and number of connections, from the folder of the module and with its
 * class path:
 *
 * <pre>
 *   java -cp ... org.openjdk.jmh.Main MeasuredRound -p suite=knee -p model=threaded \
 *       -p level=http/hello/open-1000/c100/most-requests-p99-10ms-by-1.1-to-1000000
 * </pre>
 *
 * <p>What to expect: the knee lies somewhat below the peak. On few CPUs the driver may give out
 * first; then it says "at least".
 */
public class KneeSuite extends Suite {

  static final String NAME = "knee";

  private static final Objective OBJECTIVE = Objective.p99(Duration.ofMillis(10));
  private static final Loop START = new Loop.Open(1_000, Arrivals.POISSON);

  /** Beyond what a driver can issue. */
  private static final int HIGHEST = 1_000_000;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String claim() {
    return "No claim, a figure: the highest rate that keeps " + OBJECTIVE.inWords() + ".";
  }

  /** A search takes as long as a dozen windows. */
  @Override
  public boolean byDefault(Profile profile) {
    return profile == Profile.FULL;
  }

  @Override
  public List<Level> levels(Profile profile) {
    return switch (profile) {
      case SMOKE -> knees(2, 100);
      case QUICK -> knees(1.1, 100);
      case FULL -> knees(1.05, 100, 1_000);
    };
  }

  private static List<Level> knees(double resolution, int... connections) {
    return IntStream.of(connections)
        .<Level>mapToObj(count ->
            new KneeLevel(
                RequestLevel.hello(START, count),
                KneeAxis.REQUESTS,
                OBJECTIVE,
                resolution,
                HIGHEST))
        .toList();
  }
}
