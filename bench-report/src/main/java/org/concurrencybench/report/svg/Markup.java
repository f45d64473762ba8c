package org.concurrencybench.report.svg;

import java.util.Locale;

/** Text and numbers inside XML and HTML. */
public final class Markup {

  private Markup() {}

  /** The text as content or attribute; what XML cannot hold at all becomes a question mark. */
  public static String escaped(String text) {
    StringBuilder out = new StringBuilder();
    text.codePoints()
        .forEach(c -> {
          switch (c) {
            case '&' -> out.append("&amp;");
            case '<' -> out.append("&lt;");
            case '>' -> out.append("&gt;");
            case '"' -> out.append("&quot;");
            case '\'' -> out.append("&#39;");
            case '\t', '\n', '\r' -> out.append(' ');
            default -> {
              if (isAllowed(c)) {
                out.appendCodePoint(c);
              } else {
                out.append('?');
              }
            }
          }
        });
    return out.toString();
  }

  /** XML 1.0, section 2.2, without the control characters that it merely discourages. */
  private static boolean isAllowed(int c) {
    return (c >= 0x20 && c < 0x7f)
        || (c >= 0xa0 && c <= 0xd7ff)
        || (c >= 0xe000 && c <= 0xfffd)
        || c >= 0x10000;
  }

  /** A coordinate: at most one decimal, the same in every locale. */
  public static String number(double value) {
    String text = String.format(Locale.ROOT, "%.1f", value);
    if (text.endsWith(".0")) {
      text = text.substring(0, text.length() - 2);
    }
    return text.equals("-0") ? "0" : text;
  }
}
