package org.concurrencybench.suite.run;

import java.util.List;
import java.util.Optional;
import org.concurrencybench.core.server.Models;
import org.concurrencybench.core.server.ServerProvider;
import org.concurrencybench.suite.suites.Demand;
import org.concurrencybench.suite.suites.Level;
import org.concurrencybench.system.os.MachineLimits;

/**
 * Which loads this machine has room for. Asked before anything is measured, and the same for all
 * models of a run: a load that is too large for the greediest of them is measured for none.
 *
 * @param limits those of this process, which server and driver, two processes, each have too
 * @param threadsPerConnection of the model that starts most
 */
record Capacity(MachineLimits limits, int threadsPerConnection) {

  /** Capacity for these models on this machine. */
  static Capacity here(List<String> models) {
    return new Capacity(
        MachineLimits.now(),
        models.stream()
            .map(Models::named)
            .mapToInt(ServerProvider::platformThreadsPerConnection)
            .max()
            .orElse(0));
  }

  /** Why it does not fit, naming the limit; empty if it fits. */
  Optional<String> obstacle(Level level) {
    Demand demand = level.demand();
    return limits.obstacle(
        demand.connections(),
        threadsPerConnection * demand.threadsPerConnection(),
        demand.serverDescriptors());
  }

  boolean fits(Level level) {
    return obstacle(level).isEmpty();
  }
}
