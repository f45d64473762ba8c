package org.concurrencybench.virtual;

import org.concurrencybench.core.server.Transport;
import org.concurrencybench.testkit.ServerContract;

class VirtualServerTest extends ServerContract {

  VirtualServerTest() {
    super("virtual", Transport.NIO);
  }
}
