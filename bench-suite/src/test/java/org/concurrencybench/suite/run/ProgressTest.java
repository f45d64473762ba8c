package org.concurrencybench.suite.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.concurrencybench.suite.suites.Contender;
import org.concurrencybench.suite.suites.WrittenLevel;
import org.junit.jupiter.api.Test;

class ProgressTest {

  private final StringWriter text = new StringWriter();
  private final Progress.Lines lines = new Progress.Lines(3, new PrintWriter(text));

  @Test
  void lineNamesWindowAndRoundAndFromTheSecondTheTimeLeft() {
    lines.begins("short-requests/virtual/http/hello/closed/c1", 1);
    lines.ended();
    lines.begins("short-requests/async/http/hello/closed/c1", 2);
    lines.ended();
    lines.close();

    assertThat(text.toString().lines())
        .satisfiesExactly(
            first ->
                assertThat(first)
                    .isEqualTo("[1/3] round 1  short-requests/virtual/http/hello/closed/c1"),
            second ->
                assertThat(second)
                    .matches(
                        "\\[2/3] round 2  short-requests/async/http/hello/closed/c1"
                            + "  \\(about 0:00 left\\)"));
  }

  @Test
  void windowsOfAFailedRoundAreOver() {
    var cells =
        List.of("http/hello/closed/c1", "http/hello/closed/c2").stream()
            .map(level -> WrittenLevel.of(level).cell("short-requests", Contender.of("async")))
            .toList();
    var round = new WindowProgress(cells, 1, lines);
    round.windowBegins(1);
    round.skipRest();
    lines.begins("next", 1);

    assertThat(text.toString().lines().toList().getLast()).startsWith("[3/3] round 1  next");
  }

  @Test
  void iterationIsToldAsItsCell() {
    var cells =
        List.of(
            WrittenLevel.of("tcp/echo-64/closed/c9").cell("short-requests", Contender.of("async")));
    new WindowProgress(cells, 4, lines).windowBegins(1);
    assertThat(text.toString()).contains("round 4  short-requests/async/tcp/echo-64/closed/c9");
  }
}
