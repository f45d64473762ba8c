package org.concurrencybench.system.os;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The kernel's memory for sockets at one moment. It belongs to no process, so no resident size of
 * the server contains it; only its growth between two numbers of connections can be attributed.
 *
 * <pre>
 *   an end of a connection          slab cache                          attributed to the server
 *   the TCP socket                  TCP or TCPv6                        half of what was added
 *   the file that it is             sock_inode_cache                    half of what was added
 *                                   dentry, filp, lsm_*_cache           one of each for each end
 *   its place in an epoll instance  eventpoll_epi, eventpoll_pwq        as many as the server has
 * </pre>
 *
 * <p>Both ends of a connection lie on this machine, so half of the sockets that were added are the
 * server's; with a slow backend behind it too, whose connections have the server at their other
 * end. The server's places in epoll instances are listed in its {@code fdinfo}; the kernel merges
 * their cache with others of the same size, so that its growth says nothing. Dentries and open
 * files come and go with every other process, and there is exactly one for each socket: their size
 * is read, their number is not. An object counts with its share of its slab's pages, the unused end
 * of a slab included.
 *
 * <p>Buffers are empty at rest and are not here. Where {@code slabinfo} may not be read, which is
 * the case for all but root, the growth of all slabs cannot be divided: a thread's structures lie
 * there too. Then some thousand sockets are opened in this process and nowhere else, and what each
 * adds to {@code SUnreclaim} and {@code SReclaimable} of {@code meminfo} is the cost of an end,
 * without its place in an epoll instance.
 *
 * @param ends sockets of TCP that the kernel has allocated, {@code alloc} in {@code sockstat}
 * @param slabs by the cache's name; empty if they may not be read
 * @param places files that the server watches by epoll instances
 * @see <a href="https://man7.org/linux/man-pages/man5/slabinfo.5.html">slabinfo(5)</a>
 */
public record KernelSockets(long ends, Map<String, Slab> slabs, long places) {

  /** By so much of the sockets that were added a count may differ from one for each. */
  private static final double TOLERANCE = 0.1;

  /** Ends of other processes that come or go meanwhile, whatever was added. */
  private static final long TOLERATED_ENDS = 200;

  /**
   * Objects that the kernel's lists for each CPU may hide or show, whatever was added: 221 were
   * seen on two CPUs when a thousand sockets had been closed before. Their number is a check of the
   * ends, no part of the figure.
   */
  private static final long TOLERATED_OBJECTS = 400;

  private static final List<String> SOCKET = List.of("TCP", "TCPv6");
  private static final String INODE = "sock_inode_cache";
  private static final List<String> FILE =
      List.of("dentry", "filp", "lsm_inode_cache", "lsm_file_cache");
  private static final String EPOLL_ITEM = "eventpoll_epi";
  private static final String EPOLL_ENTRY = "eventpoll_pwq";

  /** Copies the map. */
  public KernelSockets {
    slabs = Map.copyOf(slabs);
  }

  /**
   * A cache of objects of one kind.
   *
   * @param objects that are in use; up to some dozens for each CPU may be free
   * @param bytesEach the share of one in the pages of its slab
   */
  public record Slab(long objects, double bytesEach) {

    static final Slab NONE = new Slab(0, 0);
  }

  /**
   * What the server's end of a connection takes in the kernel.
   *
   * @param bytesPerConnection null if that could not be told
   * @param how how it was counted, or why it could not be, as a sentence
   */
  public record Part(@Nullable Double bytesPerConnection, String how) {

    /** Not counted, because of {@code why}. */
    public static Part unknown(String why) {
      return new Part(null, "not counted: " + why);
    }
  }

  /**
   * The figures of this moment; empty where the kernel does not count sockets. Reads a link for
   * each open file of the server: not for a window.
   *
   * @param server its process
   */
  public static Optional<KernelSockets> now(long server) {
    return read(Path.of("/"), server);
  }

  static Optional<KernelSockets> read(Path root, long server) {
    OptionalLong ends = allocated(root.resolve("proc/net/sockstat"));
    return ends.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new KernelSockets(
                ends.getAsLong(),
                slabs(root),
                places(root.resolve("proc").resolve(Long.toString(server)))));
  }

  /** Lines {@code tfd: ...} in {@code fdinfo} of its epoll instances. */
  private static long places(Path process) {
    try (Stream<Path> files = Files.list(process.resolve("fd"))) {
      return files
          .filter(KernelSockets::isEpoll)
          .map(file -> process.resolve("fdinfo").resolve(file.getFileName()))
          .flatMap(info -> Proc.text(info).stream())
          .flatMap(String::lines)
          .filter(line -> line.startsWith("tfd:"))
          .count();
    } catch (IOException | UncheckedIOException _) {
      return 0; // Not ours, or it has ended: then nothing is weighed.
    }
  }

  private static boolean isEpoll(Path file) {
    try {
      return Files.readSymbolicLink(file).toString().contains("[eventpoll]");
    } catch (IOException _) {
      return false; // Closed in this moment.
    }
  }

  /**
   * What was added for each connection since {@code fewer}.
   *
   * @param connections that were added to the server
   */
  public Part since(KernelSockets fewer, int connections) {
    long added = ends - fewer.ends;
    long perConnection = Math.round((double) added / connections);
    if (perConnection < 2
        || perConnection % 2 != 0
        || differs(added, perConnection * connections, TOLERATED_ENDS)) {
      return Part.unknown(
          words(
              "%,d connections were added and %,d ends of connections: other processes opened or closed some meanwhile",
              connections, added));
    }
    long all = perConnection * connections;
    return slabs.isEmpty() || fewer.slabs.isEmpty()
        ? alone(all / 2.0 / connections)
        : new Growth(fewer, all).part(connections);
  }

  private static Part alone(double endsPerConnection) {
    try {
      OptionalDouble bytes = SocketProbe.bytesOfOne(Path.of("/"));
      return bytes.isEmpty()
          ? Part.unknown(
              "/proc/slabinfo may not be read, and other processes changed SUnreclaim and SReclaimable of /proc/meminfo too much for a measurement")
          : new Part(
              bytes.getAsDouble() * endsPerConnection,
              "/proc/slabinfo may not be read: what sockets of the driver alone add to SUnreclaim and SReclaimable of /proc/meminfo, without their places in epoll instances");
    } catch (IOException e) {
      return Part.unknown(
          "/proc/slabinfo may not be read, and sockets for a probe cannot be opened: "
              + e.getMessage());
    }
  }

  private static boolean differs(long counted, long expected, long tolerated) {
    return Math.abs(counted - expected) > Math.max(tolerated, Math.round(expected * TOLERANCE));
  }

  private Slab slab(String cache) {
    return slabs.getOrDefault(cache, Slab.NONE);
  }

  /** What came since an earlier reading, of which {@code ends} are ends of connections. */
  private final class Growth {

    private final KernelSockets fewer;
    private final long added;

    Growth(KernelSockets fewer, long added) {
      this.fewer = fewer;
      this.added = added;
    }

    Part part(int connections) {
      long sockets = SOCKET.stream().mapToLong(this::objects).sum();
      for (Map.Entry<String, Long> each :
          Map.of("TCP and TCPv6", sockets, INODE, objects(INODE)).entrySet()) {
        if (differs(each.getValue(), added, TOLERATED_OBJECTS)) {
          return Part.unknown(
              words(
                  "%,d ends of connections were added and %,d objects of the kernel's cache %s",
                  added, each.getValue(), each.getKey()));
        }
      }
      if (sockets <= 0) {
        return Part.unknown(
            words("%,d connections are too few to show in the kernel's caches", connections));
      }
      double ofSocket =
          SOCKET.stream().mapToDouble(cache -> objects(cache) * slab(cache).bytesEach()).sum()
              / sockets;
      double ofFile = FILE.stream().mapToDouble(cache -> slab(cache).bytesEach()).sum();
      double each = ofSocket + slab(INODE).bytesEach() + ofFile;
      double own = added / 2.0 / connections;
      double place = Math.clamp((double) (places - fewer.places) * 2 / added, 0, 1);
      double ofPlace = slab(EPOLL_ITEM).bytesEach() + slab(EPOLL_ENTRY).bytesEach();
      return new Part(
          own * (each + place * ofPlace),
          words(
              "slab caches, half of both ends; %.0f %% of the server's in an epoll instance",
              place * 100));
    }

    private long objects(String cache) {
      return slab(cache).objects() - fewer.slab(cache).objects();
    }
  }

  /** The number behind {@code alloc} in {@code TCP: inuse 4 orphan 0 tw 2 alloc 6 mem 0}. */
  private static OptionalLong allocated(Path sockstat) {
    return Proc.text(sockstat).stream()
        .flatMap(String::lines)
        .filter(line -> line.startsWith("TCP:") && line.contains(" alloc "))
        .map(line -> Proc.number(line.substring(line.indexOf(" alloc ") + " alloc ".length())))
        .findFirst()
        .orElse(OptionalLong.empty());
  }

  /*
   * name active_objs num_objs objsize objperslab pagesperslab : tunables ... : slabdata ...
   *  0        1         2        3        4           5
   */
  private static Map<String, Slab> slabs(Path root) {
    Map<String, Slab> slabs = new HashMap<>();
    Proc.text(root.resolve("proc/slabinfo")).stream()
        .flatMap(String::lines)
        .map(line -> line.split("\\s+"))
        .filter(fields -> fields.length > 5 && fields[1].matches("\\d+"))
        .forEach(fields ->
            slabs.put(
                fields[0],
                new Slab(
                    Long.parseLong(fields[1]),
                    Double.parseDouble(fields[5])
                        * PAGE_BYTES
                        / Math.max(1, Long.parseLong(fields[4])))));
    // Merged with others of its size, it has no line of its own. There is one for each item.
    OptionalLong entry =
        Proc.number(root.resolve("sys/kernel/slab").resolve(EPOLL_ENTRY).resolve("slab_size"));
    if (entry.isPresent() && !slabs.isEmpty()) {
      slabs.putIfAbsent(EPOLL_ENTRY, new Slab(0, entry.getAsLong()));
    }
    return slabs;
  }

  private static final int PAGE_BYTES = Libc.isAvailable() ? Libc.pageBytes() : 4096;

  @SuppressWarnings("AnnotateFormatMethod") // All of them are literals above.
  private static String words(String sentence, Object... figures) {
    return String.format(Locale.ROOT, sentence, figures);
  }
}
