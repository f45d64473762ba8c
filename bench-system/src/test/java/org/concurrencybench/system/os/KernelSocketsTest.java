package org.concurrencybench.system.os;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelSocketsTest {

  /** TCPv6, sock_inode_cache, dentry, filp, lsm_inode_cache of slabs of whole pages. */
  private static final double END = 2_520 + 862 + 195 + 195 + 32;

  private static final double PLACE = 128 + 64;

  @TempDir private Path root;

  private long tcp6 = 26;
  private long inodes = 95;
  private long dentries = 60_000;
  private long places = 3;

  @Test
  void halfOfBothEndsIsTheServers() throws IOException {
    KernelSockets few = reading(10);
    added(16_000);
    KernelSockets.Part part = reading(16_010).since(few, 8_000);

    assertThat(part.bytesPerConnection()).isCloseTo(END, within(3.0));
    assertThat(part.how())
        .isEqualTo("slab caches, half of both ends; 0 % of the server's in an epoll instance");
  }

  @Test
  void placeInAnEpollInstanceIsCountedForWhoHasOne() throws IOException {
    KernelSockets few = reading(10);
    added(16_000);
    places += 8_000;
    KernelSockets.Part part = reading(16_010).since(few, 8_000);

    assertThat(part.bytesPerConnection()).isCloseTo(END + PLACE, within(3.0));
    assertThat(part.how()).contains("100 % of the server's");
  }

  @Test
  void serverWithABackendHasTwoEndsForEach() throws IOException {
    KernelSockets few = reading(10);
    added(32_000);
    places += 16_000;

    assertThat(reading(32_010).since(few, 8_000).bytesPerConnection())
        .isCloseTo(2 * (END + PLACE), within(6.0));
  }

  @Test
  void filesOfOtherProcessesDoNotCount() throws IOException {
    KernelSockets few = reading(10);
    added(16_000);
    dentries += 300_000;
    Double busy = part(few).bytesPerConnection();
    dentries -= 340_000;

    assertThat(busy).isCloseTo(END, within(3.0));
    assertThat(part(few).bytesPerConnection()).isEqualTo(busy);
  }

  private KernelSockets.Part part(KernelSockets few) throws IOException {
    return reading(16_010).since(few, 8_000);
  }

  @Test
  void socketsOfOtherProcessesAreNoticed() throws IOException {
    KernelSockets few = reading(10);
    added(23_000);
    KernelSockets.Part part = reading(23_010).since(few, 8_000);

    assertThat(part.bytesPerConnection()).isNull();
    assertThat(part.how())
        .isEqualTo(
            "not counted: 8,000 connections were added and 23,000 ends of connections: other processes opened or closed some meanwhile");
    assertThat(reading(10).since(few, 8_000).bytesPerConnection()).as("nothing came").isNull();
  }

  @Test
  void cachesThatDoNotGrowWithTheConnectionsAreNotBelieved() throws IOException {
    KernelSockets few = reading(10);
    tcp6 += 16_000;
    KernelSockets.Part part = reading(16_010).since(few, 8_000);

    assertThat(part.bytesPerConnection()).isNull();
    assertThat(part.how())
        .isEqualTo(
            "not counted: 16,000 ends of connections were added and 0 objects of the kernel's cache sock_inode_cache");
  }

  /**
   * Sockets that were closed before leave objects on the lists of the CPUs, which are used first.
   */
  @Test
  void objectsThatWereOnTheListsAreNotMissed() throws IOException {
    KernelSockets few = reading(10);
    added(2_000);
    inodes -= 221;
    assertThat(reading(2_010).since(few, 1_000).bytesPerConnection()).isCloseTo(END, within(3.0));
    inodes -= 200;
    assertThat(reading(2_010).since(few, 1_000).bytesPerConnection()).isNull();
  }

  /** The kernel's lists for each CPU hide a few: their size cannot be told from none. */
  @Test
  void connectionsThatShowInNoCacheAreNotCounted() throws IOException {
    KernelSockets few = reading(10);
    KernelSockets.Part part = reading(20).since(few, 5);

    assertThat(part.bytesPerConnection()).isNull();
    assertThat(part.how())
        .isEqualTo("not counted: 5 connections are too few to show in the kernel's caches");
  }

  @Test
  void withoutSocketsTheKernelIsNotAsked() {
    assertThat(KernelSockets.read(root, 7)).isEmpty();
  }

  /**
   * Each second socket stands for the server's end of a connection, the others for the driver's,
   * which have a place in an epoll instance. Other processes may spoil it; then it is said.
   */
  @Test
  void socketsOfThisProcessAloneCostWhatHalfOfBothEndsDoes() throws IOException {
    KernelSockets before = KernelSockets.now(ProcessHandle.current().pid()).orElse(null);
    assumeTrue(before != null && !before.slabs().isEmpty(), "needs /proc/slabinfo");
    int sockets = 2_000;
    List<SocketChannel> open = new ArrayList<>();
    KernelSockets.Part part;
    try (var selector = Selector.open()) {
      for (int n = 0; n < sockets; n++) {
        SocketChannel socket = SocketChannel.open();
        open.add(socket);
        if (n % 2 == 0) {
          socket.configureBlocking(false);
          socket.register(selector, SelectionKey.OP_CONNECT);
        }
      }
      selector.selectNow();
      part =
          KernelSockets.now(ProcessHandle.current().pid()).orElseThrow().since(before, sockets / 2);
    } finally {
      for (SocketChannel socket : open) {
        socket.close();
      }
    }
    if (part.bytesPerConnection() == null) {
      assertThat(part.how()).startsWith("not counted: ");
    } else {
      assertThat(part.bytesPerConnection()).isBetween(2_000.0, 8_000.0);
    }
  }

  @Test
  void probeOfOneSideIsBelievedIfItsTrialsAgree() {
    assertThat(SocketProbe.agreed(3_900, 3_700, 3_800)).hasValue(3_800);
    assertThat(SocketProbe.agreed(3_900, 2_000, 3_800)).isEmpty();
    assertThat(SocketProbe.agreed(-10, 5, 3_800)).isEmpty();
  }

  private void added(int ends) {
    tcp6 += ends;
    inodes += ends;
    dentries += ends;
  }

  private KernelSockets reading(long ends) throws IOException {
    write(
        "proc/net/sockstat",
        """
        sockets: used 23
        TCP: inuse 1 orphan 0 tw 3 alloc %d mem 0
        UDP: inuse 0 mem 0
        """
            .formatted(ends));
    write(
        "proc/slabinfo",
        """
        slabinfo - version: 2.1
        # name            <active_objs> <num_objs> <objsize> <objperslab> <pagesperslab> : tunables
        TCPv6             %d %d 2496 13 8 : tunables 0 0 0 : slabdata 2 2 0
        TCP               26 26 2368 13 8 : tunables 0 0 0 : slabdata 2 2 0
        sock_inode_cache  %d %d 832 19 4 : tunables 0 0 0 : slabdata 5 5 0
        dentry            %d %d 192 21 1 : tunables 0 0 0 : slabdata 5 5 0
        filp              714 714 192 21 1 : tunables 0 0 0 : slabdata 5 5 0
        lsm_inode_cache   58047 58112 32 128 1 : tunables 0 0 0 : slabdata 5 5 0
        eventpoll_epi     %d %d 128 32 1 : tunables 0 0 0 : slabdata 8 8 0
        """
            .formatted(tcp6, tcp6, inodes, inodes, dentries, dentries, 999, 999));
    write("sys/kernel/slab/eventpoll_pwq/slab_size", "64\n");
    write("proc/7/fdinfo/4", "pos:\t0\n" + "tfd: 9 events: 1\n".repeat((int) places));
    Files.createDirectories(root.resolve("proc/7/fd"));
    Files.deleteIfExists(root.resolve("proc/7/fd/4"));
    Files.createSymbolicLink(root.resolve("proc/7/fd/4"), Path.of("anon_inode:[eventpoll]"));
    return KernelSockets.read(root, 7).orElseThrow();
  }

  private void write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }
}
