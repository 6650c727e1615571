package io.dbintel.runtime;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.dbintel", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule IMPORTS_NOTHING_OF_OURS =
      classes()
          .that()
          .resideInAPackage("io.dbintel.runtime..")
          .should()
          .onlyDependOnClassesThat()
          .resideOutsideOfPackages(
              "io.dbintel.schemas..",
              "io.dbintel.redaction..",
              "io.dbintel.collector..",
              "io.dbintel.streams..",
              "io.dbintel.exporter..",
              "io.dbintel.ctl..",
              "io.dbintel.embedded..",
              "io.dbintel.quickstart..");

  @ArchTest
  static final ArchRule PACKAGES_HAVE_NO_CYCLES =
      slices().matching("io.dbintel.runtime.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule CONFIGURATION_KNOWS_NO_OTHER_PART =
      noClasses()
          .that()
          .resideInAPackage("io.dbintel.runtime.config..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.dbintel.runtime.health..",
              "io.dbintel.runtime.http..",
              "io.dbintel.runtime.lifecycle..",
              "io.dbintel.runtime.metrics..");
}
