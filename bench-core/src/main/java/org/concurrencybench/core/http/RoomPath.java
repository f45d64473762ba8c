package org.concurrencybench.core.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;

/** The path of a room (RFC 3986 section 3.3): what a path may not hold is percent-encoded. */
public final class RoomPath {

  private static final String UNRESERVED = "-._~";

  private RoomPath() {}

  /** {@code /rooms/} and the name. */
  public static String of(String room) {
    var path = new StringBuilder("/rooms/");
    for (byte b : room.getBytes(UTF_8)) {
      if (b >= 'a' && b <= 'z'
          || b >= 'A' && b <= 'Z'
          || b >= '0' && b <= '9'
          || UNRESERVED.indexOf(b) >= 0) {
        path.append((char) b);
      } else {
        path.append('%').append(String.format(Locale.ROOT, "%02X", b));
      }
    }
    return path.toString();
  }
}
