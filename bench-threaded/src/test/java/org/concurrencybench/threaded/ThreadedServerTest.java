package org.concurrencybench.threaded;

import org.concurrencybench.core.server.Transport;
import org.concurrencybench.testkit.ServerContract;

class ThreadedServerTest extends ServerContract {

  ThreadedServerTest() {
    super("threaded", Transport.NIO);
  }
}
