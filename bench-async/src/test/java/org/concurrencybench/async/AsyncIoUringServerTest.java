package org.concurrencybench.async;

import org.concurrencybench.core.server.Transport;
import org.concurrencybench.testkit.ServerContract;

class AsyncIoUringServerTest extends ServerContract {

  AsyncIoUringServerTest() {
    super("async", Transport.IO_URING);
  }
}
