package org.concurrencybench.report.html;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.math.MathContext;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * JSON inside a page. It can stand in a script element whatever it holds: the characters that could
 * end that element, or begin a comment in it, are written as escapes, which JSON allows in strings
 * and has nowhere else.
 */
final class EmbeddedJson {

  /** Digits that the tables show at most, and more than a screen can. */
  private static final MathContext SHOWN = new MathContext(7);

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .changeDefaultPropertyInclusion(
              inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
          .addModule(new SimpleModule().addSerializer(Double.class, new ShortNumber()))
          .build();

  private EmbeddedJson() {}

  static String of(Object value) {
    return MAPPER
        .writeValueAsString(value)
        .replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029");
  }

  /** A number in as few characters as it needs: a page holds a hundred thousand of them. */
  private static final class ShortNumber extends StdSerializer<Double> {

    ShortNumber() {
      super(Double.class);
    }

    @Override
    public void serialize(Double value, JsonGenerator json, SerializationContext context) {
      json.writeNumber(shortest(value));
    }
  }

  /** At most seven digits that matter, without a point where none is needed. */
  static String shortest(double value) {
    BigDecimal rounded = new BigDecimal(value).round(SHOWN).stripTrailingZeros();
    String plain = rounded.toPlainString();
    String exponent = rounded.toString();
    return plain.length() <= exponent.length() ? plain : exponent;
  }
}
