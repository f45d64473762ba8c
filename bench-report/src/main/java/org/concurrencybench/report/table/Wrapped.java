package org.concurrencybench.report.table;

import java.util.ArrayList;
import java.util.List;

/**
 * Lines for a terminal of some width: longer ones go on in the next, further in, broken at blanks
 * where there are any. Nothing in them moves the cursor.
 *
 * @param width characters of a line
 */
public record Wrapped(int width) {

  /** Narrower than this nothing can be read. */
  public static final int NARROWEST = 40;

  private static final String HANGING = "    ";

  /** A width below {@value #NARROWEST} is taken for that. */
  public Wrapped {
    width = Math.max(NARROWEST, width);
  }

  /** The line, in one or more. */
  public List<String> lines(String line) {
    String rest = line.replaceAll("[\\p{Cntrl}\\p{Zl}\\p{Zp}]", "?").stripTrailing();
    List<String> lines = new ArrayList<>();
    while (rest.length() > width) {
      int end = end(rest);
      lines.add(rest.substring(0, end).stripTrailing());
      rest = HANGING + rest.substring(end).strip();
    }
    lines.add(rest);
    return lines;
  }

  /** Behind the last blank that leaves something on both sides, or else where the line ends. */
  private int end(String text) {
    int indent = text.length() - text.stripLeading().length();
    int blank = text.lastIndexOf(' ', width);
    int end = blank > indent ? blank : width;
    // Half of a pair of surrogates is no character.
    return Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end;
  }
}
