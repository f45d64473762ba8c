package org.concurrencybench.core.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.concurrencybench.core.room.RoomName;
import org.concurrencybench.core.service.Request;
import org.jspecify.annotations.Nullable;

/**
 * What path and query of a request say beside its route (RFC 3986 sections 3.3 and 3.4). Parameters
 * that nobody asks for are ignored; of those that come twice the last one counts.
 *
 * @param room the name of the room, percent-decoded; empty on routes without one
 * @param query values by name, as they were sent: none of those that are known needs decoding
 */
record Arguments(String room, Map<String, String> query) {

  private static final int DEFAULT_TIMEOUT_MILLIS = 30_000;
  private static final long DEFAULT_SEED = 1;

  /** A parameter is missing, or is not what it must be. */
  static final class Bad extends Exception {

    private static final long serialVersionUID = 1L;

    private final Fault fault;

    Bad(Fault fault) {
      super(fault.text(), null, false, false);
      this.fault = fault;
    }

    Fault fault() {
      return fault;
    }
  }

  /**
   * Reads them from a target whose path is [from, pathEnd) and which ends at {@code to}.
   *
   * @throws Bad if the room has no proper name
   */
  static Arguments of(Route route, ByteBuffer in, int from, int pathEnd, int to) throws Bad {
    String room =
        switch (route) {
          case ROOM, NEXT -> room(in, Route.roomName(from), Route.roomNameEnd(in, from, pathEnd));
          case HELLO, ECHO, COMPUTE, BACKEND -> "";
        };
    return new Arguments(room, pathEnd == to ? Map.of() : query(in, pathEnd + 1, to));
  }

  private static String room(ByteBuffer in, int from, int to) throws Bad {
    ByteBuffer name = percentDecoded(in, from, to);
    String room = name == null ? null : RoomName.decode(name);
    if (room == null || room.indexOf('/') >= 0) {
      throw new Bad(Fault.ROOM);
    }
    return room;
  }

  /**
   * The bytes of the range, or null if a percent sign is not followed by two hexadecimal digits.
   */
  private static @Nullable ByteBuffer percentDecoded(ByteBuffer in, int from, int to) {
    var bytes = ByteBuffer.allocate(to - from);
    for (int i = from; i < to; i++) {
      int b = in.get(i);
      if (b == '%') {
        int high = i + 2 < to ? Character.digit(in.get(i + 1), 16) : -1;
        int low = i + 2 < to ? Character.digit(in.get(i + 2), 16) : -1;
        if (high < 0 || low < 0) {
          return null;
        }
        b = high << 4 | low;
        i += 2;
      }
      bytes.put((byte) b);
    }
    return bytes.flip();
  }

  private static Map<String, String> query(ByteBuffer in, int from, int to) {
    Map<String, String> values = new LinkedHashMap<>();
    String text = UTF_8.decode(in.slice(from, to - from)).toString();
    for (String pair : text.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        values.put(pair.substring(0, equals), pair.substring(equals + 1));
      }
    }
    return values;
  }

  Request compute() throws Bad {
    String seed = query.get("seed");
    return new Request.Compute(
        number("units", Request.MAX_UNITS),
        seed == null ? DEFAULT_SEED : unsigned(seed),
        Body.NOTHING);
  }

  Request callBackend() throws Bad {
    return new Request.CallBackend(number("millis", Request.MAX_MILLIS), Body.NOTHING);
  }

  Request awaitMessage() throws Bad {
    String after = query.get("after");
    return new Request.AwaitMessage(
        room,
        after == null ? Request.ANY : sequence(after),
        query.containsKey("timeout")
            ? number("timeout", Request.MAX_MILLIS)
            : DEFAULT_TIMEOUT_MILLIS);
  }

  private int number(String name, int most) throws Bad {
    long value = sequence(query.getOrDefault(name, ""));
    if (value > most) {
      throw new Bad(Fault.QUERY);
    }
    return (int) value;
  }

  /** From 0 to the largest long. */
  private static long sequence(String text) throws Bad {
    long value = unsigned(text);
    if (value < 0) {
      throw new Bad(Fault.QUERY);
    }
    return value;
  }

  /** Decimal digits, 64 bits without a sign. */
  private static long unsigned(String text) throws Bad {
    try {
      if (!text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
        return Long.parseUnsignedLong(text);
      }
    } catch (NumberFormatException _) {
      // More than 64 bits: as bad as letters.
    }
    throw new Bad(Fault.QUERY);
  }
}
