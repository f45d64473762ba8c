package org.concurrencybench.suite.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.concurrencybench.report.run.MachineCheck;
import org.concurrencybench.report.table.CheckText;
import org.concurrencybench.suite.check.MachineProbe;
import org.concurrencybench.system.os.CpuLayout;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Judges this machine before a run. */
@Command(
    name = "check",
    description = "Measures this machine for some seconds and says what cannot be concluded on it.",
    mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "Print JSON instead of words, as run.json has it.")
  private boolean json;

  @Option(names = "--strict", description = "Fail if there is something that cannot be concluded.")
  private boolean strict;

  @Override
  public Integer call() throws Exception {
    MachineCheck check;
    try {
      check = new MachineProbe(CpuLayout.ofThisMachine(), MachineProbe.IDLE).check();
    } catch (IOException e) {
      throw new UserFailure("this machine cannot be measured: " + e.getMessage());
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(check));
    } else {
      new CheckText(check).inFull().forEach(out::println);
    }
    out.flush();
    return strict && !check.limitations().isEmpty() ? 1 : 0;
  }
}
