package io.dbintel.redaction;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.constructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.dbintel.redaction.verify.CleanText;
import io.dbintel.redaction.verify.CleanTextCodec;
import io.dbintel.redaction.verify.TextVerifier;

@AnalyzeClasses(packages = "io.dbintel", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule IMPORTS_NOTHING_OF_OURS =
      noClasses()
          .that()
          .resideInAPackage("io.dbintel.redaction..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.dbintel.schemas..",
              "io.dbintel.runtime..",
              "io.dbintel.embedded..",
              "io.dbintel.collector..",
              "io.dbintel.streams..",
              "io.dbintel.exporter..");

  @ArchTest
  static final ArchRule PACKAGES_HAVE_NO_CYCLES =
      slices().matching("io.dbintel.redaction.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule ONLY_THE_VERIFIER_AND_THE_CODEC_MAKE_CLEAN_TEXT =
      noClasses()
          .that()
          .areNotAssignableTo(TextVerifier.class)
          .and()
          .areNotAssignableTo(CleanTextCodec.class)
          .and()
          .areNotAssignableTo(CleanText.class)
          .should()
          .callConstructor(CleanText.class, String.class);

  @ArchTest
  static final ArchRule CLEAN_TEXT_HAS_NO_PUBLIC_CONSTRUCTOR =
      constructors().that().areDeclaredIn(CleanText.class).should().bePackagePrivate();

  @ArchTest
  static final ArchRule CLEAN_TEXT_HAS_NO_SUBCLASS =
      classes()
          .that()
          .areAssignableTo(CleanText.class)
          .should()
          .haveFullyQualifiedName(CleanText.class.getName());

  @ArchTest
  static final ArchRule NOTHING_HERE_READS_STORES =
      noClasses()
          .that()
          .resideInAPackage("io.dbintel.redaction..")
          .should()
          .dependOnClassesThat()
          .areAssignableTo(CleanTextCodec.class)
          .because("the codec trusts bytes; only codecs of state stores may use it");

  @ArchTest
  static final ArchRule NOTHING_LOGS =
      noClasses()
          .that()
          .resideInAPackage("io.dbintel.redaction..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.slf4j..")
          .because("a value in a log would be a leak");
}
