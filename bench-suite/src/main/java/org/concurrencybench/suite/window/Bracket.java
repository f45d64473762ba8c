package org.concurrencybench.suite.window;

import java.io.IOException;
import org.concurrencybench.system.machine.KernelPath;
import org.concurrencybench.system.machine.UnitSpeed;
import org.concurrencybench.system.os.CpuLayout;
import org.concurrencybench.system.os.CpuSet;
import org.jspecify.annotations.Nullable;

/**
 * How fast the machine was just before or just after a window, some forty milliseconds of work.
 *
 * @param units computing, on the CPUs of both sides at once
 * @param kernelPath the kernel path, on one of the server's CPUs; null where threads cannot be held
 *     to a CPU, because waking another takes anything
 */
public record Bracket(UnitSpeed units, @Nullable KernelPath kernelPath) {

  /** To be called once in a JVM, before the first measurement, which would be the interpreter's. */
  static void warmUp(CpuLayout layout) throws IOException, InterruptedException {
    UnitSpeed.warmUp(bothSides(layout));
    if (layout.pinned()) {
      KernelPath.warmUp(cpu(layout));
    }
  }

  /** Measures. */
  static Bracket measure(CpuLayout layout) throws IOException, InterruptedException {
    return new Bracket(
        UnitSpeed.of(bothSides(layout), UnitSpeed.BRACKET),
        layout.pinned() ? KernelPath.of(cpu(layout), KernelPath.BRACKET) : null);
  }

  @Nullable Double kernelPathMicros() {
    return kernelPath == null ? null : kernelPath.micros();
  }

  /** The CPUs on whose speed the figures of a window depend. */
  private static CpuSet bothSides(CpuLayout layout) {
    return layout.server().and(layout.driver());
  }

  private static int cpu(CpuLayout layout) {
    return layout.server().numbers().max().orElseThrow();
  }
}
