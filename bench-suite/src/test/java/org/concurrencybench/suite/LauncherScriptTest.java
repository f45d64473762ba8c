package org.concurrencybench.suite;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code ./bench} in a tree of two modules, with a Maven that copies sources which are newer than
 * their classes, as the real one compiles them, and a Java that prints its arguments.
 */
@Timeout(120)
class LauncherScriptTest {

  private static final Path SCRIPT = Path.of("..", "bench");

  private static final String MAVEN =
      """
      #!/bin/sh
      for module in bench-*; do
        mkdir -p $module/target/classes
        cp -u $module/src/main/* $module/target/classes/
      done
      for argument; do
        case $argument in -Dbench.libraries=*) printf '%s' "$PWD/bench-core/target/classes:$HOME/a library.jar" >"${argument#*=}" ;; esac
      done
      echo built >>"$HOME/builds"
      """;

  private static final String JAVA =
      """
      #!/bin/sh
      case $1 in
        -XshowSettings*) printf '    java.home = %s\\n    java.version = 25.0.3\\n' "$HOME/jdk" >&2 ;;
        *) printf '%s\\n' "$@" ;;
      esac
      """;

  @TempDir private Path home;
  private Path tree;

  @BeforeEach
  void aTree() throws IOException {
    home = home.toRealPath();
    executable(home.resolve("jdk/bin/java"), JAVA);
    executable(home.resolve("jdk/bin/javac"), "#!/bin/sh\n");
    Files.writeString(home.resolve("jdk/release"), "JAVA_VERSION=\"25.0.3\"\n");
    executable(home.resolve("bin/mvn"), MAVEN);
    Files.writeString(home.resolve("a library.jar"), "");
    tree = home.resolve("a tree");
    write(tree.resolve("pom.xml"), "<project/>");
    for (String module : List.of("bench-core", "bench-suite")) {
      write(tree.resolve(module + "/pom.xml"), "<project/>");
      write(tree.resolve(module + "/src/main/Code"), "first");
    }
    executable(tree.resolve("bench"), Files.readString(SCRIPT));
  }

  @Test
  void buildsOnceAndRunsTheModulesOfItsOwnFolder() throws Exception {
    assertThat(bench(tree)).contains(classes(tree) + ":" + home.resolve("a library.jar"));
    assertThat(bench(tree)).endsWith("org.concurrencybench.suite.Bench", "run", "a b");
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void copyRunsItsOwnClasses() throws Exception {
    bench(tree);
    Path copy = home.resolve("copy");
    assertThat(new ProcessBuilder("cp", "-a", tree.toString(), copy.toString()).start().waitFor())
        .isZero();
    Files.writeString(tree.resolve("bench-core/src/main/Code"), "second");
    bench(tree);

    assertThat(bench(copy)).contains(classes(copy) + ":" + home.resolve("a library.jar"));
    assertThat(copy.resolve("bench-core/target/classes/Code")).hasContent("first");
  }

  @Test
  void changedSourceIsBuiltHoweverOldItIs() throws Exception {
    bench(tree);
    Path code = tree.resolve("bench-core/src/main/Code");
    Files.writeString(code, "other");
    Files.setLastModifiedTime(code, FileTime.from(Instant.now().minus(Duration.ofDays(1))));

    bench(tree);
    assertThat(tree.resolve("bench-core/target/classes/Code")).hasContent("other");
    bench(tree);
    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void timesInTheFutureAreNoReasonToBuild() throws Exception {
    bench(tree);
    FileTime tomorrow = FileTime.from(Instant.now().plus(Duration.ofDays(1)));
    Files.setLastModifiedTime(tree.resolve("pom.xml"), tomorrow);
    Files.setLastModifiedTime(tree.resolve("bench-core/src/main/Code"), tomorrow);
    bench(tree);
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void classesThatAnotherProgramRemovedOrWroteAreBuiltAgain() throws Exception {
    bench(tree);
    Path built = tree.resolve("bench-suite/target/classes/Code");
    Files.delete(built);
    bench(tree);
    assertThat(built).hasContent("first");
    Files.writeString(built, "cut");
    bench(tree);
    assertThat(built).hasContent("first");
    assertThat(builds()).isEqualTo(3);
  }

  @Test
  void shimIsAskedForItsJdk() throws Exception {
    executable(home.resolve("shims/java"), "#!/bin/sh\nexec '" + home + "/jdk/bin/java' \"$@\"\n");
    assertThat(bench(tree, Map.of("JAVA_HOME", "", "PATH", home + "/shims:" + path())))
        .contains("org.concurrencybench.suite.Bench");
  }

  @Test
  void pathThatCannotBeInAClassPathIsRefused() throws Exception {
    Path odd = home.resolve("a:b");
    Files.move(tree, odd);
    assertThat(bench(odd))
        .singleElement()
        .asString()
        .startsWith("bench: the path '" + odd + "' has a colon");
  }

  private List<String> bench(Path folder) throws Exception {
    return bench(folder, Map.of());
  }

  /** Its lines, without the one about the build. */
  private List<String> bench(Path folder, Map<String, String> more) throws Exception {
    var builder = new ProcessBuilder(folder.resolve("bench").toString(), "run", "a b");
    builder.environment().put("HOME", home.toString());
    builder.environment().put("JAVA_HOME", home.resolve("jdk").toString());
    builder.environment().put("PATH", path());
    builder.environment().putAll(more);
    Process process = builder.redirectErrorStream(true).start();
    String words = new String(process.getInputStream().readAllBytes(), UTF_8);
    process.waitFor();
    return words.lines().filter(line -> !line.startsWith("bench: building")).toList();
  }

  private String path() {
    return home.resolve("bin") + ":" + System.getenv("PATH");
  }

  private static String classes(Path root) {
    return root + "/bench-suite/target/classes:" + root + "/bench-core/target/classes";
  }

  private long builds() throws IOException {
    return Files.readAllLines(home.resolve("builds")).size();
  }

  private static void write(Path file, String content) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  private static void executable(Path file, String content) throws IOException {
    write(file, content);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
