package org.concurrencybench.suite.lab;

import java.net.InetSocketAddress;

/**
 * A server that takes whatever it reads for one request and writes {@link BareReply}: what moving
 * the bytes costs and nothing else. Decodes nothing but for {@link BareKind#CODEC}, pauses nobody,
 * counts nothing.
 */
public interface BareServer extends AutoCloseable {

  /** Where it listens. */
  InetSocketAddress address();

  /** Stops listening and drops the connections. */
  @Override
  void close();
}
