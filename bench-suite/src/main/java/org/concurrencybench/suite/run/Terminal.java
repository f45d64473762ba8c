package org.concurrencybench.suite.run;

import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The terminal that this program writes to, or the file or pipe in its place. */
public final class Terminal {

  private static final int WIDTH_OF_A_FILE = 120;
  private static final char BLOCK = '\u2588';

  private Terminal() {}

  /**
   * Characters of a line: what COLUMNS says, or else the terminal; 120 where there is none, as in a
   * file or a log.
   */
  public static int width() {
    return width(System.getenv("COLUMNS"));
  }

  static int width(@Nullable String columns) {
    if (columns != null && columns.matches("[1-9]\\d{0,4}")) {
      return Integer.parseInt(columns);
    }
    return System.console() != null && System.console().isTerminal()
        ? new UsageMessageSpec().autoWidth(true).width()
        : WIDTH_OF_A_FILE;
  }

  /**
   * Whether block characters can be written. Asks for the encoding of standard output, which
   * follows the locale; Java's default charset does not, it is always UTF-8.
   */
  public static boolean isUnicode() {
    return isUnicode(System.getProperty("stdout.encoding", "US-ASCII"));
  }

  static boolean isUnicode(String encoding) {
    return Charset.isSupported(encoding) && Charset.forName(encoding).newEncoder().canEncode(BLOCK);
  }
}
