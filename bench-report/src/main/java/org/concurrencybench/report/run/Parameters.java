package org.concurrencybench.report.run;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The load and the server's settings, by name, in the order they were given. A value is a whole
 * number, a decimal number, a text or a truth. Names carry their unit.
 *
 * @param values the values by name; in JSON a plain object
 */
public record Parameters(@JsonValue Map<String, Parameter> values) {

  /** Connections open at once. */
  public static final String CONNECTIONS = "connections";

  /** Requests a second that are due, over all connections. */
  public static final String RATE_PER_SECOND = "ratePerSecond";

  /** Bytes of payload in a request. */
  public static final String PAYLOAD_BYTES = "payloadBytes";

  /** {@code open}, {@code closed} or {@code churn}: see {@link #loop}. */
  public static final String LOOP = "loop";

  /** {@code poisson} or {@code constant}. */
  public static final String ARRIVALS = "arrivals";

  /** {@code echo}, {@code hello}, {@code compute}, {@code backend} or {@code chat}. */
  public static final String WORKLOAD = "workload";

  /** Milliseconds that the slow backend takes to answer. */
  public static final String WAIT_MILLIS = "waitMillis";

  /** Units of computation in a request. */
  public static final String COMPUTE_UNITS = "computeUnits";

  /** Members of a chat room. */
  public static final String MEMBERS = "members";

  /**
   * CPUs of the server: a figure of each window, as the kernel gave them. Older runs have it as a
   * parameter instead, of suites that wanted another number than the run's layout gives.
   */
  public static final String SERVER_CPUS = "serverCpus";

  /** No parameters. */
  public static final Parameters NONE = new Parameters(Map.of());

  /** Takes a copy. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public Parameters {
    values = Check.map("parameters", values);
  }

  /** The load alone: without the CPUs of the server, which older runs have among it. */
  public Parameters load() {
    Map<String, Parameter> others = new LinkedHashMap<>(values);
    others.remove(SERVER_CPUS);
    return new Parameters(others);
  }

  /** The same and a whole number. */
  public Parameters with(String name, long value) {
    return with(name, new Parameter.Whole(value));
  }

  /** The same and a decimal number. */
  public Parameters with(String name, double value) {
    return with(name, new Parameter.Decimal(value));
  }

  /** The same and a text. */
  public Parameters with(String name, String value) {
    return with(name, new Parameter.Text(value));
  }

  /** The same and a truth. */
  public Parameters with(String name, boolean value) {
    return with(name, new Parameter.Truth(value));
  }

  private Parameters with(String name, Parameter value) {
    Map<String, Parameter> more = new LinkedHashMap<>(values);
    more.put(name, value);
    return new Parameters(more);
  }

  /** The number of that name, whole or decimal; null if there is none. */
  public @Nullable Double number(String name) {
    return switch (values.get(name)) {
      case Parameter.Whole(long value) -> (double) value;
      case Parameter.Decimal(double value) -> value;
      case Parameter.Text _, Parameter.Truth _ -> null;
      case null -> null;
    };
  }

  /** How requests become due; empty where the load does not say. */
  public Optional<Loop> loop() {
    return Optional.ofNullable(text(LOOP)).map(Loop::named);
  }

  /**
   * Whether a request is due only when another was answered, so that the rate is what the server
   * makes of it, and no time is charged from an intended send.
   */
  public boolean isClosedLoop() {
    return loop().filter(Loop::isClosed).isPresent();
  }

  /** The value of that name in words; null if there is none. */
  public @Nullable String text(String name) {
    Parameter value = values.get(name);
    return value == null ? null : value.toString();
  }
}
