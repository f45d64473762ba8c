package org.concurrencybench.core.server;

import java.lang.System.Logger.Level;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * Lets a server say that it is out of file descriptors. The JDK reads its time zones from a file
 * when it formats the first log record; where no file can be opened any more that fails with an
 * error, which would end the thread that wanted to log.
 */
public final class EmergencyLog {

  private EmergencyLog() {}

  /** Has the time zones read. Called when a server starts. */
  public static void prepare() {
    System.getLogger(EmergencyLog.class.getName())
        .log(Level.DEBUG, "a server starts: {0}", ZonedDateTime.now(ZoneId.systemDefault()));
  }
}
