package org.concurrencybench.pooled;

import org.concurrencybench.core.server.Transport;
import org.concurrencybench.testkit.ServiceContract;

class PooledServiceTest extends ServiceContract {

  PooledServiceTest() {
    super("pooled", Transport.NIO);
  }
}
