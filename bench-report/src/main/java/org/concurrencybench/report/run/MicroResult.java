package org.concurrencybench.report.run;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What JMH measured of something small, without sockets. It explains other figures and judges
 * nothing.
 *
 * @param benchmark class and method, as {@code HandOff.pingPong}
 * @param parameters what was varied, as JMH names and writes it
 * @param mode as JMH writes it: {@code avgt} is average time
 * @param forks JVMs that measured it one after the other; 0 if none was started for it
 * @param iterations that were measured in each of them
 * @param score the mean over all iterations of all forks
 * @param scoreError half the width of the score's 99.9 % interval; null with too few iterations for
 *     one
 * @param unit of score and error, as {@code ns/op}
 * @param cpuMicrosPerOperation CPU of the whole process for one operation, which is more than its
 *     time where several CPUs worked on it
 * @param switchesPerOperation OS context switches of the whole process for one operation
 */
public record MicroResult(
    String benchmark,
    Parameters parameters,
    String mode,
    int forks,
    int iterations,
    double score,
    @Nullable Double scoreError,
    String unit,
    @Nullable Double cpuMicrosPerOperation,
    @Nullable Double switchesPerOperation) {

  /** Checks the ranges. */
  public MicroResult {
    Check.text("benchmark", benchmark);
    Objects.requireNonNull(parameters, "parameters");
    Check.text("mode", mode);
    Check.atLeast("forks", 0, forks);
    Check.atLeast("iterations", 1, iterations);
    Check.finite("score", score);
    Check.notNegative("scoreError", scoreError);
    Check.text("unit", unit);
    Check.notNegative("cpuMicrosPerOperation", cpuMicrosPerOperation);
    Check.notNegative("switchesPerOperation", switchesPerOperation);
  }
}
