package org.concurrencybench.report.svg;

import java.util.Locale;
import org.concurrencybench.report.figure.Digits;
import org.concurrencybench.report.run.Parameters;

/** Names of run.json in words. */
final class Names {

  private Names() {}

  /** A parameter as a reader knows it; one that is not known here has its camels apart. */
  static String parameter(String name) {
    return switch (name) {
      case Parameters.CONNECTIONS -> "connections";
      case Parameters.MEMBERS -> "members of a room";
      case Parameters.WAIT_MILLIS -> "wait of the backend, ms";
      case Parameters.COMPUTE_UNITS -> "units of computation";
      case Parameters.RATE_PER_SECOND -> "requests/s that are due";
      case Parameters.PAYLOAD_BYTES -> "payload, bytes";
      default -> name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    };
  }

  /** A round value on an axis: no digit more than it has. */
  static String tick(double value) {
    String text = Digits.of(value);
    return text.contains(".") ? text.replaceAll("\\.?0+$", "") : text;
  }

  /** A name of a file, of whatever the name of a suite is. */
  static String file(String text) {
    return text.replaceAll("[^A-Za-z0-9_-]", "_");
  }
}
