package org.concurrencybench.suite.suites;

import java.util.Locale;
import org.concurrencybench.driver.Arrivals;
import org.concurrencybench.driver.ClientKind;
import org.concurrencybench.driver.Loop;
import org.concurrencybench.driver.Workload;

/** Levels by their names, so that tests can say them in a word: greetings and echoes. */
public final class WrittenLevel {

  private WrittenLevel() {}

  /** As {@code http/hello/open-200/c5} or {@code tcp/echo-64/closed/c2}. */
  public static RequestLevel of(String name) {
    String[] parts = name.split("/");
    Workload asked =
        parts[1].equals("hello") ? Workload.hello() : Workload.echo(number(parts[1], "echo-"));
    Loop loop =
        parts[2].equals("closed")
            ? new Loop.Closed()
            : new Loop.Open(number(parts[2], "open-"), Arrivals.POISSON);
    var level =
        new RequestLevel(
            ClientKind.valueOf(parts[0].toUpperCase(Locale.ROOT)),
            asked,
            loop,
            number(parts[3], "c"));
    if (!level.toString().equals(name)) {
      throw new IllegalArgumentException(name);
    }
    return level;
  }

  private static int number(String text, String prefix) {
    return Integer.parseInt(text.substring(prefix.length()));
  }
}
