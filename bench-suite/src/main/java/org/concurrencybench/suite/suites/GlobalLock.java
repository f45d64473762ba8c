package org.concurrencybench.suite.suites;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.concurrencybench.core.server.ServerProvider;
import org.concurrencybench.core.server.Trait;
import org.concurrencybench.driver.ClientKind;
import org.concurrencybench.driver.Loop;

/**
 * Global lock: small computations as fast as they are answered, with one lock of the whole server
 * around the work and without. What does the lock cost each model, in CPU and in switches?
 *
 * <p>On one CPU threads hardly meet at a lock, so the server has two. Where the machine has no more
 * than two, the driver shares one of them; what a request costs the server is counted for its
 * process alone, while requests per second are then those of both together.
 *
 * <p>Alone, for one contender and load, from the folder of the module and with its class path:
 *
 * <pre>
 *   java -cp ... org.openjdk.jmh.Main MeasuredRound -p suite=global-lock -p model=threaded+locked -p level=http/compute-20/closed/c100
 * </pre>
 *
 * <p>What to expect: a thread that finds the lock taken sleeps, and is woken to try again; with
 * many threads each request can cost a switch more. Two event loops take turns at the lock, two
 * threads in all.
 */
public class GlobalLock extends Suite {

  static final String NAME = "global-lock";

  private static final int SERVER_CPUS = 2;

  /** About 24 us on a CPU that needs 1.2 us for a unit. */
  private static final int UNITS = 20;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String claim() {
    return "With one global lock around the work, more threads only wake up to sleep again; an event"
        + " loop does useful work only.";
  }

  @Override
  public List<Level> levels(Profile profile) {
    return switch (profile) {
      case SMOKE, QUICK -> through(100);
      case FULL -> through(10, 100, 1_000);
    };
  }

  private static List<Level> through(int... connections) {
    return IntStream.of(connections)
        .<Level>mapToObj(
            count -> RequestLevel.compute(ClientKind.HTTP, UNITS, 1, new Loop.Closed(), count))
        .toList();
  }

  @Override
  public List<Variation> variations(Profile profile, ServerProvider model) {
    boolean claimed = !model.has(Trait.VIRTUAL_THREADS);
    return claimed || profile == Profile.FULL
        ? List.of(Variation.NONE, Variation.LOCKED)
        : List.of();
  }

  /** No other suite's server has so many CPUs. */
  @Override
  public boolean sharesServers() {
    return false;
  }

  @Override
  public OptionalInt serverCpus() {
    return OptionalInt.of(SERVER_CPUS);
  }
}
