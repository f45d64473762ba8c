package org.concurrencybench.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * The threads and sockets of this process, to be compared before and after.
 *
 * @param threads platform threads, without those that the JDK keeps for itself (carriers, pollers)
 * @param sockets what the kernel calls them; none where there is no {@code /proc}
 */
record Residue(Set<Thread> threads, Set<String> sockets) {

  private static final Set<String> OF_THE_JDK = Set.of("CarrierThreads", "InnocuousThreadGroup");
  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

  /** What there is at this moment. */
  static Residue now() {
    return new Residue(liveThreads(), openSockets());
  }

  /** Waits until there is nothing that was not there before. */
  void awaitNothingMore() {
    try {
      Deadline.await("only what there was before", () -> more().isEmpty());
    } catch (AssertionError e) {
      assertThat(more()).as("threads and sockets left behind").isEmpty();
      throw e;
    }
  }

  private Set<Object> more() {
    Residue now = now();
    var more = new HashSet<Object>(now.threads);
    more.addAll(now.sockets);
    more.removeAll(threads);
    more.removeAll(sockets);
    return more;
  }

  private static Set<Thread> liveThreads() {
    var threads = new HashSet<Thread>();
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (!isOfTheJdk(thread)) {
        threads.add(thread);
      }
    }
    return threads;
  }

  private static boolean isOfTheJdk(Thread thread) {
    ThreadGroup group = thread.getThreadGroup();
    return group == null || OF_THE_JDK.contains(group.getName());
  }

  private static Set<String> openSockets() {
    var sockets = new HashSet<String>();
    if (Files.isDirectory(DESCRIPTORS)) {
      try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(DESCRIPTORS)) {
        for (Path descriptor : descriptors) {
          String target = target(descriptor);
          if (target.startsWith("socket:")) {
            sockets.add(target);
          }
        }
      } catch (IOException e) {
        throw new AssertionError("cannot list " + DESCRIPTORS, e);
      }
    }
    return sockets;
  }

  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException _) {
      return "closed meanwhile";
    }
  }
}
