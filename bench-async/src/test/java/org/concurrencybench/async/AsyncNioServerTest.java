package org.concurrencybench.async;

import org.concurrencybench.core.server.Transport;
import org.concurrencybench.testkit.ServerContract;

class AsyncNioServerTest extends ServerContract {

  AsyncNioServerTest() {
    super("async", Transport.NIO);
  }
}
