package io.dbintel.quickstart;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.dbintel", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule servicesDoNotKnowTheQuickstart =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "io.dbintel.quickstart..", "io.dbintel.systemtests..", "io.dbintel.benchmarks..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.dbintel.quickstart..");

  @ArchTest
  static final ArchRule theViewKnowsResultsOnly =
      noClasses()
          .that()
          .resideInAPackage("io.dbintel.quickstart.view..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.dbintel.collector..",
              "io.dbintel.streams..",
              "io.dbintel.exporter..",
              "io.dbintel.embedded..",
              "org.apache.kafka..");

  @ArchTest
  static final ArchRule noCycles =
      slices().matching("io.dbintel.quickstart.(*)..").should().beFreeOfCycles();
}
