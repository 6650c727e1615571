package io.dbintel.collector;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Looks at the tests as well, because the second system is there. */
@AnalyzeClasses(packages = "io.dbintel.collector.systems")
class SystemsArchitectureTest {

  @ArchTest
  static final ArchRule SYSTEMS_DO_NOT_IMPORT_EACH_OTHER =
      slices().matching("io.dbintel.collector.systems.(*)..").should().notDependOnEachOther();
}
