package org.concurrencybench.suite.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InheritedEnvironmentTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          JAVA_TOOL_OPTIONS | -XX:+UseZGC                           | -XX:+UseZGC
          JAVA_TOOL_OPTIONS | -Duser.language=fa -Xint              | -Xint
          _JAVA_OPTIONS     | -Xmx100m                              | -Xmx100m
          JDK_JAVA_OPTIONS  | @more                                 | @more
          JDK_JAVA_OPTIONS  | --add-opens java.base/java.nio=ALL-UNNAMED | --add-opens
          JAVA_TOOL_OPTIONS | -javaagent:/a b.jar                   | -javaagent:/a
          _JAVA_OPTIONS     | "-Dx=y z" '-agentlib:a b'             | -agentlib:a b
          _JAVA_OPTIONS     | -Djdk.virtualThreadScheduler.parallelism=8 | -Djdk.virtualThreadScheduler.parallelism=8
          JAVA_TOOL_OPTIONS | -Dio.netty.leakDetection.level=paranoid | -Dio.netty.leakDetection.level=paranoid
          """)
  void optionThatChangesTheJvmIsRefusedByName(String variable, String value, String option) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> InheritedEnvironment.check(Map.of(variable, value)))
        .withMessageStartingWith(variable + " has '" + option + "'")
        .withMessageContaining("unset " + variable);
  }

  @Test
  void systemPropertiesAreRecorded() {
    Map<String, String> environment =
        Map.of(
            "JAVA_TOOL_OPTIONS", "-Duser.language=fa '-Djava.io.tmpdir=/a b'",
            "_JAVA_OPTIONS", " ",
            "LD_PRELOAD", "/usr/lib/libjemalloc.so.2",
            "MALLOC_ARENA_MAX", "2",
            "PATH", "/bin");
    assertThatCode(() -> InheritedEnvironment.check(environment)).doesNotThrowAnyException();
    assertThat(InheritedEnvironment.recorded(environment))
        .containsExactly(
            "JAVA_TOOL_OPTIONS=-Duser.language=fa '-Djava.io.tmpdir=/a b'",
            "LD_PRELOAD=/usr/lib/libjemalloc.so.2",
            "MALLOC_ARENA_MAX=2");
  }

  @Test
  void optionsOfTheProgramThatBuildsReachNoServer() {
    Map<String, String> environment = Map.of("MAVEN_OPTS", "-Xmx1g", "JAVA_OPTS", "-Xint");
    assertThatCode(() -> InheritedEnvironment.check(environment)).doesNotThrowAnyException();
    assertThat(InheritedEnvironment.recorded(environment)).isEmpty();
  }
}
