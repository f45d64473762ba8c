package org.concurrencybench.suite.suites;

import java.util.List;
import java.util.stream.IntStream;
import org.concurrencybench.core.server.ServerProvider;
import org.concurrencybench.core.server.Trait;
import org.concurrencybench.driver.Arrivals;
import org.concurrencybench.driver.Loop;

/**
 * Switching: the same 5,000 requests/s through more and more active connections. The work stays the
 * same; what changes is how many threads it is spread over, so that more switches and more CPU for
 * each request are the price of the threads.
 *
 * <p>Alone, for one model and load, from the folder of the module and with its class path:
 *
 * <pre>
 *   java -cp ... org.openjdk.jmh.Main MeasuredRound -p suite=switching -p model=threaded -p level=http/hello/open-5000/c1000
 * </pre>
 *
 * <p>What to expect: at a fixed rate below the peak a thread sleeps between two of its requests
 * however many threads there are, so that a request costs about one voluntary switch in the
 * blocking models; an event loop that finds several requests ready in one poll needs less than one
 * for each.
 */
public class Switching extends Suite {

  static final String NAME = "switching";

  private static final Loop RATE = new Loop.Open(5_000, Arrivals.POISSON);

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String claim() {
    return "The more threads, the more context switches per request and the more CPU per request.";
  }

  @Override
  public List<Level> levels(Profile profile) {
    return switch (profile) {
      case SMOKE -> through(100);
      case QUICK -> through(10, 1_000);
      case FULL -> through(10, 30, 100, 300, 1_000);
    };
  }

  private static List<Level> through(int... connections) {
    return IntStream.of(connections)
        .<Level>mapToObj(count -> RequestLevel.hello(RATE, count))
        .toList();
  }

  /** The claim is about threads; the event loop stands beside, virtual threads in a full run. */
  @Override
  public List<Variation> variations(Profile profile, ServerProvider model) {
    return profile == Profile.QUICK && model.has(Trait.VIRTUAL_THREADS)
        ? List.of()
        : List.of(Variation.NONE);
  }
}
