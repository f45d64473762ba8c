package org.concurrencybench.driver;

import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.util.Locale;
import org.concurrencybench.core.http.HttpClientProtocol;
import org.concurrencybench.core.http.RoomPath;
import org.concurrencybench.core.http.WebSocketClientProtocol;
import org.concurrencybench.core.protocol.ClientProtocol;
import org.concurrencybench.core.protocol.Limits;
import org.concurrencybench.core.tcp.TcpClientProtocol;

/** What the connections of a load speak. */
public enum ClientKind {
  /** Length-prefixed messages over plain TCP. */
  TCP {
    @Override
    ClientProtocol connect(InetSocketAddress target, long seed) {
      return new TcpClientProtocol(Limits.DEFAULT);
    }
  },
  /** HTTP/1.1 with keep-alive. */
  HTTP {
    @Override
    ClientProtocol connect(InetSocketAddress target, long seed) {
      return new HttpClientProtocol(host(target), Limits.DEFAULT);
    }
  },
  /** WebSocket, upgraded when it connects. */
  WS {
    @Override
    ClientProtocol connect(InetSocketAddress target, long seed) {
      return new WebSocketClientProtocol(host(target), "/echo", Limits.DEFAULT, seed);
    }

    @Override
    ClientProtocol join(InetSocketAddress target, String room, long seed) {
      return new WebSocketClientProtocol(host(target), RoomPath.of(room), Limits.DEFAULT, seed);
    }
  };

  /**
   * The state machine for one new connection.
   *
   * @param seed for what must be random: keys and masks
   */
  abstract ClientProtocol connect(InetSocketAddress target, long seed);

  /**
   * The state machine for one new connection that is to be a member of {@code room}. Over tcp it
   * must still be told so; a WebSocket joins with its upgrade.
   */
  ClientProtocol join(InetSocketAddress target, String room, long seed) {
    return connect(target, seed);
  }

  /** The value of Host. */
  static String host(InetSocketAddress target) {
    boolean literalV6 =
        target.getAddress() instanceof Inet6Address && target.getHostString().indexOf(':') >= 0;
    String host = literalV6 ? "[" + target.getHostString() + "]" : target.getHostString();
    return host + ":" + target.getPort();
  }

  /** The name on the command line and in results: lower case. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
