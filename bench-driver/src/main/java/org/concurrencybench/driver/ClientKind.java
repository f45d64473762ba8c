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

  /**
   * Whether a server that says this without having been asked ends an idle connection in good
   * order: 408 of HTTP (RFC 9110 section 15.5.9), 1000 and 1001 of a WebSocket.
   */
  boolean endsIdle(int code) {
    return switch (this) {
      case TCP -> false;
      case HTTP -> code == REQUEST_TIMEOUT;
      case WS -> code == NORMAL_CLOSURE || code == GOING_AWAY;
    };
  }

  private static final int REQUEST_TIMEOUT = 408;
  private static final int NORMAL_CLOSURE = 1000;
  private static final int GOING_AWAY = 1001;

  /**
   * The value of Host: without the zone of an IPv6 address, which has a meaning on this machine
   * only (RFC 6874 section 4).
   */
  static String host(InetSocketAddress target) {
    String host = target.getHostString();
    if (target.getAddress() instanceof Inet6Address && host.indexOf(':') >= 0) {
      int zone = host.indexOf('%');
      host = "[" + (zone < 0 ? host : host.substring(0, zone)) + "]";
    }
    return host + ":" + target.getPort();
  }

  /** The name on the command line and in results: lower case. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
