package org.concurrencybench.report.svg;

import java.util.ArrayList;
import java.util.List;

/**
 * Values along a line of the drawing.
 *
 * @param logarithmic whether equal distances are equal factors, or equal differences
 * @param low the value at {@code start}
 * @param high the value at {@code end}
 * @param start where it begins, in units of the drawing
 * @param end where it ends; before the start where values grow upwards
 */
record Axis(boolean logarithmic, double low, double high, double start, double end) {

  /** From this factor on between the smallest and the largest, differences hide the small. */
  private static final double FACTOR_FOR_LOG = 12;

  private static final double[] STEPS = {1, 2, 5};

  /** No figure of a run is smaller or larger; what is, is drawn at the end of the axis. */
  private static final double SMALLEST = 1e-9;

  private static final double LARGEST = 1e15;

  /** Wide enough for these values; from zero, unless they span too much for that. */
  static Axis of(double smallest, double largest, double start, double end) {
    if (!(largest > 0)) {
      return new Axis(false, 0, 1, start, end);
    }
    double high = Math.clamp(largest, SMALLEST, LARGEST);
    return smallest > 0 && high / smallest > FACTOR_FOR_LOG
        ? log(smallest, high, start, end)
        : new Axis(false, 0, roundedUp(high * 1.02), start, end);
  }

  /** Logarithmic, with ends that are round numbers. */
  static Axis log(double smallest, double largest, double start, double end) {
    double low = 1.0 / roundedUp(1 / (Math.clamp(smallest, SMALLEST, LARGEST / 10) * 0.95));
    double high = roundedUp(Math.clamp(largest, SMALLEST, LARGEST) * 1.05);
    return new Axis(true, low, Math.max(high, low * 10), start, end);
  }

  /** One, two or five of a power of ten, and between them what looks as round. */
  private static double roundedUp(double value) {
    double power = Math.pow(10, Math.floor(Math.log10(value)));
    for (double step : new double[] {1, 1.2, 1.6, 2, 2.5, 3, 4, 5, 6, 8, 10}) {
      if (value <= power * step * (1 + 1e-9)) {
        return power * step;
      }
    }
    return power * 10;
  }

  /** Where a value lies; what lies outside is drawn at the end. */
  double at(double value) {
    double part =
        logarithmic
            ? Math.log(Math.max(value, low) / low) / Math.log(high / low)
            : (value - low) / (high - low);
    return start + Math.clamp(part, 0, 1) * (end - start);
  }

  /** Whether a value lies between the ends. */
  boolean holds(double value) {
    return low * (1 - 1e-9) <= value && value <= high * (1 + 1e-9);
  }

  /** Round values between the ends, about that many. */
  List<Double> ticks(int about) {
    return logarithmic ? logTicks(about) : linearTicks(about);
  }

  private List<Double> linearTicks(int about) {
    double rough = (high - low) / about;
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double step = power * 10;
    for (double factor : STEPS) {
      if (power * factor >= rough * (1 - 1e-9)) {
        step = power * factor;
        break;
      }
    }
    List<Double> ticks = new ArrayList<>();
    for (int i = (int) Math.ceil(low / step - 1e-9); i * step <= high * (1 + 1e-9); i++) {
      ticks.add(i * step);
    }
    return ticks;
  }

  /** Powers of ten, and 2 and 5 times them where there is room. */
  private List<Double> logTicks(int about) {
    double decades = Math.log10(high / low);
    int first = (int) Math.floor(Math.log10(low) + 1e-9);
    int last = (int) Math.ceil(Math.log10(high) - 1e-9);
    boolean between = decades * STEPS.length <= about * 1.5;
    int every = Math.max(1, (int) Math.ceil(decades / about));
    List<Double> ticks = new ArrayList<>();
    for (int power = first; power <= last; power += every) {
      for (double step : between ? STEPS : new double[] {1}) {
        double tick = power < 0 ? step / Math.pow(10, -power) : step * Math.pow(10, power);
        if (holds(tick)) {
          ticks.add(tick);
        }
      }
    }
    return ticks;
  }
}
