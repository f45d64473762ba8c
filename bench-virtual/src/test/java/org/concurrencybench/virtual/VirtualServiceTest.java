package org.concurrencybench.virtual;

import org.concurrencybench.core.server.Transport;
import org.concurrencybench.testkit.ServiceContract;

class VirtualServiceTest extends ServiceContract {

  VirtualServiceTest() {
    super("virtual", Transport.NIO);
  }
}
