package org.concurrencybench.report.run;

import org.jspecify.annotations.Nullable;

/**
 * The state of the source code that ran.
 *
 * @param commit the git commit of the source tree that the classes were built in; null if that tree
 *     is no clone, or git does not say
 * @param dirty whether files differed from that commit; null if that is not known
 * @param unknown why there is no commit; null if there is one, and in runs that did not say
 */
public record Source(@Nullable String commit, @Nullable Boolean dirty, @Nullable String unknown) {

  /** The commit in words: with changes, or why there is none. */
  public String inWords() {
    if (commit == null) {
      return unknown == null ? "no commit" : "no commit (" + unknown + ")";
    }
    return Boolean.TRUE.equals(dirty) ? commit + " with changes" : commit;
  }
}
