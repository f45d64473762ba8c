package org.concurrencybench.leaks;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.util.ResourceLeakDetector;
import java.util.function.Supplier;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** The extension as JUnit finds it by itself. */
class FailOnLeakTest {

  @Test
  void aTestThatLeaksFailsItsClass() {
    TestExecutionSummary summary = unheard(() -> run(Leaking.class));
    assertThat(summary.getTestsSucceededCount()).isEqualTo(1);
    assertThat(summary.getFailures())
        .singleElement()
        .satisfies(failure ->
            assertThat(failure.getException())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("LEAK"));
  }

  @Test
  void aTestThatReleasesItsBufferPasses() {
    TestExecutionSummary summary = run(Releasing.class);
    assertThat(summary.getTestsSucceededCount()).isEqualTo(1);
    assertThat(summary.getFailures()).isEmpty();
  }

  /** The log has no report of a leak that is there on purpose. */
  private static <T> T unheard(Supplier<T> action) {
    Logger detector = Logger.getLogger(ResourceLeakDetector.class.getName());
    detector.setUseParentHandlers(false);
    try {
      return action.get();
    } finally {
      detector.setUseParentHandlers(true);
    }
  }

  private static TestExecutionSummary run(Class<?> tests) {
    var listener = new SummaryGeneratingListener();
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectClass(tests))
                .build(),
            listener);
    return listener.getSummary();
  }

  static class Leaking {
    @Test
    void leaks() {
      assertThat(Unpooled.directBuffer(16).writeByte(1).readableBytes()).isEqualTo(1);
    }
  }

  static class Releasing {
    @Test
    void releases() {
      assertThat(Unpooled.directBuffer(16).release()).isTrue();
    }
  }
}
