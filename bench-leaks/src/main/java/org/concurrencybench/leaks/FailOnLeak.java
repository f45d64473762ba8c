package org.concurrencybench.leaks;

import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test class after which Netty's leak detector reports a buffer that was collected without
 * having been released. Found by JUnit through {@link java.util.ServiceLoader}; does nothing where
 * there is no Netty.
 */
public final class FailOnLeak implements BeforeAllCallback, AfterAllCallback {

  private static final boolean NETTY = hasNetty();

  /** For JUnit. */
  public FailOnLeak() {}

  private static boolean hasNetty() {
    try {
      Class.forName("io.netty.buffer.Unpooled", false, FailOnLeak.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException _) {
      return false;
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    if (NETTY) {
      LeakReports.listen();
    }
  }

  /**
   * {@inheritDoc}
   *
   * @throws AssertionError with the detector's reports, if there are any
   */
  @Override
  public void afterAll(ExtensionContext context) throws InterruptedException {
    if (!NETTY || !context.getEnclosingTestClasses().isEmpty()) {
      return;
    }
    List<String> reports = LeakReports.take();
    if (!reports.isEmpty()) {
      throw new AssertionError(
          "buffers were never released, by this test class or one before it:\n"
              + String.join("\n", reports));
    }
  }
}
