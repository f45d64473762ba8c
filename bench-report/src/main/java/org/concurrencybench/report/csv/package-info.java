/**
 * Results for other programs, as CSV after RFC 4180: a header, commas, CRLF, quotes where a value
 * needs them. An empty value was not measured. Numbers have a point and no exponent in every
 * locale. Start at {@link org.concurrencybench.report.csv.SummaryCsv} and {@link
 * org.concurrencybench.report.csv.TimeSeriesCsv}.
 */
@NullMarked
package org.concurrencybench.report.csv;

import org.jspecify.annotations.NullMarked;
