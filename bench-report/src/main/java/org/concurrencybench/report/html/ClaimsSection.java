package org.concurrencybench.report.html;

import java.util.List;
import org.concurrencybench.report.run.Claim;
import org.concurrencybench.report.run.Comparison;
import org.concurrencybench.report.run.Run;
import org.concurrencybench.report.run.Verdict;
import org.concurrencybench.report.table.ClaimTable;

/** The claims with their verdicts, the estimates that they rest on, and what stands beside them. */
final class ClaimsSection {

  private static final String LEGEND =
      """
      The dot is the estimate, the bar its 95 % interval, the dashed line the margin of the rule; \
      the side that the claim wants is shaded, and for a ratio the thin line is 1. Supported: the \
      whole interval lies on that side; contradicted: wholly on the other; otherwise not shown.\
      """;

  private ClaimsSection() {}

  static void write(Html html, Run run) {
    html.open("section", "id", "claims").element("h2", "The claims");
    if (run.claims().isEmpty()) {
      html.element(
          "p",
          run.endedAt() == null
              ? "The run did not end, and verdicts are given at the end."
              : "This run judged no claim: its profile gives no verdicts, or none of its suites claims anything.");
    } else {
      html.element("p", LEGEND, "class", "hint");
      run.claims().forEach(claim -> claim(html, claim));
    }
    html.close("section");
  }

  private static void claim(Html html, Claim claim) {
    html.open("article", "class", "claim " + style(claim.verdict()));
    html.open("h3").text(claim.suite()).text(" ");
    html.open("span", "class", "verdict").text(sign(claim.verdict()) + " " + claim.verdict());
    html.close("span").close("h3");
    html.element("p", claim.sentence());
    if (!claim.comparisons().isEmpty()) {
      comparisons(html, claim.comparisons());
    }
    List<String> beside = ClaimTable.beside(List.of(claim));
    if (!beside.isEmpty()) {
      html.open("details").element("summary", "Beside the claim").open("ul");
      beside.forEach(text -> html.element("li", text));
      html.close("ul").close("details");
    }
    html.element(
        "p",
        "Rule version %s, SHA-256 %s".formatted(claim.ruleVersion(), claim.ruleSha256()),
        "class",
        "rule");
    html.close("article");
  }

  private static void comparisons(Html html, List<Comparison> comparisons) {
    html.open(
        "div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", "estimates");
    html.open("table", "class", "estimates").open("thead").open("tr");
    for (String header :
        List.of("compared", "", "estimate", "95 % interval", "asked", "rounds", "alone")) {
      html.element("th", header, "scope", "col");
    }
    html.close("tr").close("thead").open("tbody");
    for (Comparison comparison : comparisons) {
      html.open("tr").element("th", comparison.says(), "scope", "row");
      html.open("td").trusted(IntervalPlot.of(comparison));
      String reason = comparison.reason();
      if (reason != null) {
        html.text(reason);
      }
      html.close("td");
      html.element("td", ClaimTable.estimate(comparison), "class", "number");
      html.element("td", ClaimTable.interval(comparison), "class", "number");
      html.element("td", ClaimTable.asked(comparison), "class", "number");
      html.element("td", String.valueOf(comparison.rounds()), "class", "number");
      html.element("td", comparison.verdict().toString());
      html.close("tr");
    }
    html.close("tbody").close("table").close("div");
  }

  /** The name of a verdict in the style sheet. */
  static String style(Verdict verdict) {
    return verdict.toString().replace(' ', '-');
  }

  /** Told apart without its colour. */
  static String sign(Verdict verdict) {
    return switch (verdict) {
      case SUPPORTED -> "\u2713";
      case CONTRADICTED -> "\u2717";
      case NOT_SHOWN -> "\u2248";
      case UNDECIDABLE -> "?";
    };
  }
}
