package io.dbintel.ctl;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.dbintel.ctl", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule IMPORTS_OF_OURS =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.dbintel.redaction..",
              "io.dbintel.streams..",
              "io.dbintel.exporter..",
              "io.dbintel.embedded..",
              "io.dbintel.quickstart..");

  @ArchTest
  static final ArchRule KNOWS_NO_SYSTEM_AND_NO_BROKER =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.dbintel.collector.systems..", "java.sql..", "org.apache.kafka..");

  @ArchTest
  static final ArchRule ONLY_THE_CLIENT_SPEAKS_HTTP =
      noClasses()
          .that()
          .resideOutsideOfPackage("..ctl.api..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("java.net.http..");

  @ArchTest
  static final ArchRule PACKAGES_HAVE_NO_CYCLES =
      slices().matching("io.dbintel.ctl.(*)..").should().beFreeOfCycles();
}
