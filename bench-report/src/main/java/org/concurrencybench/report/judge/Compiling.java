package org.concurrencybench.report.judge;

/**
 * What the server's JIT took of the CPUs while a window ran. Both are CPU time over elapsed time: 1
 * is a whole CPU.
 *
 * @param compilers of the compiler threads
 * @param server of the whole process, its compilers included
 */
public record Compiling(double compilers, double server) {

  /** The compilers' part of what the server used. */
  double share() {
    return server > 0 ? compilers / server : 0;
  }
}
