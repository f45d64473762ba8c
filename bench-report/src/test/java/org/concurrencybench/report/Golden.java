package org.concurrencybench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Files that other programs read, as they must be to the byte. After a change that is meant: {@code
 * mvn -pl bench-report test -Dgolden.update=true}, and read the difference.
 */
public final class Golden {

  private static final Path SOURCE = Path.of("src/test/resources/golden");

  private Golden() {}

  /**
   * Compares what is made under a locale with a decimal point, and under one with a decimal comma.
   */
  public static void check(String name, Supplier<String> made) throws IOException {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.US);
      String actual = made.get();
      if (Boolean.getBoolean("golden.update")) {
        Files.writeString(SOURCE.resolve(name), actual);
      }
      String expected = Boolean.getBoolean("golden.update") ? actual : stored(name);
      assertThat(actual).isEqualTo(expected);
      Locale.setDefault(Locale.GERMANY);
      assertThat(made.get()).as("under a comma-decimal locale").isEqualTo(expected);
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat(made.get()).as("under a locale with digits of its own").isEqualTo(expected);
    } finally {
      Locale.setDefault(before);
    }
  }

  private static String stored(String name) throws IOException {
    try (InputStream in = Golden.class.getResourceAsStream("/golden/" + name)) {
      assertThat(in).as("golden file " + name).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
