package org.concurrencybench.suite.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.concurrencybench.core.server.WireProtocol;
import org.concurrencybench.suite.suites.Contender;
import org.concurrencybench.suite.suites.Experiment;
import org.concurrencybench.suite.suites.Profile;
import org.concurrencybench.suite.suites.Suite;
import org.concurrencybench.system.os.CpuLayout;
import org.concurrencybench.system.os.CpuSet;

/**
 * One server of each round, and what is measured on it.
 *
 * @param contender the server
 * @param experiments the windows; all over one wire protocol, because a server speaks one
 * @param profile whether suites share servers, and which levels weigh connections
 * @param layout how the machine is divided
 */
record Servers(
    Contender contender, List<Experiment> experiments, Profile profile, CpuLayout layout) {

  /** Takes a copy. */
  Servers {
    experiments = List.copyOf(experiments);
  }

  /**
   * The servers of a round. In a full run each suite has its own. A quick run has not the time to
   * start and warm up so many: suites that ask for the same server, on the same CPUs, share it. In
   * both, a level that weighs connections has a server for itself. A smoke has one of each model
   * for everything, over HTTP and WebSocket and on the CPUs of the layout, variations left out.
   */
  static List<Servers> of(RunOptions options, CpuLayout layout) {
    Profile profile = options.profile();
    return switch (profile) {
      case SMOKE ->
          options.models().stream()
              .map(Contender::of)
              .flatMap(
                  contender -> byWire(contender, experiments(options, contender), profile, layout))
              .toList();
      case QUICK -> shared(options, layout);
      case FULL -> options.suites().stream().flatMap(suite -> own(options, suite, layout)).toList();
    };
  }

  /** Who is asked for, and on which CPUs. */
  private record Wanted(Contender contender, CpuSet cpus) {}

  private static List<Servers> shared(RunOptions options, CpuLayout layout) {
    List<Servers> all = new ArrayList<>();
    Map<Wanted, List<Experiment>> sharing = new LinkedHashMap<>();
    for (Suite suite : options.suites()) {
      if (suite.sharesServers()) {
        for (Contender contender : suite.contenders(options.profile(), options.models())) {
          sharing
              .computeIfAbsent(
                  new Wanted(contender, suite.cpus(layout).server()), _ -> new ArrayList<>())
              .addAll(experiments(suite, options.profile(), contender).toList());
        }
      } else {
        own(options, suite, layout).forEach(all::add);
      }
    }
    sharing.forEach((wanted, experiments) ->
        apart(wanted.contender(), experiments.stream(), options.profile(), layout)
            .forEach(all::add));
    return all;
  }

  private static Stream<Servers> own(RunOptions options, Suite suite, CpuLayout layout) {
    Profile profile = options.profile();
    return suite.contenders(profile, options.models()).stream()
        .flatMap(
            contender -> apart(contender, experiments(suite, profile, contender), profile, layout));
  }

  private static Stream<Experiment> experiments(RunOptions options, Contender contender) {
    return options.suites().stream()
        .flatMap(suite -> experiments(suite, options.profile(), contender));
  }

  private static Stream<Experiment> experiments(Suite suite, Profile profile, Contender contender) {
    return suite.levels(profile).stream()
        .filter(level -> suite.measures(contender, level))
        .map(level -> new Experiment(suite, level));
  }

  /** Those that weigh connections each alone, the others together. */
  private static Stream<Servers> apart(
      Contender contender, Stream<Experiment> experiments, Profile profile, CpuLayout layout) {
    List<Experiment> all = experiments.toList();
    return Stream.concat(
        all.stream()
            .filter(experiment -> experiment.level().weighs(profile))
            .map(alone -> new Servers(contender, List.of(alone), profile, layout)),
        byWire(
            contender,
            all.stream().filter(experiment -> !experiment.level().weighs(profile)),
            profile,
            layout));
  }

  /** One for each wire protocol. */
  private static Stream<Servers> byWire(
      Contender contender, Stream<Experiment> experiments, Profile profile, CpuLayout layout) {
    Map<WireProtocol, List<Experiment>> byWire =
        experiments.collect(
            Collectors.groupingBy(
                experiment -> experiment.level().wire(), LinkedHashMap::new, Collectors.toList()));
    return byWire.values().stream()
        .map(together -> new Servers(contender, together, profile, layout));
  }

  /** The CPUs of the server. */
  CpuSet cpus() {
    return Suite.cpus(experiments, layout).server();
  }

  /**
   * The same for servers whose windows are compared: those of one suite, and where suites share
   * servers those of one protocol on the same CPUs.
   */
  String loadedAlike() {
    Experiment first = experiments.getFirst();
    boolean shared =
        profile != Profile.FULL && first.suite().sharesServers() && !first.level().weighs(profile);
    return shared ? first.level().wire() + " on " + cpus() : first.suite().name();
  }
}
