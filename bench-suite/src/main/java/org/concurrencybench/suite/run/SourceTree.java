package org.concurrencybench.suite.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.concurrencybench.report.run.Source;

/**
 * The source tree that this program was built in. There is none where it runs from jars.
 *
 * @param root the folder of the root POM
 */
record SourceTree(Path root) {

  private static final long GIT_SECONDS = 10;
  private static final Path CLASSES = Path.of("bench-suite", "target", "classes");

  /** Of 'git rev-parse --local-env-vars', without those that may name a folder as safe. */
  private static final Set<String> OF_ANOTHER_REPOSITORY =
      Set.of(
          "GIT_ALTERNATE_OBJECT_DIRECTORIES",
          "GIT_COMMON_DIR",
          "GIT_DIR",
          "GIT_GRAFT_FILE",
          "GIT_IMPLICIT_WORK_TREE",
          "GIT_INDEX_FILE",
          "GIT_NAMESPACE",
          "GIT_NO_REPLACE_OBJECTS",
          "GIT_OBJECT_DIRECTORY",
          "GIT_PREFIX",
          "GIT_REPLACE_REF_BASE",
          "GIT_SHALLOW_FILE",
          "GIT_WORK_TREE");

  private static final String PACKAGES = "org/concurrencybench";

  /** Only the place counts where this class was loaded from, not the working directory. */
  static Optional<SourceTree> ofThisProgram() {
    return of(location());
  }

  /** The tree that {@code classes} is the build folder of, if it is one. */
  static Optional<SourceTree> of(Path classes) {
    if (!classes.endsWith(CLASSES)) {
      return Optional.empty();
    }
    Path root = classes.getRoot().resolve(classes.subpath(0, classes.getNameCount() - 3));
    return Files.isRegularFile(root.resolve("pom.xml"))
        ? Optional.of(new SourceTree(root))
        : Optional.empty();
  }

  /** What run.json says about the source of this program. */
  static Source sourceOfThisProgram() {
    return ofThisProgram()
        .map(tree -> tree.source(System.getenv()))
        .orElseGet(() -> unknown("the program runs from " + location() + ", no source tree"));
  }

  /**
   * Refuses a program of which parts were built elsewhere, as a module that Maven took from the
   * local repository: the commit of this tree would stand beside figures of other code.
   *
   * @throws IllegalArgumentException naming such a part
   */
  static void checkThisProgram() {
    ofThisProgram().ifPresent(tree -> tree.check(parts()));
  }

  void check(List<Path> parts) {
    for (Path part : parts) {
      if (!part.startsWith(root)) {
        throw new IllegalArgumentException(
            ("%s was not built with the source tree %s: run 'mvn benchmark' in that folder, which"
                    + " builds all modules, or ./bench")
                .formatted(part, root));
      }
    }
  }

  /**
   * The commit of this tree, asked of git, or why there is none. A clone around the tree is another
   * project's, whatever the environment says.
   */
  Source source(Map<String, String> environment) {
    Answer top = git(environment, "rev-parse", "--show-toplevel");
    if (!top.isGiven()) {
      return unknown(top.words());
    }
    if (!isSame(Path.of(top.words()))) {
      return unknown("%s is no clone, it lies in that of %s".formatted(root, top.words()));
    }
    Answer commit = git(environment, "rev-parse", "--verify", "HEAD");
    if (!commit.isGiven()) {
      return unknown(commit.words());
    }
    Answer changes = git(environment, "status", "--porcelain");
    return new Source(commit.words(), changes.isGiven() ? !changes.words().isEmpty() : null, null);
  }

  private static Source unknown(String why) {
    return new Source(null, null, why);
  }

  private boolean isSame(Path top) {
    try {
      return Files.isSameFile(root, top);
    } catch (IOException _) {
      return false; // A folder that is not there is not this one.
    }
  }

  private Answer git(Map<String, String> environment, String... words) {
    try {
      var builder = new ProcessBuilder("git", "-C", root.toString());
      builder.command().addAll(List.of(words));
      builder.environment().clear();
      builder.environment().putAll(environment);
      builder.environment().keySet().removeAll(OF_ANOTHER_REPOSITORY);
      builder.environment().put("LC_ALL", "C");
      Process process = builder.redirectErrorStream(true).start();
      process.getOutputStream().close();
      CompletableFuture.delayedExecutor(GIT_SECONDS, TimeUnit.SECONDS)
          .execute(process::destroyForcibly);
      String answer = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
      return new Answer(process.waitFor(), answer);
    } catch (IOException e) {
      return new Answer(-1, String.valueOf(e.getMessage()));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new Answer(-1, "interrupted");
    }
  }

  /** Where the classes of each module come from: the folders and jars that have our packages. */
  private static List<Path> parts() {
    try {
      return Collections.list(SourceTree.class.getClassLoader().getResources(PACKAGES)).stream()
          .map(SourceTree::place)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path place(URL packages) {
    try {
      if (packages.openConnection() instanceof JarURLConnection jar) {
        return real(jar.getJarFileURL().toURI());
      }
      return real(packages.toURI()).resolve(Path.of("..", "..")).normalize();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path location() {
    try {
      return real(SourceTree.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path real(URI place) throws IOException {
    return Path.of(place).toRealPath();
  }

  /** What git said, and its exit code; of a failure the first line, without its prefix. */
  private record Answer(int exitCode, String words) {

    Answer {
      if (exitCode != 0) {
        words = "git: " + words.lines().findFirst().orElse("exit code " + exitCode);
        words = words.replaceFirst("fatal: ", "");
      }
    }

    boolean isGiven() {
      return exitCode == 0;
    }
  }
}
