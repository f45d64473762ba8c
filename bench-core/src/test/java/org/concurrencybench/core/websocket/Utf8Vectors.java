package org.concurrencybench.core.websocket;

import java.util.HexFormat;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Byte strings in hex, after Markus Kuhn's "UTF-8 decoder capability and stress test" (2015). */
final class Utf8Vectors {

  private Utf8Vectors() {}

  /** Whole characters, at the boundaries of every length among them. */
  static Stream<String> valid() {
    return Stream.of(
        "", // nothing is a text
        "48656c6c6f2d", // ASCII
        "cebae1bdb9cf83cebcceb5", // 1: the Greek word "kosme"
        "48656c6c6f2dc2b540c39fc3b6c3a4c3bcc3a0c3a12d5554462d382121",
        "00", // 2.1: the first sequence of each length
        "c280",
        "e0a080",
        "f0908080",
        "7f", // 2.2: the last of each length
        "dfbf",
        "efbfbf",
        "ed9fbf", // 2.3: the neighbours of the surrogates
        "ee8080",
        "efbfbd",
        "f48fbfbf", // U+10FFFF
        "f0a48482", // a character of four bytes
        "efbfbe", // 5.3: noncharacters are characters to UTF-8
        "efb790",
        "f09fbfbe",
        "f3bfbfbf");
  }

  /** Bytes that are no UTF-8, however they go on or end. */
  static Stream<String> invalid() {
    Stream<String> single =
        Stream.of(
            "f888808080", // 2.1: sequences of five and six bytes
            "fc8480808080",
            "f7bfbfbf", // 2.2
            "fbbfbfbfbf",
            "fdbfbfbfbfbf",
            "f4908080", // 2.3: beyond U+10FFFF
            "80", // 3.1: continuation bytes without a start
            "bf",
            "80bf",
            "80bf80",
            "80bf80bf80bf80",
            "c0", // 3.3: sequences whose last byte is missing
            "e080",
            "f08080",
            "f8808080",
            "fc80808080",
            "df",
            "efbf",
            "f7bfbf",
            "fbbfbfbf",
            "fdbfbfbfbf",
            "c0e080f08080f8808080fc80808080dfefbff7bfbffbbfbfbffdbfbfbfbf", // 3.4: all of them
            "fe", // 3.5: impossible bytes
            "ff",
            "fefeffff",
            "c0af", // 4.1: a slash, overlong
            "e080af",
            "f08080af",
            "f8808080af",
            "fc80808080af",
            "c1bf", // 4.2: the greatest overlong sequences
            "e09fbf",
            "f08fbfbf",
            "f887bfbfbf",
            "fc83bfbfbfbf",
            "c080", // 4.3: overlong NUL
            "e08080",
            "f0808080",
            "f880808080",
            "fc8080808080",
            "eda080", // 5.1: single surrogates
            "edadbf",
            "edae80",
            "edafbf",
            "edb080",
            "edbe80",
            "edbfbf",
            "eda080edb080", // 5.2: paired surrogates
            "eda080edbfbf",
            "edadbfedb080",
            "edadbfedbfbf",
            "edae80edb080",
            "edae80edbfbf",
            "edafbfedb080",
            "edafbfedbfbf",
            "cebae1bdb9cf83cebcceb5eda080656469746564", // as Autobahn 6.3.1 has it
            "cebae1bdb9cf83cebcceb5f4908080656469746564"); // 6.4.1
    Stream<String> lonelyStarts = // 3.2: every start followed by a space
        IntStream.rangeClosed(0xc0, 0xfd).mapToObj(start -> Integer.toHexString(start) + "20");
    Stream<String> lonelyContinuations =
        IntStream.rangeClosed(0x80, 0xbf).mapToObj(Integer::toHexString);
    return Stream.of(single, lonelyStarts, lonelyContinuations).flatMap(vectors -> vectors);
  }

  static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }
}
