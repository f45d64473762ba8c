package org.concurrencybench.suite.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Commands are made only when they are asked for: none must be lost by that. */
class HelpTest {

  @Test
  void helpListsEveryCommandAndEveryCommandHasHelp() {
    String help = Spoken.by("--help").out();
    List<String> commands =
        help.substring(help.indexOf("Commands:"))
            .lines()
            .skip(1)
            .filter(line -> line.matches("  [a-z].*"))
            .map(line -> line.strip().split(" +", 2)[0])
            .toList();

    assertThat(commands).contains("run", "serve", "drive", "backend", "ask", "lab", "check");
    assertThat(commands)
        .allSatisfy(command -> {
          Spoken spoken = Spoken.by(command + " --help");
          assertThat(spoken.out()).startsWith("Usage: bench " + command + " ");
          assertThat(spoken.exitCode()).isZero();
        });
  }
}
