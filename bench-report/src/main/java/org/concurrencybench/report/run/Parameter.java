package org.concurrencybench.report.run;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The value of a parameter; in JSON a plain number, string, true or false. */
public sealed interface Parameter {

  /** The value that JSON has as this number, string or truth. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static Parameter of(Object value) {
    return switch (value) {
      case Integer whole -> new Whole(whole);
      case Long whole -> new Whole(whole);
      case Double decimal -> new Decimal(decimal);
      case String text -> new Text(text);
      case Boolean truth -> new Truth(truth);
      default ->
          throw new IllegalArgumentException(
              "parameter " + value + ": must be a number, a string, true or false");
    };
  }

  /** A whole number. */
  record Whole(@JsonValue long value) implements Parameter {
    @Override
    public String toString() {
      return Long.toString(value);
    }
  }

  /** A decimal number. */
  record Decimal(@JsonValue double value) implements Parameter {
    /** Refuses what is not a number. */
    public Decimal {
      Check.finite("parameter", value);
    }

    @Override
    public String toString() {
      return Double.toString(value);
    }
  }

  /** A text. */
  record Text(@JsonValue String value) implements Parameter {
    @Override
    public String toString() {
      return value;
    }
  }

  /** True or false. */
  record Truth(@JsonValue boolean value) implements Parameter {
    @Override
    public String toString() {
      return Boolean.toString(value);
    }
  }
}
