package org.concurrencybench.report.html;

import java.util.Locale;
import java.util.Map;
import org.concurrencybench.report.figure.Digits;
import org.concurrencybench.report.run.Loop;
import org.concurrencybench.report.run.Parameters;

/** Names of parameters for people. */
final class Words {

  private static final Map<String, String> KNOWN =
      Map.of(
          Parameters.CONNECTIONS, "connections",
          Parameters.MEMBERS, "members of a room",
          Parameters.RATE_PER_SECOND, "offered rate, requests/s",
          Parameters.WAIT_MILLIS, "wait for the backend, ms",
          Parameters.COMPUTE_UNITS, "computing units/request",
          Parameters.PAYLOAD_BYTES, "payload, bytes");

  private Words() {}

  /** As {@code computing units/request}; an unknown name with its words apart. */
  static String of(String parameter) {
    return KNOWN.getOrDefault(
        parameter, parameter.replaceAll("(?<=\\p{Ll})(?=\\p{Lu})", " ").toLowerCase(Locale.ROOT));
  }

  /** A parameter and its value, as {@code connections 100}. */
  static String of(String parameter, String value) {
    return switch (parameter) {
      case "protocol", Parameters.WORKLOAD -> value;
      case Parameters.LOOP -> Loop.named(value).toString();
      case Parameters.ARRIVALS -> value + " arrivals";
      default -> of(parameter) + " " + grouped(value);
    };
  }

  private static String grouped(String value) {
    return value.matches("\\d{1,15}(\\.\\d{1,15})?") ? Digits.of(Double.parseDouble(value)) : value;
  }
}
