package org.concurrencybench.report.store;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Collectors;

/**
 * Ids as relative paths that every file system takes. Slashes stay and become directories; letters,
 * digits and {@code -_+=,.} stay; every other byte of UTF-8 becomes {@code %XX}, so that different
 * ids have different paths. A part that begins or ends with a dot has that dot written {@code %2E}:
 * no id leads out of its directory.
 */
final class FileNames {

  private static final String PLAIN = "-_+=,.";

  private FileNames() {}

  static String path(String id) {
    return Arrays.stream(id.split("/", -1)).map(FileNames::part).collect(Collectors.joining("/"));
  }

  /** One part; a slash is written like any other byte. */
  static String part(String text) {
    if (text.isEmpty()) {
      // Nothing else is written like this, since a percent sign is always followed by two digits.
      return "%";
    }
    StringBuilder name = new StringBuilder();
    for (byte value : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (value & 0xff);
      if (isPlain(c)) {
        name.append(c);
      } else {
        name.append('%').append(HexFormat.of().withUpperCase().toHexDigits(value));
      }
    }
    if (name.charAt(name.length() - 1) == '.') {
      name.replace(name.length() - 1, name.length(), "%2E");
    }
    if (name.charAt(0) == '.') {
      name.replace(0, 1, "%2E");
    }
    return name.toString();
  }

  private static boolean isPlain(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || PLAIN.indexOf(c) >= 0;
  }
}
