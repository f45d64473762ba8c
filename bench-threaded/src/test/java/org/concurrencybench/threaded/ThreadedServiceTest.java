package org.concurrencybench.threaded;

import org.concurrencybench.core.server.Transport;
import org.concurrencybench.testkit.ServiceContract;

class ThreadedServiceTest extends ServiceContract {

  ThreadedServiceTest() {
    super("threaded", Transport.NIO);
  }
}
