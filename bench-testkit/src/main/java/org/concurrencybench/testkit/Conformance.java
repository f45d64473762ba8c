package org.concurrencybench.testkit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import org.concurrencybench.testkit.Conformance.Case.Outcome;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Holds a server that runs elsewhere against the wire contract, with the cases that the models are
 * tested by. One at a time in a process.
 *
 * <pre>
 *   Conformance.check(target, found -&gt; System.out.println(found));
 * </pre>
 */
public final class Conformance {

  private static @Nullable Target target;

  private Conformance() {}

  /**
   * Asks everything.
   *
   * @param each is told each case as soon as it is over
   */
  public static synchronized void check(Target asked, Consumer<Case> each) {
    target = asked;
    try {
      var cases =
          LauncherDiscoveryRequestBuilder.request().selectors(selectClass(WireContract.class));
      LauncherFactory.create().execute(cases.build(), new Listener(each));
    } finally {
      target = null;
    }
  }

  /** The one that is asked now. */
  static Target target() {
    return Objects.requireNonNull(target, "no conformance runs");
  }

  /**
   * One case of the contract.
   *
   * @param name what a server does, with the dialect that it was asked in
   * @param outcome whether it did
   * @param words what was expected and what came; empty if it passed
   */
  public record Case(String name, Outcome outcome, String words) {

    /** How a case ends. */
    public enum Outcome {
      /** The server did what it must. */
      PASS,
      /** As far as it can be seen from outside; the rest is not known. */
      PART,
      /** It did not. */
      FAIL
    }
  }

  private static final class Listener implements TestExecutionListener {

    private final Consumer<Case> each;
    private @Nullable TestPlan plan;

    Listener(Consumer<Case> each) {
      this.each = each;
    }

    @Override
    public void testPlanExecutionStarted(TestPlan begun) {
      plan = begun;
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
      String words = result.getThrowable().map(Listener::words).orElse("");
      switch (result.getStatus()) {
        case SUCCESSFUL -> {
          if (test.isTest()) {
            tell(test, Outcome.PASS, words);
          }
        }
        case ABORTED -> {
          if (test.isTest() && !words.contains(WireContract.NOT_ASKED)) {
            tell(test, Outcome.PART, words);
          }
        }
        // Of a container too: then none of its cases ran.
        case FAILED -> tell(test, Outcome.FAIL, words);
      }
    }

    private void tell(TestIdentifier test, Outcome outcome, String words) {
      each.accept(new Case(name(test), outcome, words));
    }

    /** As {@code HTTP: echoes every length}. */
    private String name(TestIdentifier test) {
      String method =
          test.getSource()
              .filter(MethodSource.class::isInstance)
              .map(source -> ((MethodSource) source).getMethodName())
              .orElse(test.getDisplayName());
      String where =
          Objects.requireNonNull(plan, "no plan")
              .getParent(test)
              .map(TestIdentifier::getDisplayName)
              .orElse("");
      return where
          + ": "
          + method
              .replaceAll("(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ")
              .toLowerCase(Locale.ROOT);
    }

    private static String words(Throwable failure) {
      String words = String.valueOf(failure.getMessage());
      return (words.equals("null") ? failure.toString() : words).strip().replaceAll("\\s+", " ");
    }
  }
}
