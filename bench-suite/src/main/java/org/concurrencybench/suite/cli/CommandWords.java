package org.concurrencybench.suite.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** The command as it was given, for the record of a run. */
final class CommandWords {

  private CommandWords() {}

  static List<String> of(CommandSpec command) {
    List<String> words = new ArrayList<>(List.of("bench"));
    words.addAll(command.commandLine().getParent().getParseResult().originalArgs());
    return words;
  }
}
