package org.concurrencybench.suite.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Per cent on the command line, as {@code 10%}: a fraction from 0 to below 1. */
final class PercentConverter implements ITypeConverter<Double> {

  private static final Pattern TEXT = Pattern.compile("(\\d{1,2}(?:\\.\\d+)?) ?%");
  private static final double HUNDRED = 100;

  @Override
  public Double convert(String value) {
    Matcher parts = TEXT.matcher(value);
    if (!parts.matches()) {
      throw new TypeConversionException(
          "'" + value + "' is not per cent from 0% to below 100%, such as 10% or 2.5%");
    }
    return Double.parseDouble(parts.group(1)) / HUNDRED;
  }
}
