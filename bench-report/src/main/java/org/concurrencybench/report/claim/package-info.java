/**
 * What a run says about the claims. Start at {@link org.concurrencybench.report.claim.Claims}.
 *
 * <pre>
 *   rule file ──▶ Rule ──▶ machine fit? ──▶ rounds ──▶ estimates ──▶ Holm ──▶ guards ──▶ verdict, sentence
 * </pre>
 *
 * <p>The rules lie beside these classes as resources, one file a claim, written before any data. A
 * rule that is changed takes a new version, and judges no run that is stored already.
 *
 * <p>Imports the schema, figures and statistics; writes nothing.
 */
@NullMarked
package org.concurrencybench.report.claim;

import org.jspecify.annotations.NullMarked;
