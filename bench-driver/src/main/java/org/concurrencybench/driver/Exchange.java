package org.concurrencybench.driver;

import org.concurrencybench.core.service.Reply;
import org.concurrencybench.core.service.Request;
import org.jspecify.annotations.Nullable;

/** Makes requests and checks replies; one per worker, used by that worker's thread only. */
interface Exchange {

  /**
   * The request with that identity. It is valid until the next call: it is encoded at once.
   *
   * @param stamp tells this connection's requests from all others of the run
   * @param sequence counts the requests of the connection
   */
  Request request(long stamp, long sequence);

  /** What is wrong with {@code reply}, in words that quote it; null if it is the right one. */
  @Nullable String fault(long stamp, long sequence, Reply reply);
}
