package io.holdfast;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethodWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.DataFrameWriterV2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.SparkSession;

/** Who may import whom (the design's four rules); packages that come later are held too. */
@AnalyzeClasses(
    packages = "io.holdfast",
    importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.NoTestJars.class})
class ArchitectureTest {
  private static final String COMPILED_TEMPLATES = "io.holdfast.job.report.page";

  private static final String JOBS = "io.holdfast.job..";
  private static final List<String> STAGES =
      List.of(
          "conform",
          "load",
          "identity",
          "usage",
          "snapshot",
          "revenue",
          "retention",
          "segment",
          "sentiment",
          "health",
          "propensity",
          "score");
  private static final List<String> SHARED = List.of("table", "time", "money", "check", "outcome");
  private static final Set<String> ACTIONS =
      Set.of(
          "collect",
          "collectAsList",
          "show",
          "count",
          "first",
          "head",
          "take",
          "takeAsList",
          "foreach",
          "foreachPartition",
          "toLocalIterator",
          "isEmpty",
          "reduce",
          "tail");

  /** Leaves out test classes of the models that come as a jar. */
  static final class NoTestJars implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("-tests.jar");
    }
  }

  @ArchTest
  static final ArchRule modelsNeverSeeJobs =
      noClasses()
          .that()
          .resideInAPackage("io.holdfast..")
          .and()
          .resideOutsideOfPackage(JOBS)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(JOBS);

  @ArchTest
  static void stagesNeverSeeOneAnother(JavaClasses classes) {
    for (String stage : STAGES) {
      Stream<String> allowed =
          Stream.concat(
              Stream.of(stage),
              Stream.concat(
                  SHARED.stream(),
                  stage.equals("score") ? Stream.of("propensity") : Stream.empty()));
      String[] seen = allowed.map(ArchitectureTest::tree).toArray(String[]::new);
      noClasses()
          .that()
          .resideInAPackage(tree(stage))
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("io.holdfast..").and(resideOutsideOfPackages(seen)))
          .allowEmptyShould(true)
          .because("tables are the interface between stages")
          .check(classes);
    }
  }

  @ArchTest
  static final ArchRule sharedPackagesNeverSeeStages =
      noClasses()
          .that()
          .resideInAnyPackage(trees(SHARED))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(trees(STAGES));

  @ArchTest
  static final ArchRule onlyStepsCallStageFunctions =
      noClasses()
          .that()
          .resideInAPackage(JOBS)
          .and()
          .resideOutsideOfPackage("io.holdfast.job.step..")
          .should(
              callMethodWhere(
                  describe(
                      "a stage function is called",
                      (JavaMethodCall call) ->
                          resideInAnyPackage(trees(STAGES)).test(call.getTargetOwner())
                              && Stream.concat(
                                      Stream.of(call.getTarget().getRawReturnType()),
                                      call.getTarget().getRawParameterTypes().stream())
                                  .anyMatch(type -> type.isEquivalentTo(Dataset.class)))));

  @ArchTest
  static final ArchRule onlyNightlyConstructsSteps =
      onlyIn(
          "construct steps and targets",
          access ->
              access.getTarget().getName().equals("<init>")
                  && !access.getTargetOwner().isAnonymousClass()
                  && (access.getTargetOwner().isAssignableTo("io.holdfast.job.step.Step")
                      || access
                          .getTargetOwner()
                          .isAssignableTo("io.holdfast.job.publish.CrmTarget"))
                  && !access.getOriginOwner().equals(access.getTargetOwner()),
          "nightly");

  @ArchTest
  static final ArchRule onlyTheCommandLineSeesNightly =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.holdfast.job.cli..", "io.holdfast.job.nightly..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.holdfast.job.nightly..");

  @ArchTest
  static final ArchRule pullSeesOnlyConfigurationAndControl =
      noClasses()
          .that()
          .resideInAPackage("io.holdfast.job.pull..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("io.holdfast..", "org.apache.spark..", "java.sql..")
                  .and(
                      resideOutsideOfPackages(
                          "io.holdfast.job.pull..",
                          "io.holdfast.job.config..",
                          "io.holdfast.job.control..")))
          .because("it brings files to landing, and nothing more");

  @ArchTest
  static final ArchRule onlyTheCommandLinePulls =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.holdfast.job.cli..", "io.holdfast.job.pull..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.holdfast.job.pull..");

  @ArchTest
  static final ArchRule onlyTheCommandLineTouchesTheProcess =
      onlyIn(
          "build sessions, read the environment or exit",
          access ->
              owned(access, SparkSession.class, "builder")
                  || owned(access, System.class, "getenv")
                  || owned(access, System.class, "exit"),
          "cli");

  @ArchTest
  static final ArchRule onlyTheLakeAndLandingReadAndWrite =
      onlyIn(
          "read and write with Spark",
          access ->
              owned(access, SparkSession.class, "read")
                  || owner(access, DataFrameReader.class)
                  || owner(access, DataFrameWriter.class)
                  || owner(access, DataFrameWriterV2.class)
                  || owned(access, Dataset.class, "write")
                  || owned(access, Dataset.class, "writeTo"),
          "lake",
          "landing");

  @ArchTest
  static final ArchRule onlyControlAndDatabaseTargetsSpeakSql =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "io.holdfast.job.control..",
              "io.holdfast.job.publish.jdbc..",
              "io.holdfast.job.demo..")
          .should()
          .dependOnClassesThat()
          .haveNameMatching(
              "java\\.sql\\.(Statement|PreparedStatement|CallableStatement|ResultSet)");

  @ArchTest
  static final ArchRule stagesRunNothing =
      noClasses()
          .that()
          .resideInAnyPackage(
              trees(
                  STAGES.stream()
                      .filter(s -> !Set.of("propensity", "segment").contains(s))
                      .toList()))
          .should(
              callMethodWhere(
                  describe(
                      "a Dataset is computed",
                      (JavaMethodCall call) ->
                          owner(call, Dataset.class) && ACTIONS.contains(call.getName()))))
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(SparkSession.class);

  @ArchTest
  static final ArchRule noCycles = slices().matching("io.holdfast.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule noPackageForLeftovers =
      noClasses()
          .should()
          .resideInAnyPackage(
              "..util..", "..utils..", "..common..", "..helper..", "..helpers..", "..misc..");

  @ArchTest
  static void everyPackageSaysWhatItIsFor(JavaClasses classes) {
    assertThat(
            classes.stream()
                .map(JavaClass::getPackage)
                .distinct()
                .filter(p -> p.getClasses().stream().noneMatch(ArchitectureTest::describes))
                .map(JavaPackage::getName)
                .filter(name -> !name.equals(COMPILED_TEMPLATES))
                .sorted())
        .isEmpty();
  }

  private static boolean describes(JavaClass type) {
    return type.getSimpleName().equals("package-info");
  }

  private static ArchRule onlyIn(
      String what, java.util.function.Predicate<JavaAccess<?>> does, String... packages) {
    String[] allowed =
        Stream.of(packages).map(name -> "io.holdfast.job." + name + "..").toArray(String[]::new);
    return noClasses()
        .that()
        .resideOutsideOfPackages(allowed)
        .should(
            com.tngtech.archunit.lang.conditions.ArchConditions.accessTargetWhere(
                describe(what, access -> does.test(access))))
        .because("only %s may %s".formatted(String.join(" and ", packages), what));
  }

  private static boolean owned(JavaAccess<?> access, Class<?> owner, String name) {
    return owner(access, owner) && access.getTarget().getName().equals(name);
  }

  private static boolean owner(JavaAccess<?> access, Class<?> owner) {
    return access.getTargetOwner().isEquivalentTo(owner);
  }

  private static String tree(String name) {
    return "io.holdfast." + name + "..";
  }

  private static String[] trees(List<String> names) {
    return names.stream().map(ArchitectureTest::tree).toArray(String[]::new);
  }
}
