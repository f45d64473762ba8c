package org.concurrencybench.suite.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class JvmFlagsTest {

  @Test
  void everyChoiceOfTheJvmIsMadeForIt() {
    assertThat(JvmFlags.pinnedTo(2).toList())
        .containsExactly(
            "-XX:+UseSerialGC",
            "-Xms512m",
            "-Xmx512m",
            "-XX:+AlwaysPreTouch",
            "-Xss256k",
            "-Djdk.virtualThreadScheduler.parallelism=2",
            "-Djdk.virtualThreadScheduler.maxPoolSize=256",
            "--enable-native-access=ALL-UNNAMED",
            "-XX:+DisplayVMOutputToStderr",
            "-Dio.netty.leakDetection.level=disabled");
  }

  @Test
  void unpinnedJvmIsToldItsProcessors() {
    assertThat(JvmFlags.pinnedTo(300).unpinned().toList())
        .contains("-XX:ActiveProcessorCount=300", "-Djdk.virtualThreadScheduler.maxPoolSize=300");
  }

  @Test
  void extraFlagsComeLastAndAddUp() {
    assertThat(JvmFlags.pinnedTo(1).with("-Da=1").with("-Db=2").toList())
        .contains("-Xmx512m")
        .endsWith("-Da=1", "-Db=2");
  }

  @Test
  void nonsenseIsRefusedWithItsValue() {
    assertThatThrownBy(() -> JvmFlags.pinnedTo(0)).hasMessage("processors: 0, must be at least 1");
    assertThatThrownBy(() -> new JvmFlags("Serial", 2, 256, 1, false, List.of()))
        .hasMessage("heap: 2 MiB, must be at least 8");
  }
}
