package org.concurrencybench.core.http;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The ends of all heads of one second, ready to be sent: from the CR LF behind the last other
 * header to the empty line.
 *
 * <pre>
 *   ...Content-Length: 13⏎
 *                        └── \r\n Date: Sun, 06 Nov 1994 08:49:37 GMT \r\n [Connection: close \r\n] \r\n
 * </pre>
 *
 * Formatting a date costs more than parsing a request, so it is done once a second for all
 * connections.
 */
final class HeadEnds {

  /** IMF-fixdate (RFC 9110 section 5.6.7). */
  private static final DateTimeFormatter IMF_FIXDATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final long epochSecond;
  private final byte[] keep;
  private final byte[] keepOnRequest;
  private final byte[] close;
  private final byte[] closeNamingUpgrade;

  /** The ends for {@code epochSecond}. */
  HeadEnds(long epochSecond) {
    this.epochSecond = epochSecond;
    String date = "\r\nDate: " + IMF_FIXDATE.format(Instant.ofEpochSecond(epochSecond)) + "\r\n";
    keep = end(date, Persistence.KEEP);
    keepOnRequest = end(date, Persistence.KEEP_ON_REQUEST);
    close = end(date, Persistence.CLOSE);
    closeNamingUpgrade = end(date, Persistence.CLOSE_NAMING_UPGRADE);
  }

  private static byte[] end(String date, Persistence persistence) {
    return Ascii.bytes(date + persistence.header() + "\r\n");
  }

  /** The second that these belong to. */
  long epochSecond() {
    return epochSecond;
  }

  /** The end that says {@code persistence}; the caller must not change it. */
  byte[] of(Persistence persistence) {
    return switch (persistence) {
      case KEEP -> keep;
      case KEEP_ON_REQUEST -> keepOnRequest;
      case CLOSE -> close;
      case CLOSE_NAMING_UPGRADE -> closeNamingUpgrade;
    };
  }
}
