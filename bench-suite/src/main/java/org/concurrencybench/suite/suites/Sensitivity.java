package org.concurrencybench.suite.suites;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.concurrencybench.core.server.ServerProvider;
import org.concurrencybench.core.server.Trait;
import org.concurrencybench.core.server.Transport;
import org.concurrencybench.driver.Arrivals;
import org.concurrencybench.driver.Loop;
import org.concurrencybench.report.run.Cell;

/**
 * Sensitivity: would the figures of {@code short-requests} be others if this harness had chosen
 * otherwise? Each choice is undone alone: how the event loop asks the kernel (NIO, and here epoll
 * and io_uring where there are), our codec (Netty's own instead, with a handler that writes a
 * shared buffer), no Unsafe memory access (allowed instead), a server that is held to its CPUs (the
 * kernel chooses instead). Shown, ranked nowhere.
 *
 * <p>Alone, for one contender and load, from the folder of the module and with its class path:
 *
 * <pre>
 *   java -cp ... org.openjdk.jmh.Main MeasuredRound -p suite=sensitivity -p model=async+native -p level=http/hello/open-5000/c100
 * </pre>
 *
 * <p>What to expect: a native transport saves a few microseconds of a request in Netty's loop;
 * Netty's codec makes more objects; a server that may move to the driver's CPU gains nothing there.
 * On a machine of two CPUs an unpinned server shares one with the driver, which then is late.
 */
public class Sensitivity extends Suite {

  private static final int CONNECTIONS = 100;
  private static final Loop CLAIMED_RATE = new Loop.Open(5_000, Arrivals.POISSON);

  @Override
  public String name() {
    return "sensitivity";
  }

  @Override
  public String claim() {
    return "No claim, a figure: what the choices of this harness do to short requests.";
  }

  @Override
  public boolean byDefault(Profile profile) {
    return profile == Profile.FULL;
  }

  @Override
  public List<Level> levels(Profile profile) {
    Level claimed = RequestLevel.hello(CLAIMED_RATE, CONNECTIONS);
    return switch (profile) {
      case SMOKE, QUICK -> List.of(claimed);
      case FULL -> List.of(claimed, RequestLevel.hello(new Loop.Closed(), CONNECTIONS));
    };
  }

  @Override
  public List<Variation> variations(Profile profile, ServerProvider model) {
    List<Variation> variations = new ArrayList<>(List.of(Variation.NONE, Variation.UNPINNED));
    if (model.transports().contains(Transport.EPOLL)) {
      variations.add(Variation.EPOLL);
    }
    if (model.transports().contains(Transport.IO_URING)) {
      variations.add(Variation.IO_URING);
    }
    if (model.has(Trait.NETTY)) {
      variations.addAll(List.of(Variation.NATIVE, Variation.UNSAFE));
    }
    return variations;
  }

  /** As many as short-requests has. */
  @Override
  public OptionalInt serverCpus() {
    return new ShortRequests().serverCpus();
  }

  /** Its cells are not those of a suite that ranks. */
  @Override
  public boolean sharesServers() {
    return false;
  }

  @Override
  public Cell cell(Experiment experiment, Contender contender) {
    return super.cell(experiment, contender).unranked();
  }
}
