package org.concurrencybench.report.csv;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A record of RFC 4180, ended by CRLF. */
final class CsvLine {

  private CsvLine() {}

  static String of(List<@Nullable Object> values) {
    return values.stream().map(CsvLine::field).collect(Collectors.joining(",", "", "\r\n"));
  }

  private static String field(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case Double number -> plain(number);
      default -> quoted(value.toString());
    };
  }

  /** Exactly the stored number, without an exponent, which spreadsheets read differently. */
  private static String plain(double number) {
    return number == 0 ? "0" : BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }

  private static String quoted(String text) {
    boolean needsQuotes = text.chars().anyMatch(c -> ",\"\r\n".indexOf(c) >= 0);
    return needsQuotes ? "\"" + text.replace("\"", "\"\"") + "\"" : text;
  }
}
