package org.concurrencybench.suite.suites;

import java.io.IOException;
import org.concurrencybench.core.server.WireProtocol;
import org.concurrencybench.report.run.Cell;
import org.concurrencybench.report.run.Parameters;
import org.concurrencybench.suite.window.ServerUnderLoad;

/**
 * One load under which contenders are compared, and how it is put on a server. A suite has several;
 * each becomes one window of a round.
 */
public interface Level {

  /** What the connections speak, as results name it: tcp, http or ws. */
  String protocol();

  /** What a server must speak for it. */
  WireProtocol wire();

  /** The load without the protocol, as {@code hello/open-5000/c100}: the level of a cell. */
  String name();

  /** The load in full, for results. */
  Parameters parameters();

  /** What the machine must have room for. */
  Demand demand();

  /**
   * Whether it measures what a connection weighs. That needs a server on which nothing was measured
   * before: what earlier connections left behind is used again, or freed only now.
   */
  default boolean weighs(Profile profile) {
    return false;
  }

  /** Whether its server calls the slow backend. */
  default boolean needsBackend() {
    return false;
  }

  /** Loads of one kind warm a server up equally well; it is warmed up once for each. */
  String kind();

  /**
   * Warms a fresh server up with this kind of load.
   *
   * @param share the part of the profile's warm-up that falls to this kind, from above 0 to 1
   */
  void warmUp(ServerUnderLoad server, Profile profile, double share, long seed)
      throws IOException, InterruptedException;

  /**
   * Opens the connections and lets the load settle. The caller closes what it gets before it
   * readies another.
   *
   * @param seed everything random of this window is derived from it
   */
  ReadyLoad ready(ServerUnderLoad server, Profile profile, long seed)
      throws IOException, InterruptedException;

  /** The cell of results that it belongs to. */
  default Cell cell(String suite, Contender contender) {
    return Cell.of(suite, contender.model(), contender.variant(), protocol(), name(), parameters());
  }
}
