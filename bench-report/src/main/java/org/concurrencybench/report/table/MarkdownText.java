package org.concurrencybench.report.table;

import java.util.List;
import java.util.stream.Collectors;

/** Text in Markdown: what comes from a run is no markup there. */
public final class MarkdownText {

  private MarkdownText() {}

  /** Text that is no markup, in one line. */
  public static String escaped(String text) {
    return text.replaceAll("[\\\\`*|<]", "\\\\$0").replaceAll("\\R|\\p{Cntrl}", " ");
  }

  /** A row of a table, its texts escaped. */
  public static String row(List<String> texts) {
    return texts.stream().map(MarkdownText::escaped).collect(Collectors.joining(" | ", "| ", " |"));
  }
}
