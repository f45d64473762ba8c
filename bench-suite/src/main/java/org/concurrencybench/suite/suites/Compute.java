package org.concurrencybench.suite.suites;

import java.util.List;
import org.concurrencybench.core.server.ServerProvider;
import org.concurrencybench.core.server.Trait;
import org.concurrencybench.driver.Arrivals;
import org.concurrencybench.driver.ClientKind;
import org.concurrencybench.driver.Loop;

/**
 * Compute: most requests are a short echo, a few compute for 1 or 10 ms. How long do those wait
 * that do not compute, and does it help to compute elsewhere? Beside it, what a server answers that
 * does nothing but compute.
 *
 * <p>In a window with a share of computing requests all times are those of the bystanders alone.
 * The load is chosen so that the computations take at most half of one CPU: a server that is
 * overloaded stalls in every model.
 *
 * <p>Alone, for one contender and load, from the folder of the module and with its class path:
 *
 * <pre>
 *   java -cp ... org.openjdk.jmh.Main MeasuredRound -p suite=compute -p model=async+offload -p level=tcp/open-500/c100/compute-10pct-8000
 * </pre>
 *
 * <p>What to expect: on an event loop a bystander waits for whole computations, as many as are
 * queued before it; beside threads it waits for a time slice of the kernel. With a pool of platform
 * threads the event loop is back in the second case. Virtual threads are not time-sliced, so that
 * they stall their carrier as a handler stalls its loop.
 */
public class Compute extends Suite {

  static final String NAME = "compute";

  /** About 1 ms on a CPU that needs 1.2 us for a unit. */
  private static final int SHORT_UNITS = 800;

  /** About 10 ms. */
  private static final int LONG_UNITS = 8_000;

  private static final int CONNECTIONS = 100;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String claim() {
    return "Async is useless for computation: a handler that computes stalls every connection of its"
        + " loop, while the OS pre-empts a thread; moving the computation elsewhere mends it.";
  }

  @Override
  public List<Level> levels(Profile profile) {
    Level claimed = some(500, 0.10, LONG_UNITS);
    return switch (profile) {
      // Over HTTP, because a smoke has one server of each model for all suites.
      case SMOKE -> List.of(some(ClientKind.HTTP, 500, 0.10, LONG_UNITS));
      case QUICK -> List.of(claimed);
      case FULL ->
          List.of(
              claimed,
              some(5_000, 0.01, LONG_UNITS),
              some(5_000, 0.10, SHORT_UNITS),
              some(5_000, 0.01, SHORT_UNITS),
              all(SHORT_UNITS));
    };
  }

  private static Level some(int ratePerSecond, double share, int units) {
    return some(ClientKind.TCP, ratePerSecond, share, units);
  }

  private static Level some(ClientKind client, int ratePerSecond, double share, int units) {
    return RequestLevel.compute(
        client, units, share, new Loop.Open(ratePerSecond, Arrivals.POISSON), CONNECTIONS);
  }

  private static Level all(int units) {
    return RequestLevel.compute(ClientKind.TCP, units, 1, new Loop.Closed(), CONNECTIONS);
  }

  @Override
  public List<Variation> variations(Profile profile, ServerProvider model) {
    return model.has(Trait.EVENT_LOOP) || profile == Profile.FULL
        ? List.of(Variation.NONE, Variation.OFFLOAD)
        : List.of(Variation.NONE);
  }
}
