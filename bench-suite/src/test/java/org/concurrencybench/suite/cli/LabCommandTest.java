package org.concurrencybench.suite.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.concurrencybench.suite.lab.Labs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class LabCommandTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void listsTheLabsWithALineEach() {
    assertThat(execute()).isZero();
    assertThat(out.toString().lines())
        .hasSize(Labs.all().size())
        .anyMatch(line -> line.startsWith("driver-cost ") && line.contains("wrk"))
        .allMatch(line -> line.contains("goal"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no-such-lab",
        "driver-cost --pairs 0",
        "driver-cost --duration 10ms",
        "driver-cost --duration soon",
        "idle-memory --connections 0,10",
        "idle-memory --models fibres",
      })
  void refusesWhatItCannotDo(String arguments) {
    assertThat(execute(arguments.split(" ", -1))).isEqualTo(2);
    assertThat(err.toString()).isNotBlank();
  }

  private int execute(String... arguments) {
    return new CommandLine(new LabCommand())
        .registerConverter(Duration.class, new DurationConverter())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }
}
