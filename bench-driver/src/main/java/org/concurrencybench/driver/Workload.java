package org.concurrencybench.driver;

import java.util.Locale;

/** What the driver asks of a server. */
public enum Workload {
  /** The same bytes back; every byte of every reply is checked. */
  ECHO {
    @Override
    void check(ClientKind client, int payloadBytes) {
      if (payloadBytes < Echo.HEADER_BYTES || payloadBytes > MAX_PAYLOAD_BYTES) {
        throw new IllegalArgumentException(
            "payload of "
                + payloadBytes
                + " bytes: echo takes from "
                + Echo.HEADER_BYTES
                + " (its stamp and sequence) to "
                + MAX_PAYLOAD_BYTES);
      }
    }

    @Override
    Exchange exchange(Load load) {
      return new Echo(load.payloadBytes(), load.seed());
    }
  },
  /**
   * The constant greeting of {@code GET /hello}: the smallest request there is. HTTP only; no
   * payload.
   */
  HELLO {
    @Override
    void check(ClientKind client, int payloadBytes) {
      if (client != ClientKind.HTTP) {
        throw new IllegalArgumentException(
            "workload hello over " + client + ": hello is a request of http");
      }
    }

    @Override
    Exchange exchange(Load load) {
      return new Hello();
    }
  };

  /** The largest payload: what servers accept by default, one mebibyte. */
  public static final int MAX_PAYLOAD_BYTES = 1 << 20;

  /** Refuses what cannot be, naming both sides of the contradiction. */
  abstract void check(ClientKind client, int payloadBytes);

  /** The requests and checks of one worker. */
  abstract Exchange exchange(Load load);

  /** The name on the command line and in results: lower case. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
