package org.concurrencybench.suite.drive;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.concurrencybench.driver.Loop;
import org.concurrencybench.driver.Phase;
import org.concurrencybench.suite.window.OpenLoad;

/** What {@code bench drive} can put on a target. */
public sealed interface Driven permits DrivenRequests, DrivenChat, DrivenPolls {

  /** The server. */
  InetSocketAddress target();

  /** What the connections speak: tcp, http or ws. */
  String protocol();

  /** What is asked, in a word. */
  String workload();

  /** Connections wanted. */
  int connections();

  /** Bytes of payload in a request or message; 0 if it has none. */
  int payloadBytes();

  /** What makes the driver send. */
  Loop loop();

  /** What makes the driver send while server and driver are compiled. */
  Loop warmUpLoop();

  /** The window of which the figures count. */
  Phase measured(Duration duration);

  /**
   * Opens the connections.
   *
   * @throws IOException if the target cannot be reached, saying why
   */
  OpenLoad connect() throws IOException, InterruptedException;
}
