package org.concurrencybench.suite.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.concurrencybench.suite.calibrate.Calibrating;
import org.concurrencybench.suite.calibrate.Pace;
import org.concurrencybench.suite.process.ParentWatch;
import org.concurrencybench.system.os.CpuLayout;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** The driver's floor and ceiling, as a run starts it in a process of its own. */
@Command(
    name = "calibrate",
    description = "Prints, as JSON, what the driver measures of a server that does nothing.",
    mixinStandardHelpOptions = true,
    hidden = true)
final class CalibrateCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(names = "--layout", required = true, description = "Which process has which CPUs.")
  private String layout;

  @Option(names = "--protocols", split = ",", required = true, description = "http, tcp or both.")
  private List<String> protocols = new ArrayList<>();

  @Option(
      names = "--pace",
      defaultValue = "thorough",
      description = "How thoroughly: ${COMPLETION-CANDIDATES}.")
  private Pace pace;

  @Option(names = "--seed", defaultValue = "1", description = "Fixes arrivals and payloads.")
  private long seed;

  @Override
  public Integer call() throws Exception {
    ParentWatch.haltWithParent();
    try {
      var calibration = new Calibrating(parsedLayout(), pace, seed).measure(protocols);
      spec.commandLine().getOut().println(JsonMapper.shared().writeValueAsString(calibration));
      spec.commandLine().getOut().flush();
      return 0;
    } catch (IOException e) {
      throw new UserFailure(String.valueOf(e.getMessage()));
    }
  }

  private CpuLayout parsedLayout() {
    try {
      return CpuLayout.parse(layout);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage());
    }
  }
}
