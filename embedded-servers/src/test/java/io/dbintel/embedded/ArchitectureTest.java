package io.dbintel.embedded;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "io.dbintel.embedded",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule importsNothingOfOurs =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.dbintel.schemas..",
              "io.dbintel.redaction..",
              "io.dbintel.runtime..",
              "io.dbintel.collector..",
              "io.dbintel.streams..",
              "io.dbintel.exporter..");

  @ArchTest
  static final ArchRule brokerInternalsStayInOneClass =
      noClasses()
          .that()
          .doNotHaveSimpleName("EmbeddedKafka")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("kafka..", "org.apache.kafka..");
}
