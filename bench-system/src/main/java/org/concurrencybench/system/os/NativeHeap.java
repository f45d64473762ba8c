package org.concurrencybench.system.os;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;

/** What the C library's allocator keeps of the memory that was freed to it. */
final class NativeHeap {

  private static final Logger LOG = System.getLogger(NativeHeap.class.getName());

  private static final String COMMANDS = "com.sun.management:type=DiagnosticCommand";

  private NativeHeap() {}

  /**
   * Gives it back to the system, as {@code jcmd <pid> System.trim_native_heap} does. Where the JVM
   * has no such command nothing happens, and it is said in the log.
   */
  static void trim() {
    try {
      ManagementFactory.getPlatformMBeanServer()
          .invoke(ObjectName.getInstance(COMMANDS), "systemTrimNativeHeap", null, null);
    } catch (JMException e) {
      LOG.log(Level.DEBUG, "freed memory is not given back to the system: {0}", e.getMessage());
    }
  }
}
