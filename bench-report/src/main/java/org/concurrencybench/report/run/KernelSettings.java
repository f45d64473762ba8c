package org.concurrencybench.report.run;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The kernel's settings that change the figures.
 *
 * @param sysctls the kernel's own text by its own name: {@code net.core.somaxconn}, {@code
 *     net.ipv4.tcp_rmem} and others
 * @param cpuGovernor how the clock is set; null where that cannot be read, as in most virtual
 *     machines
 * @param transparentHugePages always, madvise or never; null where that cannot be read
 */
public record KernelSettings(
    Map<String, String> sysctls,
    @Nullable String cpuGovernor,
    @Nullable String transparentHugePages) {

  /** Takes copies. */
  public KernelSettings {
    sysctls = Check.sorted("sysctls", sysctls);
  }
}
