package org.concurrencybench.suite.cli;

import org.concurrencybench.suite.micro.MicroSuites;
import org.concurrencybench.suite.suites.Suites;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists the suites and their claims. */
@Command(
    name = "suites",
    description = "Lists the experiments and the claims they test.",
    mixinStandardHelpOptions = true)
final class SuitesCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    var out = spec.commandLine().getOut();
    Suites.all().forEach(suite -> out.printf("%-16s %s%n", suite.name(), suite.claim()));
    out.printf("%-16s %s%n", MicroSuites.NAME, MicroSuites.ABOUT);
    out.flush();
  }
}
