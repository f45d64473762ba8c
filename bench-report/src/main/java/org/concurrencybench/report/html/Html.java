package org.concurrencybench.report.html;

/**
 * HTML as it is written. Text and the values of attributes are escaped here and nowhere else, so
 * that nothing of a run becomes markup.
 */
final class Html {

  private final StringBuilder out = new StringBuilder();

  /**
   * Opens an element.
   *
   * @param attributes names and values in turn
   */
  Html open(String tag, String... attributes) {
    if (attributes.length % 2 != 0) {
      throw new IllegalArgumentException("an attribute of <" + tag + "> has no value");
    }
    out.append('<').append(tag);
    for (int i = 0; i < attributes.length; i += 2) {
      out.append(' ').append(attributes[i]).append("=\"");
      out.append(escaped(attributes[i + 1])).append('"');
    }
    out.append('>');
    return this;
  }

  /** Closes an element. */
  Html close(String tag) {
    out.append("</").append(tag).append(">\n");
    return this;
  }

  /** Adds text. */
  Html text(String text) {
    out.append(escaped(text));
    return this;
  }

  /** Adds an element that holds text only. */
  Html element(String tag, String text, String... attributes) {
    return open(tag, attributes).text(text).close(tag);
  }

  /** Adds what is HTML already, and comes from this program. */
  Html trusted(String html) {
    out.append(html);
    return this;
  }

  /** Text that is no markup, in an element or in a quoted attribute. */
  static String escaped(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> safe.append("&amp;");
        case '<' -> safe.append("&lt;");
        case '>' -> safe.append("&gt;");
        case '"' -> safe.append("&quot;");
        case '\'' -> safe.append("&#39;");
        case '\t', '\n', '\r' -> safe.append(' ');
        // No document may hold the other control characters, or half of a surrogate pair.
        default -> safe.append(Character.isISOControl(c) || isLone(text, i) ? '\ufffd' : c);
      }
    }
    return safe.toString();
  }

  private static boolean isLone(String text, int at) {
    char c = text.charAt(at);
    if (Character.isHighSurrogate(c)) {
      return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
    }
    return Character.isLowSurrogate(c)
        && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
