package org.concurrencybench.suite.run;

/** What must hold before anything is measured, whatever the options. */
public final class BeforeRun {

  private BeforeRun() {}

  /**
   * Looks at the classes that run and at the environment that every process inherits.
   *
   * @throws IllegalArgumentException if figures would be those of other code or of other JVMs than
   *     run.json says, or if suites are missing in the build; with what to do
   */
  public static void check() {
    SourceTree.checkThisProgram();
    CompiledSuites.check();
    InheritedEnvironment.check(System.getenv());
  }
}
