package io.dbintel.redaction.pii.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.redaction.pii.PiiScanner;
import io.dbintel.redaction.pii.config.PiiConfig;
import io.dbintel.redaction.pii.config.Sensitivity;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CorpusTest {
  private static final long SEED = 20_240_229;
  private static final int PER_TYPE = 300;

  /** Types whose check digits prove a value: nothing excuses a miss. */
  private static final List<String> CHECKED =
      List.of(
          "PAYMENT_CARD",
          "IBAN",
          "US_ABA_ROUTING",
          "CRYPTO_WALLET",
          "UK_NHS",
          "CA_SIN",
          "AU_TFN",
          "IN_AADHAAR",
          "ES_NIF",
          "IT_CODICE_FISCALE",
          "FR_NIR",
          "DE_STEUER_ID",
          "NL_BSN",
          "BE_NATIONAL_NUMBER",
          "CH_AHV",
          "PT_NIF",
          "SE_PERSONNUMMER",
          "FI_HETU",
          "NO_FODSELSNUMMER",
          "PL_PESEL",
          "TR_KIMLIK",
          "BR_CPF",
          "MX_CURP",
          "CN_RESIDENT_ID",
          "KR_RRN",
          "ZA_ID");

  @ParameterizedTest
  @EnumSource(names = {"MEDIUM", "HIGH"})
  void findsNearlyAllAndNearlyNothingElse(Sensitivity sensitivity) {
    CorpusReport report =
        CorpusReport.of(
            PiiScanner.of(PiiConfig.defaults().withSensitivity(sensitivity)),
            Corpus.generate(SEED, PER_TYPE));

    SoftAssertions.assertSoftly(
        softly -> {
          softly.assertThat(report.precision()).as("precision%s", report).isGreaterThan(0.99);
          softly.assertThat(report.recall()).as("recall%s", report).isGreaterThan(0.98);
          for (String type : CHECKED) {
            softly.assertThat(report.recall(type)).as("recall of %s%s", type, report).isEqualTo(1);
          }
        });
  }

  @Test
  void equalSeedsMakeEqualCorpora() {
    assertThat(Corpus.generate(SEED, 3))
        .isEqualTo(Corpus.generate(SEED, 3))
        .isNotEqualTo(Corpus.generate(SEED + 1, 3));
  }
}
