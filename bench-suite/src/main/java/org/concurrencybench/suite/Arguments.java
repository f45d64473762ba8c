package org.concurrencybench.suite;

import java.util.List;

/**
 * Command lines as Java decodes them: in the charset of the locale. In a locale that has only the
 * letters of English (C, POSIX, one that is not installed) every byte of another letter has become
 * U+FFFD, or {@code ?} where another JVM passed it on; files of that name cannot be found.
 */
final class Arguments {

  private static final char UNKNOWN = '\uFFFD';

  private Arguments() {}

  /**
   * Refuses what has lost letters.
   *
   * @param charset as in {@code sun.jnu.encoding}
   * @throws IllegalArgumentException with what to set
   */
  static void check(List<String> arguments, String charset) {
    boolean english = charset.startsWith("ANSI_X3.4") || charset.equals("US-ASCII");
    for (String argument : arguments) {
      if (argument.indexOf(UNKNOWN) >= 0 || (english && argument.indexOf('?') >= 0)) {
        throw new IllegalArgumentException(
            "'%s' has letters that cannot be named in this locale (its charset is %s): set LC_ALL=C.UTF-8"
                .formatted(argument, charset));
      }
    }
  }

  /** Of this JVM. */
  static String charset() {
    return System.getProperty("sun.jnu.encoding", "UTF-8");
  }
}
