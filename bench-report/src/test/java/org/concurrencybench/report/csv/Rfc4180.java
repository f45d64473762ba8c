package org.concurrencybench.report.csv;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A reader after the grammar of RFC 4180, section 2, and nothing more lenient. */
final class Rfc4180 {

  private static final Pattern FIELD =
      Pattern.compile("\\G(?:\"((?:[^\"]|\"\")*)\"|([^\",\r\n]*))(,|\r\n)");

  private Rfc4180() {}

  static List<List<String>> parse(String csv) {
    List<List<String>> rows = new ArrayList<>();
    List<String> row = new ArrayList<>();
    Matcher field = FIELD.matcher(csv);
    int end = 0;
    while (end < csv.length()) {
      if (!field.find(end)) {
        throw new IllegalArgumentException("not RFC 4180 at character " + end);
      }
      String quoted = field.group(1);
      row.add(quoted == null ? field.group(2) : quoted.replace("\"\"", "\""));
      if (field.group(3).equals("\r\n")) {
        rows.add(row);
        row = new ArrayList<>();
      }
      end = field.end();
    }
    return rows;
  }
}
