package org.concurrencybench.suite.run;

import java.util.List;

/** The flags of the JVM that drives the load. */
public final class DriverFlags {

  /**
   * A heap that never grows and is touched before the load starts, so that neither page faults nor
   * resizing delay a request; the collector is named, because a JVM on one CPU silently takes
   * another; native code is allowed, for epoll and the counters of the kernel.
   */
  public static final List<String> FLAGS =
      List.of(
          "-Xms512m",
          "-Xmx512m",
          "-XX:+AlwaysPreTouch",
          "-XX:+UseSerialGC",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  private DriverFlags() {}
}
