package org.concurrencybench.report.run;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The Java that ran servers and driver.
 *
 * @param vendor who built it
 * @param version as in {@code java.runtime.version}
 * @param vm the name of the virtual machine
 * @param inherited variables of the environment that changed every process, as {@code
 *     JAVA_TOOL_OPTIONS=-Dname=value}; null in runs that did not look
 */
public record Jdk(String vendor, String version, String vm, @Nullable List<String> inherited) {

  /** Refuses blanks, takes a copy. */
  public Jdk {
    Check.text("vendor", vendor);
    Check.text("version", version);
    Check.text("vm", vm);
    inherited = inherited == null ? null : List.copyOf(inherited);
  }
}
