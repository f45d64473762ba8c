package org.concurrencybench.suite.suites;

import java.util.List;
import org.concurrencybench.suite.knee.Objective;
import org.concurrencybench.system.os.MachineLimits;

/**
 * One load that somebody asks about, and how far each model could go from there: what {@code bench
 * ask} measures. It is in no profile and claims nothing.
 *
 * <pre>
 *   the load as asked        with its memory
 *   rate x2, x2, ...         (or /2 where the load as asked already misses the objective)
 *   connections x2, x2, ...
 * </pre>
 */
public class Ask extends Suite {

  /** On the command line and in results. */
  public static final String NAME = "ask";

  /** Beyond what a driver can issue. */
  private static final int HIGHEST_RATE = 1_000_000;

  /** Opening more would take longer than all the rest. */
  private static final int MOST_CONNECTIONS = 20_000;

  private static final double WHOLE_STEPS = 2;

  private final List<Level> levels;

  private Ask(List<Level> levels) {
    this.levels = List.copyOf(levels);
  }

  /**
   * The question about one load.
   *
   * @param asked an open loop
   * @param threadsPerConnection of the model that starts most: connections are tried up to where
   *     this machine has no room for more
   */
  public static Ask about(RequestLevel asked, Objective objective, int threadsPerConnection) {
    Demand demand = asked.demand();
    int room =
        MachineLimits.now()
            .mostConnections(
                threadsPerConnection * demand.threadsPerConnection(), demand.serverDescriptors());
    int most = Math.max(asked.connections(), Math.min(room, MOST_CONNECTIONS));
    return new Ask(
        List.of(
            new AskedLevel(asked, objective),
            new KneeLevel(asked, KneeAxis.REQUESTS, objective, WHOLE_STEPS, HIGHEST_RATE),
            new KneeLevel(asked, KneeAxis.CONNECTIONS, objective, WHOLE_STEPS, most)));
  }

  /** The same question without how far each model could go. */
  public Ask withoutFlip() {
    return new Ask(levels.subList(0, 1));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String claim() {
    return "No claim: the load that 'bench ask' is asked about.";
  }

  @Override
  public boolean byDefault(Profile profile) {
    return false;
  }

  @Override
  public List<Level> levels(Profile profile) {
    return levels;
  }
}
