package org.concurrencybench.suite.window;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.concurrencybench.driver.Connecting;
import org.concurrencybench.driver.ErrorKind;
import org.concurrencybench.driver.Errors;
import org.concurrencybench.driver.WindowResult;

/**
 * What failed, by kind, in the words of results: {@code timeout} of a request, {@code connection
 * reset} of a connection that had none in flight or could not be opened.
 *
 * @param counts how often
 * @param examples the words of one occurrence of each
 * @param wrongReplies replies that were not what the protocol or the request asks for
 * @param idleClosed connections that the server closed while they were idle: no failures, so that
 *     they are in none of the others
 */
public record ErrorCounts(
    Map<String, Long> counts, Map<String, String> examples, long wrongReplies, long idleClosed) {

  /** Of a window and of opening its connections. */
  public static ErrorCounts of(Connecting connecting, WindowResult result) {
    Map<String, Long> counts = new TreeMap<>();
    Map<String, String> examples = new TreeMap<>();
    Errors ofConnections =
        connecting
            .errors()
            .without(ErrorKind.REFUSED_REPLY, result.connectionErrors())
            .plus(result.connectionErrors());
    add(result.errors(), "", counts, examples);
    add(ofConnections, "connection ", counts, examples);
    return new ErrorCounts(
        counts,
        examples,
        wrong(result.errors()) + ofConnections.count(ErrorKind.VIOLATION),
        ofConnections.count(ErrorKind.IDLE_CLOSED));
  }

  private static long wrong(Errors errors) {
    return errors.count(ErrorKind.WRONG_REPLY) + errors.count(ErrorKind.VIOLATION);
  }

  private static void add(
      Errors errors, String prefix, Map<String, Long> counts, Map<String, String> examples) {
    errors
        .byKind()
        .forEach((kind, tally) -> {
          if (kind == ErrorKind.IDLE_CLOSED) {
            return;
          }
          String name = prefix + kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
          counts.put(name, tally.count());
          examples.put(name, tally.example());
        });
  }
}
