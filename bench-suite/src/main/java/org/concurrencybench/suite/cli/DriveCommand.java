package org.concurrencybench.suite.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.concurrencybench.driver.IntervalLog;
import org.concurrencybench.driver.LoadDriver;
import org.concurrencybench.report.store.OutputDirectory;
import org.concurrencybench.report.store.ResultsException;
import org.concurrencybench.suite.drive.Cut;
import org.concurrencybench.suite.drive.Drive;
import org.concurrencybench.suite.drive.DriveReport;
import org.concurrencybench.suite.drive.FindRate;
import org.concurrencybench.suite.drive.FoundRate;
import org.concurrencybench.suite.knee.Objective;
import org.concurrencybench.system.os.MachineLimits;
import org.concurrencybench.system.os.ProcessStat;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Puts one load on any server that speaks one of the protocols. */
@Command(
    name = "drive",
    description = "Puts one load on a server and says what came back.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class DriveCommand implements Callable<Integer> {

  @Mixin private DriveOptions asked;

  @Spec private CommandSpec spec;

  @Option(names = "--duration", defaultValue = "10s", description = "How long to measure.")
  private Duration duration;

  @Option(
      names = "--warmup",
      defaultValue = "3s",
      description =
          "Before that, not measured: the same requests in a closed loop; then as measured until the driver's compilers rest, at most three times as long.")
  private Duration warmUp;

  @Option(
      names = "--server-pid",
      paramLabel = "PID",
      description = "The server's process on this machine: what it spent is told, too.")
  private @Nullable Long serverPid;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Also write drive.json and drive.hlog, or find-rate.json, there.")
  private @Nullable Path out;

  @Option(names = "--json", description = "Print JSON instead of a table.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    Drive drive = drive();
    FindRate search = asked.p99 == null ? null : search(drive, asked.p99);
    checkServerPid();
    checkLimits(drive.driven().target());
    var cut = new Cut();
    try (var _ = new EndedByUser(cut)) {
      return searchOrMeasure(drive, search, cut);
    }
  }

  /** Says everything itself: the process may end when this returns. */
  private int searchOrMeasure(Drive drive, @Nullable FindRate search, Cut cut)
      throws InterruptedException {
    try {
      return search == null ? measure(drive, cut) : find(search, cut);
    } catch (Cut.NothingMeasured e) {
      spec.commandLine().getErr().println("bench drive: " + e.getMessage());
      spec.commandLine().getErr().flush();
      return 1;
    }
  }

  private int measure(Drive drive, Cut cut) throws InterruptedException, Cut.NothingMeasured {
    Drive.Outcome outcome;
    try {
      outcome = drive.run(cut);
    } catch (IOException e) {
      throw unreachable(e);
    }
    DriveReport report = DriveReport.of(outcome);
    PrintWriter words = spec.commandLine().getOut();
    words.println(json ? report.toJson() : report.toText());
    words.flush();
    if (out != null) {
      store(out, outcome, report);
    }
    return report.failed() ? 1 : 0;
  }

  private FindRate search(Drive drive, Duration kept) {
    try {
      return new FindRate(drive, Objective.p99(kept));
    } catch (IllegalArgumentException e) {
      throw asked.badUsage(String.valueOf(e.getMessage()));
    }
  }

  private int find(FindRate search, Cut cut) throws InterruptedException, Cut.NothingMeasured {
    PrintWriter words = spec.commandLine().getOut();
    FoundRate found;
    try {
      found =
          search.run(
              probe -> {
                if (!json) {
                  words.println(probe.toText());
                  words.flush();
                }
              },
              cut);
    } catch (IOException e) {
      throw unreachable(e);
    }
    words.println(json ? found.toJson() : System.lineSeparator() + found.toText());
    words.flush();
    if (out != null) {
      store(out, found);
    }
    return found.isKnown() ? 0 : 1;
  }

  private UserFailure unreachable(IOException e) {
    return new UserFailure(
        "target '%s': %s; does a server that speaks %s listen there? 'bench serve' starts one"
            .formatted(asked.target, e.getMessage(), asked.protocol));
  }

  private void checkLimits(InetSocketAddress server) {
    MachineLimits limits = MachineLimits.now();
    // One further connection posts what wakes the polls.
    int sockets =
        asked.workload == DriveWorkload.LONG_POLL ? asked.connections + 1 : asked.connections;
    limits
        .obstacle(sockets, 0, 1)
        .or(() -> limits.portObstacle(sockets, LoadDriver.sourceAddresses(server)))
        .ifPresent(obstacle -> {
          throw new UserFailure(obstacle);
        });
  }

  private Drive drive() {
    try {
      return new Drive(DriveLoads.of(asked), warmUp, duration, serverPid);
    } catch (IllegalArgumentException e) {
      throw asked.badUsage(String.valueOf(e.getMessage()));
    }
  }

  private void checkServerPid() {
    if (serverPid != null
        && (serverPid < 1
            || serverPid > Integer.MAX_VALUE
            || ProcessStat.ofTree(serverPid).isEmpty())) {
      throw new UserFailure(
          String.format(
              Locale.ROOT,
              "--server-pid %d: there is no such process on this machine, or this system does not show it",
              serverPid));
    }
  }

  private static void store(Path directory, FoundRate found) {
    try {
      OutputDirectory.at(directory).write("find-rate.json", found.toJson());
    } catch (ResultsException e) {
      throw cannotWrite(directory, e);
    }
  }

  private static UserFailure cannotWrite(Path directory, Exception e) {
    return new UserFailure(
        "cannot write to '%s' (%s); choose another folder with --out"
            .formatted(directory, e.getMessage()));
  }

  private static void store(Path directory, Drive.Outcome outcome, DriveReport report) {
    try {
      OutputDirectory.at(directory).write("drive.json", report.toJson());
      long start = outcome.result().startEpochMillis();
      try (var log = IntervalLog.create(directory.resolve("drive.hlog"), start)) {
        log.add(outcome.result());
      }
    } catch (IOException | ResultsException e) {
      throw cannotWrite(directory, e);
    }
  }
}
