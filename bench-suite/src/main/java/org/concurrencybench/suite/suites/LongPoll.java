package org.concurrencybench.suite.suites;

import java.util.List;
import java.util.stream.IntStream;
import org.concurrencybench.system.os.MachineLimits;

/**
 * Long poll: thousands of requests are held open in one room, and once a second one message answers
 * them all. What does a held request weigh, how many threads are there, and how long does it take
 * until the last has its answer?
 *
 * <p>Alone, for one model and load, from the folder of the module and with its class path:
 *
 * <pre>
 *   java -cp ... org.openjdk.jmh.Main MeasuredRound -p suite=long-poll -p model=virtual -p level=http/held-5000
 * </pre>
 *
 * <p>What to expect: a held request is a connection that waits, and weighs what an idle one weighs,
 * a thread or a few objects. To answer all, the server must write to each of them whatever the
 * model; a thread for each has to be woken first.
 */
public class LongPoll extends Suite {

  static final String NAME = "long-poll";

  private static final int THOUSAND = 1_000;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String claim() {
    return "Requests that are held open until something happens suit async: a held request should"
        + " not cost a thread.";
  }

  @Override
  public List<Level> levels(Profile profile) {
    return switch (profile) {
      case SMOKE -> held(500);
      case QUICK -> held(5_000);
      case FULL -> held(100, 1_000, 5_000, most());
    };
  }

  private static List<Level> held(int... polls) {
    return IntStream.of(polls).distinct().<Level>mapToObj(HeldLevel::new).toList();
  }

  /** As many as this machine bears, in thousands. */
  private static int most() {
    int fitting = MachineLimits.now().mostConnections(1, 1) - 1;
    return Math.clamp(fitting - fitting % THOUSAND, 5_000, 50_000);
  }
}
