package org.concurrencybench.suite.suites;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.nio.file.Path;
import java.util.List;
import org.concurrencybench.driver.Loop;
import org.concurrencybench.driver.Workload;
import org.concurrencybench.system.os.CpuLayout;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the fork of a round is to do: one server, and the windows that are measured on it. JMH has
 * strings for parameters, so that it travels in a file of its own, as JSON; both processes are of
 * one build.
 *
 * @param contender the server
 * @param profile how long and how thoroughly
 * @param round the round's number, from 1
 * @param attempt 1, or more if windows of the round are repeated because they were invalid
 * @param seed everything random is derived from it
 * @param layout the CPUs of server and driver, as {@link CpuLayout#compact} writes them
 * @param directory of the run that the windows belong to; null to keep nothing
 * @param windows in their order; all over one wire protocol, because a server speaks one
 */
public record RoundPlan(
    Contender contender,
    Profile profile,
    int round,
    int attempt,
    long seed,
    String layout,
    @Nullable String directory,
    List<PlannedWindow> windows) {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .addMixIn(Level.class, Typed.class)
          .addMixIn(Workload.class, Typed.class)
          .addMixIn(Loop.class, Typed.class)
          .build();

  /**
   * A window.
   *
   * @param cell its id in results
   * @param experiment in words: what is random in it depends on them, and so is the same for all
   *     contenders, and if it is measured again
   * @param level the load
   */
  public record PlannedWindow(String cell, String experiment, Level level) {

    static PlannedWindow of(Experiment experiment, Contender contender) {
      return new PlannedWindow(
          experiment.suite().cell(experiment, contender).id(),
          experiment.toString(),
          experiment.level());
    }
  }

  /** One of several kinds, which the class tells. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.CLASS)
  private interface Typed {}

  /** Takes a copy. */
  public RoundPlan {
    windows = List.copyOf(windows);
    if (windows.isEmpty()) {
      throw new IllegalArgumentException("a round of " + contender + " without a window");
    }
  }

  /**
   * The plan of these experiments.
   *
   * @param machine how it is divided unless their suites ask for something else
   */
  public static RoundPlan of(
      Contender contender,
      Profile profile,
      int round,
      int attempt,
      long seed,
      CpuLayout machine,
      @Nullable Path directory,
      List<Experiment> experiments) {
    return new RoundPlan(
        contender,
        profile,
        round,
        attempt,
        seed,
        Suite.cpus(experiments, machine).compact(),
        directory == null ? null : directory.toAbsolutePath().toString(),
        experiments.stream().map(each -> PlannedWindow.of(each, contender)).toList());
  }

  /** Reads what {@link #toJson} wrote. */
  static RoundPlan fromJson(String json) {
    return MAPPER.readValue(json, RoundPlan.class);
  }

  /** For the file. */
  public String toJson() {
    return MAPPER.writeValueAsString(this);
  }
}
