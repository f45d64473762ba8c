package org.concurrencybench.suite.micro;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How all of them are measured: nanoseconds per operation, in three JVMs with the flags of the
 * servers. A test holds the flags against {@link org.concurrencybench.suite.process.JvmFlags}.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
    value = 3,
    jvmArgs = {
      "-XX:+UseSerialGC",
      "-Xms512m",
      "-Xmx512m",
      "-XX:+AlwaysPreTouch",
      "-Xss256k",
      "--enable-native-access=ALL-UNNAMED",
      "-Dio.netty.leakDetection.level=disabled"
    })
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public abstract class MicroBenchmark {}
