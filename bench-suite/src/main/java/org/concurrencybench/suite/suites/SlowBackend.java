package org.concurrencybench.suite.suites;

import java.util.ArrayList;
import java.util.List;
import org.concurrencybench.core.server.ServerProvider;
import org.concurrencybench.system.os.MachineLimits;

/**
 * Slow backend: each request waits for another service that takes its time. How many requests a
 * second come out of it, what does one in flight weigh (in full), and what does waiting cost?
 *
 * <p>Beside the three models stands {@code threaded+bounded}, which serves five hundred connections
 * and refuses the others, as a pool of five hundred threads would keep them waiting: by Little's
 * law it answers at most 500 / wait. Its connections beyond the five hundred are refused again and
 * again, so the driver opens only as many as it takes.
 *
 * <p>Alone, for one contender and load, from the folder of the module and with its class path:
 *
 * <pre>
 *   java -cp ... org.openjdk.jmh.Main MeasuredRound -p suite=slow-backend -p model=virtual -p level=http/backend-100ms/closed/c2000
 * </pre>
 *
 * <p>What to expect: whoever is not bounded answers connections / wait until its CPU is used up; a
 * platform thread that waits costs memory and no CPU.
 */
public class SlowBackend extends Suite {

  static final String NAME = "slow-backend";

  private static final int THOUSAND = 1_000;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String claim() {
    return "A service that mostly waits for a slow backend suits async and virtual threads.";
  }

  @Override
  public List<Level> levels(Profile profile) {
    return switch (profile) {
      case SMOKE -> List.of(new WaitingLevel(100, 200));
      case QUICK -> List.of(new WaitingLevel(100, 2_000));
      case FULL -> everything();
    };
  }

  private static List<Level> everything() {
    List<Level> levels = new ArrayList<>();
    for (int connections : new int[] {200, 500, 2_000}) {
      for (int millis : new int[] {10, 100, 1_000}) {
        levels.add(new WaitingLevel(millis, connections));
      }
    }
    levels.add(new WaitingLevel(1_000, most()));
    return levels;
  }

  /** As many as this machine bears with a socket more for each, in thousands. */
  private static int most() {
    int fitting = MachineLimits.now().mostConnections(1, 2);
    return Math.clamp(fitting - fitting % THOUSAND, 3_000, 50_000);
  }

  @Override
  public List<Variation> variations(Profile profile, ServerProvider model) {
    return model.platformThreadsPerConnection() > 0
        ? List.of(Variation.NONE, Variation.BOUNDED)
        : List.of(Variation.NONE);
  }
}
