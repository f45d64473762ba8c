package org.concurrencybench.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;
import org.concurrencybench.core.http.HttpClientProtocol;
import org.concurrencybench.core.http.WebSocketClientProtocol;
import org.concurrencybench.core.protocol.ClientProtocol;
import org.concurrencybench.core.protocol.Limits;
import org.concurrencybench.core.server.WireProtocol;
import org.concurrencybench.core.tcp.TcpClientProtocol;

/**
 * What clients speak in the tests, with what is particular to it. The bytes here are written by
 * hand.
 */
enum Dialect {
  TCP(WireProtocol.TCP) {
    @Override
    ClientProtocol client(Limits limits) {
      return new TcpClientProtocol(limits);
    }

    @Override
    List<Violation> violations() {
      return List.of(
          new Violation("unknown op", hex("00000001 55"), exactly("0000000c 7f 01", "unknown op")),
          new Violation("length 0", hex("00000000"), exactly("0000000c 7f 02", "bad length")),
          new Violation(
              "length over the limit", hex("00100002"), exactly("0000000c 7f 02", "bad length")));
    }

    @Override
    Predicate<byte[]> tooSlow() {
      return answer -> answer.length == 0;
    }

    @Override
    Predicate<byte[]> refusal() {
      return exactly("0000001a 7f 07", "connection limit reached");
    }
  },

  HTTP(WireProtocol.HTTP) {
    @Override
    ClientProtocol client(Limits limits) {
      return new HttpClientProtocol(HOST, limits);
    }

    @Override
    List<Violation> violations() {
      return List.of(
          new Violation("no Host", ascii("GET /hello HTTP/1.1\r\n\r\n"), status(400)),
          new Violation("no HTTP", ascii("hello\r\n\r\n"), status(400)),
          new Violation(
              "body over the limit",
              ascii("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 1048577\r\n\r\n"),
              status(413)));
    }

    @Override
    Predicate<byte[]> tooSlow() {
      return status(408);
    }

    @Override
    Predicate<byte[]> refusal() {
      return status(503);
    }
  },

  WEBSOCKET(WireProtocol.HTTP) {
    @Override
    ClientProtocol client(Limits limits) {
      return new WebSocketClientProtocol(HOST, "/echo", limits, 1);
    }

    @Override
    ClientProtocol member(String room, Limits limits) {
      return new WebSocketClientProtocol(HOST, "/rooms/" + room, limits, 1);
    }

    @Override
    List<Violation> violations() {
      return List.of(
          new Violation("unmasked frame", hex("82 01 00"), close(1002)),
          new Violation("reserved opcode", hex("83 80 00000000"), close(1002)),
          new Violation("no UTF-8", hex("81 81 00000000 ff"), close(1007)),
          new Violation(
              "message over the limit", hex("82 ff 0000000000100001 00000000"), close(1009)));
    }

    @Override
    Predicate<byte[]> tooSlow() {
      return close(1008);
    }

    @Override
    Predicate<byte[]> refusal() {
      return status(503);
    }
  };

  private static final String HOST = "localhost";

  private final WireProtocol wire;

  Dialect(WireProtocol wire) {
    this.wire = wire;
  }

  /** What the server is told to speak. */
  WireProtocol wire() {
    return wire;
  }

  /** The client role of one connection. */
  abstract ClientProtocol client(Limits limits);

  /** The client role of a connection that is to be a member of that room; not in {@link #HTTP}. */
  ClientProtocol member(String room, Limits limits) {
    return client(limits);
  }

  /** Whether a member asks to join; otherwise it has joined when it may ask. */
  boolean joinsByAsking() {
    return this == TCP;
  }

  /** What a client must not send, with what a server must answer. */
  abstract List<Violation> violations();

  /** Whether that is what a server says to a client whose message takes too long. */
  abstract Predicate<byte[]> tooSlow();

  /** Whether that is what a server over its limit of connections says. */
  abstract Predicate<byte[]> refusal();

  private static Predicate<byte[]> exactly(String hex, String text) {
    byte[] head = hex(hex);
    byte[] tail = ascii(text);
    byte[] whole = Arrays.copyOf(head, head.length + tail.length);
    System.arraycopy(tail, 0, whole, head.length, tail.length);
    return answer -> Arrays.equals(answer, whole);
  }

  /** One response that ends the connection. */
  private static Predicate<byte[]> status(int status) {
    return answer -> {
      String text = new String(answer, ISO_8859_1);
      return text.startsWith("HTTP/1.1 " + status + " ")
          && text.contains("\r\nConnection: close\r\n")
          && text.indexOf("HTTP/1.1", 1) < 0;
    };
  }

  /** One close frame. */
  private static Predicate<byte[]> close(int code) {
    return answer ->
        answer.length >= 4
            && (answer[0] & 0xFF) == 0x88
            && answer[1] == answer.length - 2
            && ((answer[2] & 0xFF) << 8 | answer[3] & 0xFF) == code;
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits.replace(" ", ""));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(ISO_8859_1);
  }
}
