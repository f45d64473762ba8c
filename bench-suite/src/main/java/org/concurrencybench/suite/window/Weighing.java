package org.concurrencybench.suite.window;

import java.io.IOException;
import java.time.Duration;
import org.concurrencybench.suite.process.ServerProcess;
import org.concurrencybench.system.os.ProcessMemory;

/** How carefully a server's memory is sampled. */
@SuppressWarnings("ImmutableEnumChecker") // durations cannot be changed
public enum Weighing {
  /** Once, after a collection: enough to see that it can be done, too rough to be reported. */
  ONCE(Duration.ofSeconds(5)) {
    @Override
    ProcessMemory of(ServerProcess server) throws IOException, InterruptedException {
      return server.gc();
    }

    @Override
    public int visits() {
      return 1;
    }
  },

  /** Until the compilers' memory is not in it. */
  AT_REST(Duration.ofSeconds(11)) {
    @Override
    ProcessMemory of(ServerProcess server) throws IOException, InterruptedException {
      return server.memoryAtRest();
    }

    @Override
    public int visits() {
      return VISITS;
    }
  };

  private static final int VISITS = 3;

  private final Duration within;

  Weighing(Duration within) {
    this.within = within;
  }

  abstract ProcessMemory of(ServerProcess server) throws IOException, InterruptedException;

  /**
   * How often some connections come and go before the first sample: a platform thread that was ever
   * in the interpreter has touched pages of its stack that compiled code never needs.
   */
  public abstract int visits();

  /** How long requests must be in flight for a sample to be over before the first is answered. */
  public Duration within() {
    return within;
  }
}
