package org.concurrencybench.report.figure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DigitsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "0; 0",
        "-3; -3",
        "14; 14",
        "2.5; 2.50",
        "0.0004; <0.001",
        "0.0006; 0.001",
        "0.1234; 0.123",
        "0.9994; 0.999",
        "0.9996; 1.00",
        "9.994; 9.99",
        "9.996; 10.0",
        "99.94; 99.9",
        "99.96; 100",
        "1234.4; 1,234",
        "1234567; 1,234,567",
        "-42.12; -42.1",
        "1e16; 1.00e+16"
      })
  void threeToFourDigitsMatter(double value, String shown) {
    assertThat(Digits.of(value)).isEqualTo(shown);
  }
}
