package org.concurrencybench.suite.cli;

import org.concurrencybench.core.server.Models;
import org.concurrencybench.core.server.ServerProvider;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists the models on the class path. */
@Command(
    name = "models",
    description = "Lists the models there are.",
    mixinStandardHelpOptions = true)
final class ModelsCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    var out = spec.commandLine().getOut();
    for (ServerProvider model : Models.all()) {
      out.printf(
          "%-10s %s%s%n",
          model.model(),
          model.description(),
          model.byDefault() ? "" : " (measured where --models names it)");
    }
    out.flush();
  }
}
