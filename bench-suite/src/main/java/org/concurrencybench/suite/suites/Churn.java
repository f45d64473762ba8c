package org.concurrencybench.suite.suites;

import java.util.List;
import java.util.stream.IntStream;
import org.concurrencybench.driver.ClientKind;
import org.concurrencybench.driver.Loop;
import org.concurrencybench.driver.Workload;

/**
 * Churn: connect, one request, close, as fast as it goes. How many connections a second does a
 * server accept and serve, how long does connecting take, and what does one cost that lasts a
 * single request?
 *
 * <p>Alone, for one model and load, from the folder of the module and with its class path:
 *
 * <pre>
 *   java -cp ... org.openjdk.jmh.Main MeasuredRound -p suite=churn -p model=threaded -p level=http/hello/churn/c50
 * </pre>
 *
 * <p>What to expect: the kernel's handshake and two system calls more are the same in all models; a
 * thread that is started for one request, or a channel that is registered for one, is not.
 */
public class Churn extends Suite {

  static final String NAME = "churn";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String claim() {
    return "No claim, a figure: what a connection costs that lasts one request.";
  }

  @Override
  public boolean byDefault(Profile profile) {
    return profile != Profile.QUICK;
  }

  @Override
  public List<Level> levels(Profile profile) {
    return switch (profile) {
      case SMOKE, QUICK -> through(50);
      case FULL -> through(10, 50, 200);
    };
  }

  private static List<Level> through(int... connections) {
    return IntStream.of(connections)
        .<Level>mapToObj(
            count -> new RequestLevel(ClientKind.HTTP, Workload.hello(), new Loop.Churn(), count))
        .toList();
  }
}
