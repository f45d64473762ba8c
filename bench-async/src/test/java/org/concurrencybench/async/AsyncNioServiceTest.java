package org.concurrencybench.async;

import org.concurrencybench.core.server.Transport;
import org.concurrencybench.testkit.ServiceContract;

class AsyncNioServiceTest extends ServiceContract {

  AsyncNioServiceTest() {
    super("async", Transport.NIO);
  }
}
