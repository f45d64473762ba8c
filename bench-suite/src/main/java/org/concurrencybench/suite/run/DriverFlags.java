package org.concurrencybench.suite.run;

import java.util.List;

/** The flags of the JVM that drives the load. */
public final class DriverFlags {

  /**
   * A heap that is touched before the load starts, so that page faults delay no request; half of
   * what it may take, because touching is dear on a virtual machine (four seconds a gigabyte were
   * seen) and only tens of thousands of connections need the rest; the collector is named, because
   * a JVM on one CPU silently takes another; native code is allowed, for epoll and the counters of
   * the kernel.
   */
  public static final List<String> FLAGS =
      List.of(
          "-Xms256m",
          "-Xmx512m",
          "-XX:+AlwaysPreTouch",
          "-XX:+UseSerialGC",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  private DriverFlags() {}
}
