package org.concurrencybench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Files that other programs read, or people, as they must be to the byte. To accept a deliberate
 * change: {@code mvn -pl bench-report test -Dgolden.update=true}, then read the difference in git.
 */
public final class Golden {

  private static final Path SOURCE = Path.of("src/test/resources/golden");
  private static final boolean UPDATE = Boolean.getBoolean("golden.update");

  /** Under these a text differs that was formatted in the default locale. */
  private static final List<Locale> OTHERS =
      List.of(Locale.GERMANY, Locale.forLanguageTag("fa-IR-u-nu-arabext"));

  private Golden() {}

  /**
   * Compares a text with the stored one: made under a locale with a decimal point, with a decimal
   * comma, and with digits of its own.
   */
  public static void check(String name, Supplier<String> made) throws IOException {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.US);
      String actual = made.get();
      if (UPDATE) {
        Files.writeString(SOURCE.resolve(name), actual);
      }
      String expected = UPDATE ? actual : stored(name);
      same(name, expected, actual);
      for (Locale other : OTHERS) {
        Locale.setDefault(other);
        same(name + " under the locale " + other, expected, made.get());
      }
    } finally {
      Locale.setDefault(before);
    }
  }

  private static void same(String name, String expected, String actual) {
    if (!actual.equals(expected)) {
      fail(
          "golden/%s: %s%nTo accept a deliberate change: mvn -pl bench-report test"
              + " -Dgolden.update=true, then read the difference in git.",
          name, firstDifference(expected, actual));
    }
  }

  /** The first line in which two texts differ. */
  static String firstDifference(String expected, String actual) {
    String[] was = expected.split("\n", -1);
    String[] is = actual.split("\n", -1);
    int line = 0;
    while (line < was.length && line < is.length && was[line].equals(is[line])) {
      line++;
    }
    return "line %d of %d differs%n  was %s%n  is  %s"
        .formatted(line + 1, was.length, at(was, line), at(is, line));
  }

  private static String at(String[] lines, int line) {
    return line < lines.length ? "\"" + lines[line] + "\"" : "absent";
  }

  private static String stored(String name) throws IOException {
    try (InputStream in = Golden.class.getResourceAsStream("/golden/" + name)) {
      assertThat(in).as("golden file " + name).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
