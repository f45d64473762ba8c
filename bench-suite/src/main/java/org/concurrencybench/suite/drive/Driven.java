package org.concurrencybench.suite.drive;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.concurrencybench.driver.Connecting;
import org.concurrencybench.driver.Loop;
import org.concurrencybench.driver.WindowObserver;

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

  /**
   * Opens the connections.
   *
   * @throws IOException if the target cannot be reached, saying why
   */
  Connected connect() throws IOException, InterruptedException;

  /** The connections of a load. Not thread-safe. */
  interface Connected extends AutoCloseable {

    /** How opening them went. */
    Connecting connecting();

    /** Lets server and driver be compiled; not measured. */
    void warmUp(Duration duration) throws IOException, InterruptedException;

    /** Holds the load as it is measured, without looking. */
    void settle(Duration duration) throws IOException, InterruptedException;

    /**
     * Holds the load and looks at what comes back.
     *
     * @param observer told when the measured interval begins and ends
     */
    Seen measure(Duration duration, WindowObserver observer)
        throws IOException, InterruptedException;

    /** Ends the window that runs, and all that follow, early. For any thread. */
    void cut();

    @Override
    void close();
  }
}
