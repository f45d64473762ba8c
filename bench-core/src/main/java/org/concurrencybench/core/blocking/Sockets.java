package org.concurrencybench.core.blocking;

import java.io.IOException;
import java.net.Socket;

/** What is done to sockets that are of no use any more. */
final class Sockets {

  private Sockets() {}

  /** Closes it under whoever reads or writes; may be called again. */
  static void cut(Socket socket) {
    try {
      socket.close();
    } catch (IOException _) {
      // Its descriptor is given back all the same, and its end was settled before.
    }
  }
}
