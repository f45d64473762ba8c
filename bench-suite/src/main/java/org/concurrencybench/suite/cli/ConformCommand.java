package org.concurrencybench.suite.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.concurrencybench.core.server.WireProtocol;
import org.concurrencybench.testkit.Conformance;
import org.concurrencybench.testkit.Conformance.Case;
import org.concurrencybench.testkit.Conformance.Case.Outcome;
import org.concurrencybench.testkit.Target;
import org.concurrencybench.testkit.Workload;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Holds any server against the wire contract, before it is measured. */
@Command(
    name = "conform",
    description = {
      "Holds a server against the wire contract (docs/wire.md), case by case.",
      "PASS: the server did what it must. PART: as far as it can be seen from outside. FAIL: it did not."
    },
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class ConformCommand implements Callable<Integer> {

  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);
  private static final int MOST_WORDS = 300;

  @Spec private CommandSpec spec;

  @Option(names = "--target", required = true, description = "HOST:PORT of the server.")
  private String target;

  @Option(
      names = "--protocol",
      defaultValue = "http",
      description = "What it speaks: ${COMPLETION-CANDIDATES}.")
  private WireProtocol protocol;

  @Option(
      names = "--workloads",
      split = ",",
      description =
          "What it answers: echo, hello, websocket, compute, chat, long-poll. Default: all that"
              + " the protocol has.")
  private List<String> workloads = List.of();

  @Override
  public Integer call() {
    Target asked = asked();
    connect(asked.address());
    PrintWriter out = spec.commandLine().getOut();
    Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
    Conformance.check(
        asked,
        each -> {
          counts.merge(each.outcome(), 1, Integer::sum);
          out.println(line(each));
          out.flush();
        });
    int failed = counts.getOrDefault(Outcome.FAIL, 0);
    out.printf(
        Locale.ROOT,
        "%n%d passed, %d in part, %d failed%n",
        counts.getOrDefault(Outcome.PASS, 0),
        counts.getOrDefault(Outcome.PART, 0),
        failed);
    out.flush();
    if (counts.isEmpty()) {
      throw new UserFailure("%s has none of these workloads".formatted(protocol));
    }
    return failed == 0 ? 0 : 1;
  }

  private Target asked() {
    try {
      Set<Workload> chosen = EnumSet.noneOf(Workload.class);
      workloads.forEach(name -> chosen.add(Workload.named(name)));
      return new Target(
          HostPort.parse("target", target),
          protocol,
          chosen.isEmpty() ? EnumSet.allOf(Workload.class) : chosen);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage());
    }
  }

  /** Otherwise each case would fail for the same reason. */
  private static void connect(InetSocketAddress address) {
    try (var socket = new Socket()) {
      socket.connect(address, (int) CONNECT_WITHIN.toMillis());
    } catch (IOException e) {
      throw new UserFailure("nothing to ask at %s: %s".formatted(address, e.getMessage()));
    }
  }

  private static String line(Case each) {
    String words =
        each.words().length() <= MOST_WORDS
            ? each.words()
            : each.words().substring(0, MOST_WORDS) + "...";
    return "%s  %s%s".formatted(each.outcome(), each.name(), words.isEmpty() ? "" : ": " + words);
  }
}
