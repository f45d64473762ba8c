package org.concurrencybench.core.http;

import java.nio.ByteBuffer;

/**
 * The forms of a request target (RFC 9112 section 3.2): {@code /path?query}, {@code
 * http://host/path?query}, and {@code *} for OPTIONS. In the absolute form the host of the target
 * replaces that of the Host header; this server answers the same for every host, so it only checks
 * that there is one.
 */
final class Target {

  static final int MALFORMED = -1;

  private static final byte[] HTTP = Ascii.bytes("http");
  private static final byte[] HTTPS = Ascii.bytes("https");
  private static final byte[] AUTHORITY = Ascii.bytes("://");

  private Target() {}

  /**
   * Where the path of the target in [from, to), which is not empty, starts: {@code to} if the path
   * is empty, {@link #MALFORMED} if this is no target.
   */
  static int path(ByteBuffer in, int from, int to, Method method) {
    if (!Grammar.isVisible(in, from, to)) {
      return MALFORMED;
    }
    boolean star = to - from == 1 && in.get(from) == '*' && method == Method.OPTIONS;
    return in.get(from) == '/' || star ? from : pathOfAbsolute(in, from, to);
  }

  private static int pathOfAbsolute(ByteBuffer in, int from, int to) {
    int schemeEnd = Ascii.indexOf(in, from, to, ':');
    int host = schemeEnd + AUTHORITY.length;
    boolean http =
        host <= to
            && Ascii.equal(in, schemeEnd, host, AUTHORITY)
            && (Ascii.equalIgnoringCase(in, from, schemeEnd, HTTP)
                || Ascii.equalIgnoringCase(in, from, schemeEnd, HTTPS));
    if (!http) {
      return MALFORMED;
    }
    int path = host;
    while (path < to && in.get(path) != '/' && in.get(path) != '?') {
      path++;
    }
    return path > host && Grammar.isHost(in, host, path) ? path : MALFORMED;
  }
}
