package org.concurrencybench.suite.window;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.concurrencybench.report.run.Deliveries;
import org.concurrencybench.report.run.Memory;
import org.jspecify.annotations.Nullable;

/**
 * What a window showed beside requests, replies and counters.
 *
 * @param memory the server's memory; null if it was not measured
 * @param deliveries messages of rooms; null if there were none
 * @param figures further figures by a name that carries the unit
 */
public record WindowExtras(
    @Nullable Memory memory, @Nullable Deliveries deliveries, Map<String, Double> figures) {

  /** Nothing further. */
  public static final WindowExtras NONE = new WindowExtras(null, null, Map.of());

  /** Takes a copy that keeps the order. */
  public WindowExtras {
    figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
  }

  /** The same and memory; null if it was not measured. */
  public WindowExtras with(@Nullable Memory measured) {
    return new WindowExtras(measured, deliveries, figures);
  }

  /** The same and deliveries. */
  public WindowExtras with(Deliveries counted) {
    return new WindowExtras(memory, counted, figures);
  }

  /** The same and a figure. */
  public WindowExtras with(String name, double value) {
    Map<String, Double> more = new LinkedHashMap<>(figures);
    more.put(name, value);
    return new WindowExtras(memory, deliveries, more);
  }
}
