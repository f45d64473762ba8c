package org.concurrencybench.async;

import org.concurrencybench.core.server.Transport;
import org.concurrencybench.testkit.ServiceContract;

class AsyncIoUringServiceTest extends ServiceContract {

  AsyncIoUringServiceTest() {
    super("async", Transport.IO_URING);
  }
}
