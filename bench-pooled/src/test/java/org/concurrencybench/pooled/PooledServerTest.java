package org.concurrencybench.pooled;

import org.concurrencybench.core.server.Transport;
import org.concurrencybench.testkit.ServerContract;

class PooledServerTest extends ServerContract {

  PooledServerTest() {
    super("pooled", Transport.NIO);
  }
}
