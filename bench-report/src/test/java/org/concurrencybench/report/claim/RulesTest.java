package org.concurrencybench.report.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RulesTest {

  /**
   * Every version of a rule that judged a run, for ever: a file that changes needs a new version
   * and a line of its own here. Version 1 of global-lock never judged one.
   */
  private static final Map<String, String> HASHES =
      new TreeMap<>(
          Map.of(
              "chat v1",
              "a3003239ca1de4f6c472c7d249d3f22821079ffb68c8fe0b8d875092cae10d7d",
              "compute v3",
              "09222c00549028d8596445b4b72c6e76a477fd9ab7fb0222daab2784bcc64549",
              "crowd v2",
              "f0976887779c8f942178576d82e4d9e532f077df2dbe9c4ab2014730cc10d6d0",
              "global-lock v3",
              "9f80b9dc1119fa7516deccbec7fede67d3e4ce587c486aa587c6f126ae8dca6c",
              "long-poll v2",
              "e94682a1c505341b58b1c38249beacad8a844c12dcbda7f57b47b6a5f6bedaf4",
              "short-requests v2",
              "afd8808cddc212c6389f5c9c241801fb51e69954572ff9ec4d57c7584da072e1",
              "slow-backend v2",
              "269d313436578501f73eb6f36edf3824a57a30b234a8f270f5090ecc3d08c6f1",
              "switching v2",
              "34871f226e818b023b588618fdc4ce4bca0dd32b827c6e8094c4ad621d26cfe2"));

  @Test
  void aRuleThatChangesIsAnotherVersion() {
    Map<String, String> actual = new TreeMap<>();
    Rules.all()
        .forEach(hashed ->
            actual.put(hashed.rule().suite() + " v" + hashed.rule().version(), hashed.sha256()));
    assertThat(actual).isEqualTo(HASHES);
  }

  @Test
  void everyCellHasTheFormOfAnId() {
    assertThat(Rules.all())
        .flatExtracting(hashed -> hashed.rule().comparedCells())
        .allSatisfy(cell ->
            assertThat(cell).matches("[a-z-]+/(threaded|async|virtual)(\\+[a-z]+)?/[a-z]+/.+"));
  }

  @Test
  void aWordThatNobodyReadsIsRefused() {
    assertThatThrownBy(() -> parse("\"version\": 2,", "\"version\": 2, \"verison\": 2,"))
        .hasMessageContaining("verison");
  }

  @Test
  void aRuleThatMakesNoSenseIsRefused() {
    assertThatThrownBy(() -> parse("\"bytesPerConnection\"", "\"bytesPerCow\""))
        .hasMessageContaining("no figure \"bytesPerCow\"");
    assertThatThrownBy(() -> parse("\"valid\"", "\"invalid\"")).hasMessageContaining("invalid");
    assertThatThrownBy(() -> parse("\"crowd/threaded", "\"chat/threaded"))
        .hasMessageContaining("is not of suite crowd");
    assertThatThrownBy(() -> parse("\"margin\": 4", "\"margin\": 0"))
        .hasMessageContaining("margin: 0.0");
    assertThatThrownBy(() -> parse("\"version\": 2", "\"version\": 0"))
        .hasMessageContaining("version: 0");
  }

  @Test
  void aSuiteWithoutARuleIsNamed() {
    assertThatThrownBy(() -> Rules.of("knitting")).hasMessage("suite \"knitting\" has no rule");
  }

  private static Rule parse(String what, String instead) throws IOException {
    try (var in = Rules.class.getResourceAsStream("crowd.json")) {
      assertThat(in).isNotNull();
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(text).contains(what);
      return Rules.parse(text.replace(what, instead).getBytes(StandardCharsets.UTF_8));
    }
  }
}
