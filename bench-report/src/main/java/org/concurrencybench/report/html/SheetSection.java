package org.concurrencybench.report.html;

/** The form of the design-review sheet; sheet.js answers it from the cells that were measured. */
final class SheetSection {

  private static final String INTRODUCTION =
      """
      For your service: which models meet the objective on this machine, at what cost, and which \
      measured cell says so. Figures are those of the cell; CPU at your rate is its CPU per \
      request times your rate. The address of this page changes with the form, so that an answer \
      can be sent to others.\
      """;

  private SheetSection() {}

  static void write(Html html) {
    html.open("section", "id", "sheet").element("h2", "Design-review sheet");
    html.element("p", INTRODUCTION);
    html.open("form", "id", "question", "class", "question");
    number(html, "connections", "Connections", "", "100", "1", "1000000");
    number(html, "rate", "Message rate", "requests/s", "5000", "0.1", "10000000");
    number(html, "share", "Requests that compute", "%", "0", "0", "100");
    number(
        html,
        "compute",
        "Computing of each of them",
        "units of about 1.2 us",
        "0",
        "0",
        "10000000");
    number(html, "wait", "Wait for the backend", "ms", "0", "0", "600000");
    number(html, "p99", "Objective: p99 at most", "ms", "50", "0.001", "600000");
    html.close("form");
    html.open("output", "id", "answer", "for", "connections rate share compute wait p99");
    html.element("p", "The sheet needs JavaScript, which this page carries in itself.");
    html.close("output");
    html.element("p", Nearness.RULE.words(), "class", "hint");
    html.close("section");
  }

  private static void number(
      Html html, String name, String label, String unit, String value, String min, String max) {
    html.open("label").element("span", label);
    html.open(
        "input",
        "type",
        "number",
        "name",
        name,
        "id",
        name,
        "value",
        value,
        "min",
        min,
        "max",
        max,
        "step",
        "any",
        "inputmode",
        "decimal",
        "required",
        "");
    html.element("span", unit, "class", "unit").close("label");
  }
}
