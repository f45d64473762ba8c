package org.concurrencybench.report.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One model under one load: the smallest thing that is compared. Cells of a suite with the same
 * {@link #protocol} and {@link #level} differ in nothing but the {@link #contender}.
 *
 * @param id unique in a run, as {@link #idOf} makes it
 * @param suite the suite's name
 * @param model the model's name
 * @param variant what differs from the model's defaults, as {@code direct} or {@code offload}; null
 *     if nothing does
 * @param protocol tcp, http or ws
 * @param level the load in short, as {@code open-5000/c100}
 * @param parameters the load in full
 * @param ranked whether it takes part in comparisons; a sensitivity cell is shown and not ranked
 * @param notes what a reader should know, as "scaled from 20,000 connections: open files are
 *     limited to 20,000"
 * @param refused why this machine cannot run it, naming the limit; null if it can
 * @param rounds what was measured, in order of their numbers
 */
public record Cell(
    String id,
    String suite,
    String model,
    @Nullable String variant,
    String protocol,
    String level,
    Parameters parameters,
    boolean ranked,
    List<String> notes,
    @Nullable String refused,
    List<Round> rounds) {

  /** Refuses an id that does not fit, and takes copies. */
  public Cell {
    Check.text("suite", suite);
    Check.text("model", model);
    Check.text("protocol", protocol);
    Check.text("level", level);
    Objects.requireNonNull(parameters, "parameters");
    notes = Check.list("notes", notes);
    rounds = Check.list("rounds", rounds);
    String expected = idOf(suite, model, variant, protocol, level);
    if (!expected.equals(id)) {
      throw new IllegalArgumentException("id \"" + id + "\", must be \"" + expected + "\"");
    }
  }

  /** A ranked cell without rounds. */
  public static Cell of(
      String suite,
      String model,
      @Nullable String variant,
      String protocol,
      String level,
      Parameters parameters) {
    return new Cell(
        idOf(suite, model, variant, protocol, level),
        suite,
        model,
        variant,
        protocol,
        level,
        parameters,
        true,
        List.of(),
        null,
        List.of());
  }

  /**
   * The id of a cell: {@code short-requests/threaded/http/open-5000/c100}, and with a variant
   * {@code chat/threaded+direct/tcp/members-100}.
   */
  public static String idOf(
      String suite, String model, @Nullable String variant, String protocol, String level) {
    return suite + "/" + contender(model, variant) + "/" + protocol + "/" + level;
  }

  /** What is compared: the model, or model and variant as {@code threaded+direct}. */
  public String contender() {
    return contender(model, variant);
  }

  private static String contender(String model, @Nullable String variant) {
    return variant == null ? model : model + "+" + variant;
  }

  /** The load under which contenders are compared: protocol and level. */
  public String load() {
    return protocol + "/" + level;
  }

  /** The same cell with one more window. */
  Cell withWindow(int round, Window window) {
    List<Round> after = new ArrayList<>(rounds);
    int place = 0;
    while (place < after.size() && after.get(place).number() < round) {
      place++;
    }
    if (place < after.size() && after.get(place).number() == round) {
      after.set(place, after.get(place).with(window));
    } else {
      after.add(place, new Round(round, List.of(window)));
    }
    return withRounds(after);
  }

  /** The same cell with every window replaced by what {@code change} makes of it. */
  Cell withWindows(UnaryOperator<Window> change) {
    return withRounds(rounds.stream().map(round -> round.withWindows(change)).toList());
  }

  /**
   * The same cell, and the probes of a round.
   *
   * @throws IllegalArgumentException if it has no such round
   */
  Cell withProbes(int round, List<Window> probes) {
    if (rounds.stream().noneMatch(known -> known.number() == round)) {
      throw new IllegalArgumentException("no round " + round + " of \"" + id + "\"");
    }
    return withRounds(
        rounds.stream()
            .map(known -> known.number() == round ? known.withProbes(probes) : known)
            .toList());
  }

  /** The same cell, its load told by {@code others}. */
  public Cell with(Parameters others) {
    return new Cell(
        id, suite, model, variant, protocol, level, others, ranked, notes, refused, rounds);
  }

  /** The same cell, shown and not ranked. */
  public Cell unranked() {
    return new Cell(
        id, suite, model, variant, protocol, level, parameters, false, notes, refused, rounds);
  }

  /** The same cell with one more note. */
  public Cell withNote(String note) {
    List<String> more = new ArrayList<>(notes);
    more.add(note);
    return new Cell(
        id, suite, model, variant, protocol, level, parameters, ranked, more, refused, rounds);
  }

  /** The same cell, not to be run here. */
  public Cell refusedBecause(String reason) {
    return new Cell(
        id, suite, model, variant, protocol, level, parameters, ranked, notes, reason, rounds);
  }

  private Cell withRounds(List<Round> others) {
    return new Cell(
        id, suite, model, variant, protocol, level, parameters, ranked, notes, refused, others);
  }
}
