package org.concurrencybench.suite.window;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import org.concurrencybench.suite.process.ServerProcess;
import org.concurrencybench.suite.process.ServerSample;
import org.concurrencybench.system.os.CpuQuota;
import org.concurrencybench.system.os.Footprint;
import org.concurrencybench.system.os.StealMeter;

/**
 * The counters of both sides and of the machine at one moment.
 *
 * @param nanos {@link System#nanoTime} of this process
 * @param server what the server says of itself
 * @param size how large the server's process is; empty where there is no {@code /proc}
 * @param driver what this process has used at {@code nanos}
 * @param compilers processor time of the server's compilers; empty where that cannot be told
 * @param othersCpuNanos processor time of the other processes that this one has started: the slow
 *     backend
 * @param machine time of the CPUs; empty where the system has no such counters
 * @param throttledNanos for how long the quota of this process's control group, or of one above,
 *     has kept its threads from running; empty where there is no quota
 */
record CounterReading(
    long nanos,
    ServerSample server,
    Optional<Footprint> size,
    DriverCosts driver,
    OptionalLong compilers,
    long othersCpuNanos,
    Optional<StealMeter> machine,
    OptionalLong throttledNanos) {

  static CounterReading now(ServerProcess server, WatchedProcesses watched)
      throws IOException, InterruptedException {
    // Together: a busy server takes its time to answer.
    long nanos = System.nanoTime();
    DriverCosts driver = DriverCosts.now();
    return new CounterReading(
        nanos,
        server.sample(),
        Footprint.of(server.pid()),
        driver,
        watched.compilersCpuNanos(),
        watched.othersCpuNanos(),
        StealMeter.now(),
        CpuQuota.throttledNanos());
  }
}
