package org.concurrencybench.async;

import org.concurrencybench.core.server.Transport;
import org.concurrencybench.testkit.ServiceContract;

class AsyncEpollServiceTest extends ServiceContract {

  AsyncEpollServiceTest() {
    super("async", Transport.EPOLL);
  }
}
