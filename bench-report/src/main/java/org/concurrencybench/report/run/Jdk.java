package org.concurrencybench.report.run;

/**
 * The Java that ran servers and driver.
 *
 * @param vendor who built it
 * @param version as in {@code java.runtime.version}
 * @param vm the name of the virtual machine
 */
public record Jdk(String vendor, String version, String vm) {

  /** Refuses blanks. */
  public Jdk {
    Check.text("vendor", vendor);
    Check.text("version", version);
    Check.text("vm", vm);
  }
}
