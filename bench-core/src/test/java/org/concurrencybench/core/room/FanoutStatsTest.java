package org.concurrencybench.core.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.text.MessageFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class FanoutStatsTest {

  @Test
  void memberThatIsCutOffLeavesALineInTheLog() {
    List<String> lines = new CopyOnWriteArrayList<>();
    var handler =
        new Handler() {
          @Override
          public void publish(LogRecord line) {
            lines.add(
                line.getLevel()
                    + " "
                    + MessageFormat.format(line.getMessage(), line.getParameters()));
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    var stats = new FanoutStats();
    Logger log = Logger.getLogger(FanoutStats.class.getName());
    log.addHandler(handler);
    try {
      stats.countSlowMember(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), 4711), "1,048,577 bytes wait");
    } finally {
      log.removeHandler(handler);
    }
    assertThat(stats.snapshot().slowMembers()).isEqualTo(1);
    assertThat(lines)
        .singleElement()
        .asString()
        .startsWith("WARNING the member of a room at ")
        .contains("4711")
        .endsWith(" is disconnected: 1,048,577 bytes wait");
  }
}
