package org.concurrencybench.core.server;

import java.util.Locale;
import org.concurrencybench.core.http.HttpServerProtocol;
import org.concurrencybench.core.protocol.Limits;
import org.concurrencybench.core.protocol.ServerProtocol;
import org.concurrencybench.core.tcp.TcpServerProtocol;

/** What a server speaks on its one port. */
public enum WireProtocol {
  /** Length-prefixed messages over plain TCP. */
  TCP {
    @Override
    public ServerProtocol connect(Limits limits) {
      return new TcpServerProtocol(limits);
    }
  },
  /** HTTP/1.1 and 1.0, with upgrade to WebSocket. */
  HTTP {
    @Override
    public ServerProtocol connect(Limits limits) {
      return new HttpServerProtocol(limits);
    }
  };

  /** The state machine for one new connection. */
  public abstract ServerProtocol connect(Limits limits);

  /** The name on the command line and in results: lower case. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
