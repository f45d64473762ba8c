package org.concurrencybench.suite.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.concurrencybench.suite.lab.BareKind;
import org.concurrencybench.suite.lab.BareServer;
import org.concurrencybench.suite.process.ControlChannel;
import org.concurrencybench.suite.process.ReadyLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs a server that does next to nothing, for labs and for the driver's floor and ceiling. */
@Command(
    name = "bare",
    description = "Runs a server that writes a constant, or the same, to whatever it reads.",
    mixinStandardHelpOptions = true,
    hidden = true)
final class BareCommand implements Callable<Integer> {

  @Option(
      names = "--kind",
      required = true,
      description = "How it moves bytes: ${COMPLETION-CANDIDATES}.")
  private BareKind kind;

  @Option(
      names = "--units",
      defaultValue = "0",
      description = "Units of computation before each reply.")
  private int units;

  @Option(
      names = "--controlled",
      description =
          "Standard input and output are a control channel; the end of input stops the server.")
  private boolean controlled;

  @Override
  public Integer call() throws Exception {
    try (BareServer server = start()) {
      var ready = ReadyLine.ofThisProcess("bare-" + kind, kind.protocol(), server.address());
      if (controlled) {
        var channel = ControlChannel.overStandardStreams(null, null);
        Listening.say(ready.toString());
        channel.run();
        ControlChannel.exitAnywayAfterGrace();
      } else {
        Listening.say(ready.toString());
        new CountDownLatch(1).await();
      }
    }
    return 0;
  }

  private BareServer start() {
    try {
      return kind.start(units);
    } catch (IOException e) {
      throw new UserFailure("cannot listen: " + e.getMessage());
    }
  }
}
