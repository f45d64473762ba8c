package org.concurrencybench.suite.suites;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.concurrencybench.core.server.Models;
import org.concurrencybench.core.server.ServerProvider;
import org.concurrencybench.report.run.Cell;
import org.concurrencybench.system.os.CpuLayout;

/**
 * A claim put to the test: the loads it needs, and who is compared under them. {@link
 * MeasuredRound} measures a round of it.
 */
public abstract class Suite {

  /** On the command line and in results. */
  public abstract String name();

  /** The sentence it puts to the test. */
  public abstract String claim();

  /** The loads of a profile, in the order of declaration. */
  public abstract List<Level> levels(Profile profile);

  /**
   * What is changed of a model's defaults, one contender each; none leaves the model out. Decided
   * by what the model is ({@link ServerProvider#traits}), not by its name: there may be others.
   */
  public List<Variation> variations(Profile profile, ServerProvider model) {
    return List.of(Variation.NONE);
  }

  /** Whether a contender takes part at a level. */
  public boolean measures(Contender contender, Level level) {
    return true;
  }

  /** Whether a run of that profile includes it if nobody asks for suites by name. */
  public boolean byDefault(Profile profile) {
    return true;
  }

  /** Whether other suites' loads may run on its servers, in profiles that save servers. */
  public boolean sharesServers() {
    return true;
  }

  /** How many CPUs its servers have, whatever the machine; empty for those of the layout. */
  public OptionalInt serverCpus() {
    return OptionalInt.empty();
  }

  /** Which CPUs its processes have, on a machine that is otherwise divided like that. */
  public final CpuLayout cpus(CpuLayout machine) {
    OptionalInt wanted = serverCpus();
    return wanted.isEmpty() ? machine : machine.withServerCpus(wanted.getAsInt());
  }

  /** The cell of results to which a window belongs that this suite runs. */
  public Cell cell(Experiment experiment, Contender contender) {
    return experiment.cell(contender);
  }

  /**
   * Who is compared in a profile when these models are.
   *
   * @throws IllegalArgumentException if there is no model of such a name
   */
  public final List<Contender> contenders(Profile profile, List<String> models) {
    return models.stream()
        .map(Models::named)
        .flatMap(model ->
            variations(profile, model).stream()
                .map(variation -> new Contender(model.model(), variation)))
        .toList();
  }

  /**
   * The level of that name, as {@code http/hello/open-5000/c100}, in any profile.
   *
   * @throws IllegalArgumentException if there is none, quoting it
   */
  final Level level(String name) {
    return Stream.of(Profile.values())
        .flatMap(profile -> levels(profile).stream())
        .filter(level -> level.toString().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("suite " + name() + " has no level '" + name + "'"));
  }

  /** Those that the suites of all experiments ask for; the machine's where they do not agree. */
  public static CpuLayout cpus(List<Experiment> experiments, CpuLayout machine) {
    List<CpuLayout> wanted =
        experiments.stream()
            .map(experiment -> experiment.suite().cpus(machine))
            .distinct()
            .toList();
    return wanted.size() == 1 ? wanted.getFirst() : machine;
  }
}
