package org.concurrencybench.suite.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.concurrencybench.report.run.Source;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commit is that of the tree that the classes lie in, wherever one stands. */
class SourceTreeTest {

  @TempDir private Path folder;
  private Path root;

  @BeforeEach
  void tree() throws Exception {
    assumeTrue(hasGit(), "needs git");
    root = Files.createDirectories(folder.toRealPath().resolve("outer/tree"));
    Files.writeString(root.resolve("pom.xml"), "<project/>");
    Files.createDirectories(root.resolve("bench-suite/target/classes"));
  }

  @Test
  void cloneHasItsCommit() throws Exception {
    String commit = commit(root);
    assertThat(source(Map.of())).isEqualTo(new Source(commit, false, null));

    Files.writeString(root.resolve("pom.xml"), "<project>changed</project>");
    assertThat(source(Map.of())).isEqualTo(new Source(commit, true, null));
  }

  @Test
  void worktreeHasItsOwn() throws Exception {
    commit(root);
    Path worktree = folder.toRealPath().resolve("worktree");
    git(root, "worktree", "add", "--quiet", worktree.toString());
    Files.writeString(worktree.resolve("new"), "new");
    git(worktree, "add", "--all");
    git(worktree, "commit", "--quiet", "--message=another");

    assertThat(new SourceTree(worktree).source(System.getenv()).commit())
        .isEqualTo(git(worktree, "rev-parse", "HEAD"))
        .isNotEqualTo(source(Map.of()).commit());
  }

  @Test
  void repositoryAroundTheTreeIsAnother() throws Exception {
    commit(root.getParent());
    Source source = source(Map.of());
    assertThat(source.commit()).isNull();
    assertThat(source.dirty()).isNull();
    assertThat(source.unknown())
        .isEqualTo(root + " is no clone, it lies in that of " + root.getParent());
  }

  @Test
  void variablesOfGitNameNoOther() throws Exception {
    Path other = Files.createDirectories(folder.resolve("other"));
    commit(other);
    Map<String, String> elsewhere =
        Map.of(
            "GIT_DIR", other.resolve(".git").toString(),
            "GIT_WORK_TREE", other.toString(),
            "GIT_INDEX_FILE", other.resolve(".git/index").toString());
    assertThat(source(elsewhere).commit()).isNull();
    String commit = commit(root);
    assertThat(source(elsewhere)).isEqualTo(new Source(commit, false, null));
  }

  @Test
  void treeOfAnotherOwnerSaysSo() throws Exception {
    commit(root);
    Source source = source(Map.of("GIT_TEST_ASSUME_DIFFERENT_OWNER", "true"));
    assertThat(source.commit()).isNull();
    assertThat(source.unknown()).startsWith("git: detected dubious ownership in repository at");
  }

  @Test
  void folderWithoutCloneOrCommitSaysSo() throws Exception {
    assertThat(source(Map.of("GIT_CEILING_DIRECTORIES", "/")).unknown())
        .startsWith("git: not a git repository");
    git(root, "init", "--quiet");
    assertThat(source(Map.of()).commit()).isNull();
    assertThat(source(Map.of()).unknown()).isEqualTo("git: Needed a single revision");
  }

  @Test
  void machineWithoutGitSaysSo() {
    Source source = new SourceTree(Path.of("/no/such/folder")).source(System.getenv());
    assertThat(source.commit()).isNull();
    assertThat(source.unknown()).contains("/no/such/folder");
  }

  @Test
  void partsThatWereBuiltElsewhereAreRefused() {
    var tree = SourceTree.of(root.resolve("bench-suite/target/classes")).orElseThrow();
    assertThat(tree.root()).isEqualTo(root);
    tree.check(
        List.of(
            root.resolve("bench-core/target/classes"),
            root.resolve("bench-core/target/bench-core.jar")));
    Path installed = Path.of("/home/me/.m2/repository/bench-core.jar");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> tree.check(List.of(root.resolve("bench-core/target/classes"), installed)))
        .withMessageContaining(installed + " was not built with the source tree " + root)
        .withMessageContaining("mvn benchmark");
    Path neighbour = root.resolveSibling("tree-2").resolve("bench-core/target/classes");
    assertThatIllegalArgumentException().isThrownBy(() -> tree.check(List.of(neighbour)));
  }

  @Test
  void jarsAreNoSourceTree() {
    assertThat(SourceTree.of(Path.of("/opt/bench/lib/bench-suite.jar"))).isEmpty();
    assertThat(SourceTree.of(Path.of("/work/out/production/bench-suite"))).isEmpty();
    assertThat(SourceTree.of(Path.of("/no/such/bench-suite/target/classes"))).isEmpty();
  }

  @Test
  void testsRunFromThisTree() {
    assertThat(SourceTree.ofThisProgram())
        .hasValueSatisfying(tree -> assertThat(tree.root().resolve("bench")).isRegularFile());
  }

  private Source source(Map<String, String> more) {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.putAll(more);
    return new SourceTree(root).source(environment);
  }

  private static String commit(Path clone) throws Exception {
    git(clone, "init", "--quiet");
    git(clone, "add", "--all");
    git(clone, "commit", "--quiet", "--allow-empty", "--message=first");
    return git(clone, "rev-parse", "HEAD");
  }

  private static String git(Path clone, String... words) throws Exception {
    var builder =
        new ProcessBuilder(
            Stream.concat(
                    Stream.of("git", "-c", "user.name=test", "-c", "user.email=test@example.org"),
                    Stream.of(words))
                .toList());
    builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
    Process process = builder.directory(clone.toFile()).redirectErrorStream(true).start();
    String answer = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    assertThat(process.waitFor()).as(answer).isZero();
    return answer;
  }

  private static boolean hasGit() throws InterruptedException {
    try {
      return new ProcessBuilder("git", "--version").start().waitFor() == 0;
    } catch (IOException _) {
      return false;
    }
  }
}
