package org.concurrencybench.suite;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.concurrencybench.suite.cli.CommandLines;
import org.concurrencybench.suite.process.ParentWatch;

/**
 * What {@code mvn benchmark} starts: {@code bench run} with the options that were typed, and ending
 * when Maven does, however that ends. The options come as one argument, because Maven's plugin
 * would split them otherwise than a shell.
 */
public final class MavenBenchmark {

  private static final int BAD_USAGE = 2;

  /** Of a word: characters, a backslash and what it protects, or a part in quotes. */
  private static final Pattern PART =
      Pattern.compile(
          "[^\\s'\"\\\\]+|\\\\(.)|'([^']*)'|\"((?:[^\"\\\\]|\\\\.)*)\"", Pattern.DOTALL);

  private MavenBenchmark() {}

  /** Takes the value of {@code benchmark.args}, if there is one; exits as {@code bench run}. */
  public static void main(String[] arguments) {
    ParentWatch.exitWithParent();
    List<String> command = new ArrayList<>(List.of("run"));
    try {
      Arguments.check(List.of(arguments), Arguments.charset());
      command.addAll(words(String.join(" ", arguments)));
    } catch (IllegalArgumentException e) {
      System.err.println("benchmark.args: " + e.getMessage());
      System.exit(BAD_USAGE);
    }
    System.exit(CommandLines.execute(command.toArray(String[]::new)));
  }

  /**
   * Splits as a shell does, without its variables and patterns: at blanks and line breaks outside
   * quotes.
   *
   * @throws IllegalArgumentException if a quote is not closed
   */
  static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    Matcher part = PART.matcher(text);
    int at = 0;
    boolean within = false;
    while (at < text.length()) {
      if (Character.isWhitespace(text.charAt(at))) {
        within = false;
        at++;
        continue;
      }
      if (!part.find(at) || part.start() != at) {
        throw new IllegalArgumentException(
            "'%s': a quote or a backslash at '%s' has no end"
                .formatted(text.strip(), text.substring(at).strip()));
      }
      String more = content(part);
      if (within) {
        words.add(words.removeLast() + more);
      } else {
        words.add(more);
      }
      within = true;
      at = part.end();
    }
    return words;
  }

  private static String content(Matcher part) {
    if (part.group(1) != null) {
      return part.group(1);
    }
    if (part.group(2) != null) {
      return part.group(2);
    }
    if (part.group(3) != null) {
      return part.group(3).replaceAll("\\\\([\"\\\\$`])", "$1");
    }
    return part.group();
  }
}
