package org.concurrencybench.suite;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethodWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.channels.NetworkChannel;
import java.nio.channels.Selector;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import org.concurrencybench.core.server.ServerProvider;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** What the dependencies of the modules cannot say. */
class ArchitectureTest {
  private static final String ROOT = "org.concurrencybench";
  private static final String[] MODELS = {
    ROOT + ".threaded..", ROOT + ".async..", ROOT + ".virtual..", ROOT + ".pooled.."
  };

  private static final JavaClasses CODE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("jmh_generated"))
          .importPackages(ROOT);

  @Test
  void everyModuleIsLookedAt() {
    assertThat(CODE.stream().map(type -> type.getPackageName().split("\\.")[2]).distinct())
        .contains(
            "core",
            "threaded",
            "async",
            "virtual",
            "pooled",
            "system",
            "driver",
            "backend",
            "report",
            "suite");
  }

  @Test
  void packagesFormNoCycle() {
    slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(CODE);
  }

  @Test
  void everyPackageIsNullMarked() {
    assertThat(CODE.stream().map(JavaClass::getPackage).distinct())
        .isNotEmpty()
        .allMatch(javaPackage -> javaPackage.isAnnotatedWith(NullMarked.class));
  }

  @Test
  void protocolsDoNoInputOrOutputAndKnowNoThread() {
    noClasses()
        .that()
        .resideInAnyPackage(
            ROOT + ".core.protocol..",
            ROOT + ".core.tcp..",
            ROOT + ".core.http..",
            ROOT + ".core.websocket..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("java.io..")
                .or(resideInAPackage("java.net.."))
                .or(resideInAPackage("java.nio.channels.."))
                .or(resideInAPackage("java.nio.file.."))
                .or(resideInAPackage("java.util.concurrent.."))
                .or(describe("Thread", type -> type.isEquivalentTo(Thread.class))))
        .check(CODE);
  }

  @Test
  void reportSeesNoSocket() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".report..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("java.net..")
                .or(assignableTo(NetworkChannel.class))
                .or(assignableTo(Selector.class)))
        .check(CODE);
  }

  @Test
  void modelShowsItsProviderOnly() {
    classes()
        .that()
        .resideInAnyPackage(MODELS)
        .and()
        .arePublic()
        .should()
        .beAssignableTo(ServerProvider.class)
        .check(CODE);
  }

  @Test
  void onlyTheCommandLineTalksToTheTerminal() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + ".suite..", ROOT + ".testkit..")
        .should(ACCESS_STANDARD_STREAMS)
        .check(CODE);
  }

  @Test
  void randomnessIsSeeded() {
    noClasses()
        .should()
        .callConstructor(Random.class)
        .orShould()
        .callConstructor(SplittableRandom.class)
        .orShould()
        .callMethod(Math.class, "random")
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(ThreadLocalRandom.class)
        .orShould(
            callMethodWhere(
                describe(
                    "a generator is made without a seed",
                    ArchitectureTest::makesUnseededGenerator)))
        .check(CODE);
  }

  private static boolean makesUnseededGenerator(JavaCall<?> call) {
    return call.getTargetOwner().isEquivalentTo(RandomGenerator.class)
        && (call.getName().equals("getDefault") || call.getName().equals("of"));
  }
}
