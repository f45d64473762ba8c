package org.concurrencybench.driver;

import io.netty.channel.unix.Errors;
import java.net.ConnectException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Why a connect call failed, told by the exception and its number: words are translated. */
final class ConnectFailure {

  /** Netty's native transports name the negative errno; the words behind it are the C library's. */
  private static final Pattern NUMBER = Pattern.compile("error\\((-[0-9]+)\\)");

  private ConnectFailure() {}

  /**
   * {@link ErrorKind#REFUSED_CONNECT} if the target refused, {@link ErrorKind#CONNECT_FAILED} if
   * this machine or the network could not connect. The JDK has an exception of its own for each; of
   * a native transport every errno is a {@code ConnectException}.
   */
  static ErrorKind kind(Throwable cause) {
    if (!(cause instanceof ConnectException)) {
      return ErrorKind.CONNECT_FAILED;
    }
    Matcher number = NUMBER.matcher(String.valueOf(cause.getMessage()));
    boolean refused =
        !number.find() || Integer.parseInt(number.group(1)) == Errors.ERROR_ECONNREFUSED_NEGATIVE;
    return refused ? ErrorKind.REFUSED_CONNECT : ErrorKind.CONNECT_FAILED;
  }
}
