package org.concurrencybench.suite.suites;

import org.jspecify.annotations.Nullable;

/**
 * Who is compared: a model and what is changed of its defaults. Written as {@code async} or {@code
 * async+offload}.
 */
public record Contender(String model, Variation variation) {

  /** A model as it is. */
  public static Contender of(String model) {
    return new Contender(model, Variation.NONE);
  }

  /**
   * The contender that is written as {@code text}.
   *
   * @throws IllegalArgumentException if there is no such variation
   */
  public static Contender parse(String text) {
    int plus = text.indexOf('+');
    return plus < 0
        ? of(text)
        : new Contender(text.substring(0, plus), Variation.named(text.substring(plus + 1)));
  }

  /** The variant in results; null for a model as it is. */
  public @Nullable String variant() {
    return variation == Variation.NONE ? null : variation.toString();
  }

  /** The form that {@link #parse} reads. */
  @Override
  public String toString() {
    return variation == Variation.NONE ? model : model + "+" + variation;
  }
}
