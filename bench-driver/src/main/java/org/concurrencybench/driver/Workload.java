package org.concurrencybench.driver;

import java.time.Duration;
import java.util.Locale;
import org.concurrencybench.core.service.Request;

/** What the driver asks of a server, request by request. */
public sealed interface Workload {

  /** About what a unit of computation takes on a CPU of today. */
  long NANOS_PER_UNIT = 1_200;

  /** The largest payload: what servers accept by default, one mebibyte. */
  int MAX_PAYLOAD_BYTES = 1 << 20;

  /** The smallest payload that carries the stamp and the sequence of its request. */
  int MIN_PAYLOAD_BYTES = StampedPayload.HEADER_BYTES;

  /**
   * The same bytes back; every byte of every reply is checked.
   *
   * @param payloadBytes of each request, at least {@link #MIN_PAYLOAD_BYTES}
   */
  record Echo(int payloadBytes) implements Workload {

    /** Checks the range. */
    public Echo {
      StampedPayload.check("echo", payloadBytes);
    }

    @Override
    public String kind() {
      return "echo";
    }

    @Override
    public String toString() {
      return "echo-" + payloadBytes;
    }
  }

  /**
   * The constant greeting of {@code GET /hello}: the smallest request there is. HTTP only; no
   * payload.
   */
  record Hello() implements Workload {

    @Override
    public int payloadBytes() {
      return 0;
    }

    @Override
    public String kind() {
      return "hello";
    }

    @Override
    public String toString() {
      return "hello";
    }
  }

  /**
   * Computations, checked by their value, among light requests: an echo of the same payload over
   * tcp, the greeting over http. With a share below 1 the times of a window are those of the light
   * ones alone, the <em>bystanders</em>, and those that compute are recorded beside.
   *
   * @param units of computation, each about 1.2 us of one CPU
   * @param share of the requests that compute, above 0; 1 for all
   * @param payloadBytes of each request over tcp, at least {@link #MIN_PAYLOAD_BYTES}; 0 over http
   */
  record Compute(int units, double share, int payloadBytes) implements Workload {

    /** Checks the ranges. */
    public Compute {
      if (units < 1 || units > Request.MAX_UNITS) {
        throw new IllegalArgumentException(
            "units: " + units + ", must be from 1 to " + Request.MAX_UNITS);
      }
      if (!(share > 0 && share <= 1)) {
        throw new IllegalArgumentException("share of " + share + ": must be above 0 and at most 1");
      }
      if (payloadBytes != 0) {
        StampedPayload.check("compute", payloadBytes);
      }
    }

    /** Whether there are bystanders. */
    public boolean mixed() {
      return share < 1;
    }

    @Override
    public String kind() {
      return "compute";
    }

    /** {@code compute-20}, or {@code compute-10pct-8000} where a tenth computes. */
    @Override
    public String toString() {
      return mixed() ? "compute-" + percent() + "pct-" + units : "compute-" + units;
    }

    private String percent() {
      double percent = Math.rint(share * 1e8) / 1e6;
      return percent == Math.rint(percent) ? "" + (long) percent : "" + percent;
    }
  }

  /**
   * Answers that a slow backend must give first. What a window's percentile has beyond {@code
   * millis} is the server's and the backend's own; it is that percentile minus the wait.
   *
   * @param millis how long the backend takes
   * @param payloadBytes of each request over tcp, at least {@link #MIN_PAYLOAD_BYTES}; 0 over http
   */
  record Backend(int millis, int payloadBytes) implements Workload {

    private static final double MICROS_PER_MILLI = 1e3;

    /** Checks the ranges. */
    public Backend {
      if (millis < 0 || millis > Request.MAX_MILLIS) {
        throw new IllegalArgumentException(
            "millis: " + millis + ", must be from 0 to " + Request.MAX_MILLIS);
      }
      if (payloadBytes != 0) {
        StampedPayload.check("backend", payloadBytes);
      }
    }

    /** What a percentile of response time has beyond the wait; it may be below 0. */
    public double beyondWaitMicros(double responseMicros) {
      return responseMicros - millis * MICROS_PER_MILLI;
    }

    @Override
    public String kind() {
      return "backend";
    }

    @Override
    public String toString() {
      return "backend-" + millis + "ms";
    }
  }

  /** The greeting. */
  static Workload hello() {
    return new Hello();
  }

  /** An echo of that many bytes. */
  static Workload echo(int payloadBytes) {
    return new Echo(payloadBytes);
  }

  /**
   * The least that a reply takes, by what is asked: a wait, or a computation on a CPU of its own.
   */
  default Duration serviceTime() {
    return switch (this) {
      case Echo _, Hello _ -> Duration.ZERO;
      case Compute(int units, _, _) -> Duration.ofNanos(units * NANOS_PER_UNIT);
      case Backend(int millis, _) -> Duration.ofMillis(millis);
    };
  }

  /** Payload of each request; 0 if there is none. */
  int payloadBytes();

  /** The word for it: {@code echo}, {@code hello}, {@code compute} or {@code backend}. */
  String kind();

  /** Refuses what {@code client} cannot carry, naming both sides of the contradiction. */
  default void check(ClientKind client) {
    switch (this) {
      case Echo _ -> {}
      case Hello _ -> {
        if (client != ClientKind.HTTP) {
          throw new IllegalArgumentException(
              "workload hello over " + client + ": hello is a request of http");
        }
      }
      case Compute _, Backend _ -> {
        if (client == ClientKind.WS) {
          throw new IllegalArgumentException(
              "workload %s over ws: %s is a request of tcp and http".formatted(kind(), kind()));
        }
        if (client == ClientKind.HTTP && payloadBytes() != 0) {
          throw new IllegalArgumentException(
              String.format(
                  Locale.ROOT,
                  "payload of %d bytes: %s has none over http",
                  payloadBytes(),
                  kind()));
        }
        if (client == ClientKind.TCP) {
          StampedPayload.check(kind(), payloadBytes());
        }
      }
    }
  }
}
