package org.concurrencybench.suite.micro;

import java.nio.ByteBuffer;
import org.concurrencybench.core.http.HttpClientProtocol;
import org.concurrencybench.core.http.HttpServerProtocol;
import org.concurrencybench.core.protocol.ClientProtocol;
import org.concurrencybench.core.protocol.Limits;
import org.concurrencybench.core.protocol.ServerProtocol;
import org.concurrencybench.core.service.Request;
import org.concurrencybench.core.tcp.TcpClientProtocol;
import org.concurrencybench.core.tcp.TcpServerProtocol;
import org.concurrencybench.core.websocket.WebSocketClientFrames;
import org.concurrencybench.core.websocket.WebSocketServerProtocol;

/** What the codecs are given: a request in its protocol, as the suites over sockets send it. */
public enum Message {
  /** 64 bytes behind a length, and back. */
  TCP_ECHO {
    @Override
    ServerProtocol server() {
      return new TcpServerProtocol(Limits.DEFAULT);
    }

    @Override
    ClientProtocol client() {
      return new TcpClientProtocol(Limits.DEFAULT);
    }
  },
  /** {@code GET /hello} and its 13 bytes. */
  HTTP_HELLO {
    @Override
    ServerProtocol server() {
      return new HttpServerProtocol(Limits.DEFAULT);
    }

    @Override
    ClientProtocol client() {
      return new HttpClientProtocol(HOST, Limits.DEFAULT);
    }
  },
  /** {@code POST /echo} with 64 bytes, and back. */
  HTTP_ECHO {
    @Override
    ServerProtocol server() {
      return new HttpServerProtocol(Limits.DEFAULT);
    }

    @Override
    ClientProtocol client() {
      return new HttpClientProtocol(HOST, Limits.DEFAULT);
    }
  },
  /** A binary message of 64 bytes, masked on its way to the server, and back. */
  WS_ECHO {
    @Override
    ServerProtocol server() {
      return WebSocketServerProtocol.echo(Limits.DEFAULT);
    }

    @Override
    ClientProtocol client() {
      return new WebSocketClientFrames(Limits.DEFAULT, MASK_SEED, false);
    }
  };

  private static final String HOST = "127.0.0.1:8080";
  private static final long MASK_SEED = 1;

  /** A connection in the server role, behind any upgrade. */
  abstract ServerProtocol server();

  /** A connection in the client role, behind any upgrade. */
  abstract ClientProtocol client();

  /**
   * The request.
   *
   * @param payload of an echo; encoding uses it up
   */
  Request request(ByteBuffer payload) {
    return this == HTTP_HELLO ? new Request.Hello() : new Request.Echo(payload);
  }
}
