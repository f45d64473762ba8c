package org.concurrencybench.suite.suites;

import java.util.List;
import java.util.stream.IntStream;
import org.concurrencybench.system.os.MachineLimits;

/**
 * Crowd: thousands are connected and silent, a hundred send 1,000 requests/s. What does a
 * connection cost that does nothing, by parts of memory; how many threads are there; how long does
 * connecting take; and do the active ones notice?
 *
 * <p>Alone, for one model and crowd, from the folder of the module and with its class path:
 *
 * <pre>
 *   java -cp ... org.openjdk.jmh.Main MeasuredRound -p suite=crowd -p model=threaded -p level=http/idle-10000
 * </pre>
 *
 * <p>What to expect: a platform thread keeps the pages of its stack that it ever touched, a stack
 * in the kernel, and page tables for both; a virtual thread and a channel of an event loop are a
 * few objects on the heap.
 */
public class Crowd extends Suite {

  static final String NAME = "crowd";

  private static final int THOUSAND = 1_000;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String claim() {
    return "When connections grow without bound, one thread each is not affordable.";
  }

  @Override
  public List<Level> levels(Profile profile) {
    return switch (profile) {
      case SMOKE -> crowds(500);
      case QUICK -> crowds(10_000);
      case FULL -> crowds(100, 1_000, 5_000, 10_000, most());
    };
  }

  private static List<Level> crowds(int... sizes) {
    return IntStream.of(sizes).distinct().<Level>mapToObj(CrowdLevel::new).toList();
  }

  /** As many as this machine bears, in thousands, at most a hundred thousand. */
  private static int most() {
    int fitting = MachineLimits.now().mostConnections(1, 1) - CrowdLevel.ACTIVE;
    return Math.clamp(fitting - fitting % THOUSAND, 10_000, 100_000);
  }
}
