package org.concurrencybench.system.os;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * The addresses that the JVM reserved for its heap.
 *
 * <p>The JVM tells them in {@code jcmd GC.heap_info}, in brackets, with each of its collectors but
 * ZGC:
 *
 * <pre>
 * DefNew     total 157248K, used 13977K [0x00000000e0000000, 0x00000000eaaa0000, 0x00000000eaaa0000)
 * Tenured    total 349568K, used 1166K [0x00000000eaaa0000, 0x0000000100000000, 0x0000000100000000)
 * </pre>
 *
 * @param start the first address
 * @param end the address after the last
 */
record HeapRange(long start, long end) {

  private static final Pattern RANGE = Pattern.compile("\\[0x([0-9a-f]+),.*?0x([0-9a-f]+)\\)");
  private static final int HEX = 16;

  private static final int PAGEMAP_ENTRY_BYTES = Long.BYTES;
  private static final long PRESENT = 1L << 63;

  /** Where the heap of this JVM is; empty if it does not say. */
  static Optional<HeapRange> ofThisJvm() {
    try {
      Object text =
          ManagementFactory.getPlatformMBeanServer()
              .invoke(
                  new ObjectName("com.sun.management:type=DiagnosticCommand"),
                  "gcHeapInfo",
                  new Object[0],
                  new String[0]);
      return parse(String.valueOf(text));
    } catch (JMException _) {
      return Optional.empty();
    }
  }

  /**
   * The smallest range that holds all that are told: the generations lie beside each other, in
   * either order.
   */
  static Optional<HeapRange> parse(String heapInfo) {
    Matcher ranges = RANGE.matcher(heapInfo);
    long start = Long.MAX_VALUE;
    long end = 0;
    while (ranges.find()) {
      start = Math.min(start, Long.parseLong(ranges.group(1), HEX));
      end = Math.max(end, Long.parseLong(ranges.group(2), HEX));
    }
    return start < end ? Optional.of(new HeapRange(start, end)) : Optional.empty();
  }

  /**
   * How much of it is in memory, page by page, from {@code /proc/self/pagemap}. Exact, unlike the
   * committed size of the memory bean, which leaves out one survivor space.
   *
   * @throws IOException if that cannot be read
   * @see <a href="https://docs.kernel.org/admin-guide/mm/pagemap.html">pagemap, from the userspace
   *     perspective</a>
   */
  long residentBytes(int pageBytes) throws IOException {
    long firstPage = start / pageBytes;
    var entries =
        ByteBuffer.allocate(Math.toIntExact((end - start) / pageBytes * PAGEMAP_ENTRY_BYTES));
    try (var pagemap = new RandomAccessFile("/proc/self/pagemap", "r")) {
      pagemap.seek(firstPage * PAGEMAP_ENTRY_BYTES);
      pagemap.readFully(entries.array());
    }
    entries.order(ByteOrder.nativeOrder());
    long pages = 0;
    while (entries.hasRemaining()) {
      if ((entries.getLong() & PRESENT) != 0) {
        pages++;
      }
    }
    return pages * pageBytes;
  }
}
