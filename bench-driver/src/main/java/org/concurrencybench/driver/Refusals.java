package org.concurrencybench.driver;

/** The words of a server that refuses, for one line of a report. */
final class Refusals {

  private static final int MOST_CHARACTERS = 200;

  private Refusals() {}

  /** Without what a terminal would take for a command. */
  static String printable(String words) {
    return words.replaceAll("\\p{Cntrl}", "?");
  }

  /** The code and what was said about it, without line breaks, and not a whole page of it. */
  static String words(int code, String text) {
    String line = (code + " " + text.strip()).replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    return line.length() <= MOST_CHARACTERS ? line : line.substring(0, MOST_CHARACTERS) + " ...";
  }
}
