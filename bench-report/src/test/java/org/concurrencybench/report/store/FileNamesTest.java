package org.concurrencybench.report.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FileNamesTest {

  @Test
  void ordinaryIdsStayAsTheyAre() {
    assertThat(FileNames.path("chat/threaded+direct/tcp/rate-2.5/m1000"))
        .isEqualTo("chat/threaded+direct/tcp/rate-2.5/m1000");
  }

  @Test
  void everythingElseIsWrittenOut() {
    assertThat(FileNames.path("a b/ä:*?")).isEqualTo("a%20b/%C3%A4%3A%2A%3F");
    assertThat(FileNames.path("../.x/y.")).isEqualTo("%2E%2E/%2Ex/y%2E");
    assertThat(FileNames.path(".")).isEqualTo("%2E");
    assertThat(FileNames.path("/a//b")).isEqualTo("%/a/%/b");
    assertThat(FileNames.part("a/b")).isEqualTo("a%2Fb");
  }

  @Test
  void differentIdsHaveDifferentPaths() {
    List<String> ids =
        List.of("a/b", "a//b", "a%2Fb", "a%b", "a_b", "a b", "a%20b", ".a", "%2Ea", "", "%", "%25");
    assertThat(ids.stream().map(FileNames::path).distinct()).hasSameSizeAs(ids);
  }
}
