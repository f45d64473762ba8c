package org.concurrencybench.system.os;

import java.nio.file.Path;
import java.util.Optional;

/**
 * OS context switches of one thread since it started.
 *
 * @param voluntary it had to wait
 * @param involuntary its CPU was given to another
 */
public record Switches(long voluntary, long involuntary) {

  /** Those of the thread whose directory in {@code /proc} this is; empty if it has ended. */
  static Optional<Switches> of(Path thread) {
    return ProcStatus.read(thread)
        .map(status ->
            new Switches(
                status.number("voluntary_ctxt_switches").orElse(0),
                status.number("nonvoluntary_ctxt_switches").orElse(0)));
  }
}
