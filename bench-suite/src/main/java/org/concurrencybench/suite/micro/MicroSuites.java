package org.concurrencybench.suite.micro;

import java.util.List;

/** All micro suites, which go by one name on the command line. */
public final class MicroSuites {

  /** On the command line and in results. */
  public static final String NAME = "micro";

  /** What they are, in a sentence. */
  public static final String ABOUT =
      "(explains, judges nothing) What a hand-off, a start of a thread, a contended lock and the codecs cost by themselves.";

  private static final List<Class<? extends MicroBenchmark>> ALL =
      List.of(
          HandOff.class,
          StartThread.class,
          ContendedLock.class,
          Codec.class,
          CodecInPipeline.class);

  private MicroSuites() {}

  /** The classes, in the order in which they run. */
  public static List<Class<? extends MicroBenchmark>> all() {
    return ALL;
  }
}
