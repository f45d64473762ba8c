package org.concurrencybench.async;

import org.concurrencybench.core.server.Transport;
import org.concurrencybench.testkit.ServerContract;

class AsyncEpollServerTest extends ServerContract {

  AsyncEpollServerTest() {
    super("async", Transport.EPOLL);
  }
}
