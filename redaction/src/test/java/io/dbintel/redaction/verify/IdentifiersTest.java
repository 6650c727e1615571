package io.dbintel.redaction.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.redaction.pii.config.AllowRule;
import io.dbintel.redaction.pii.config.CustomDetector;
import io.dbintel.redaction.pii.config.PiiConfig;
import io.dbintel.redaction.pii.config.Sensitivity;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.ByteRange;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names keep what names look like and lose what is private in any context. */
class IdentifiersTest {

  private static final TextVerifier DEFAULT = TextVerifier.of(PiiConfig.defaults());
  private static final TextVerifier HIGH =
      TextVerifier.of(PiiConfig.defaults().withSensitivity(Sensitivity.HIGH));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "postgres",
        "orders_2024",
        "orders_20240131",
        "backup_20240131123456",
        "backup-2024-01-31-23-59-59",
        "tenant_4711",
        "shard_000000000042",
        "id_123456789",
        "tel_2025550123",
        "born_1980-01-31",
        "passport_X1234567",
        "pg_database_owner",
        "rds_superuser",
        "größe",
        "注文データ",
        "App DB (EU)",
        "a?b=c",
        "100%",
        "x#y/z",
        "app@localhost",
        "app@db1",
        "admin@myserver",
        "git@example.com",
        "10.0.12.34",
        "203.0.113.77",
        "2001:db8::8a2e:370:7334",
        "fe80::1%eth0",
        "00:1b:44:11:3a:b7",
        "db-1.eu-central-1.rds.amazonaws.com",
        "ec2-203-0-113-25.compute-1.amazonaws.com",
        "ip-10-0-12-34.ec2.internal",
        "6ab09bec-e68e-48d9-a5f8-97e6fb4c9b47",
        "user:6ab09bec-e68e-48d9-a5f8-97e6fb4c9b47:cart",
        "5f2a0c3b9d1e8a0012345678",
        "user:1000:profile",
        "session:{1000}:data",
        "d41d8cd98f00b204e9800998ecf8427e",
        "da39a3ee5e6b4b0d3255bfef95601890afd80709",
        "task_token",
        "password_resets",
        "idle in transaction (aborted)",
        "client backend",
        "v1.2.3-rc.4+build.5",
      })
  void keepsOrdinaryNames(String name) {
    assertThat(DEFAULT.verifyIdentifier(name).text()).hasToString(name);
    assertThat(DEFAULT.verifyIdentifier(name).detections()).isEmpty();
    assertThat(HIGH.verifyIdentifier(name).text()).hasToString(name);
  }

  @Property
  void keepsUuids(@ForAll long high, @ForAll long low) {
    String name = "user:" + new UUID(high, low);
    assertThat(HIGH.verifyIdentifier(name).text()).hasToString(name);
  }

  @Property
  void keepsUuidsOfDecimalDigits(
      @ForAll @StringLength(32) @NumericChars String digits, @ForAll("before") String before) {
    String uuid = digits.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5");
    assertThat(HIGH.verifyIdentifier(before + uuid).text()).hasToString(before + uuid);
  }

  @Provide
  Arbitrary<String> before() {
    return Arbitraries.of("", "user:", "visa card ", "card_", "a-");
  }

  @Test
  void keepsUuidsWithTheNumberOfACardInThem() {
    String uuid = "ffffffff-5656-4073-0000-000000000000";
    assertThat(HIGH.verifyIdentifier("user:" + uuid).text()).hasToString("user:" + uuid);
    assertThat(HIGH.verifyIdentifier("user:" + uuid + " 5656-4073-0000").text())
        .hasToString("user:" + uuid + " <PAYMENT_CARD>");
    assertThat(HIGH.verifyIdentifier("4111-1111-1111-1111-" + "000000000000").text())
        .hasToString("<PAYMENT_CARD>-000000000000");
  }

  @Property
  void keepsAddressesOfMachines(@ForAll @Size(4) @ByteRange byte[] octets) {
    String name =
        (octets[0] & 0xff) + "." + (octets[1] & 0xff) + "." + (octets[2] & 0xff) + "." + octets[3];
    assertThat(HIGH.verifyIdentifier(name).text()).hasToString(name);
  }

  @ParameterizedTest
  @CsvSource({
    "jane@example.com, <EMAIL>, EMAIL",
    "db_jane.doe@example.co.uk, <EMAIL>, EMAIL",
    "user:jane@example.com:cart, user:<EMAIL>:cart, EMAIL",
    "jane%40example.com, <EMAIL>, EMAIL",
    "4111111111111111, <PAYMENT_CARD>, PAYMENT_CARD",
    "card_4111-1111-1111-1111, card_<PAYMENT_CARD>, PAYMENT_CARD",
    "DE89370400440532013000, <IBAN>, IBAN",
    "otp:+14155552671, otp:<PHONE>, PHONE",
    "key:AKIAIOSFODNN7EXAMPLE, key:<AWS_KEY>, AWS_KEY",
    "password=topsecret1, password=<PASSWORD>, PASSWORD",
    "postgres://app:topsecret1@db-1/shop, postgres://<URL_CREDENTIALS>@db-1/shop, URL_CREDENTIALS",
  })
  void masksWhatIsPrivateInNames(String name, String masked, String type) {
    Verification verified = DEFAULT.verifyIdentifier(name);

    assertThat(verified.text()).hasToString(masked);
    assertThat(verified.detections()).isEqualTo(Map.of(type, 1));
    assertThat(verified.statement()).isNull();
    assertThat(DEFAULT.verifyIdentifier(masked).detections()).isEmpty();
  }

  @Test
  void obeysTheConfiguration() {
    TextVerifier custom =
        TextVerifier.of(
            PiiConfig.defaults()
                .withCustomDetectors(List.of(CustomDetector.of("STAFF_ID", "E-[0-9]{6}"))));
    assertThat(custom.verifyIdentifier("db_E-123456").text()).hasToString("db_<STAFF_ID>");

    TextVerifier allowing =
        TextVerifier.of(
            PiiConfig.defaults().withAllow(List.of(new AllowRule("EMAIL", ".*@example\\.com"))));
    assertThat(allowing.verifyIdentifier("a@example.com").text()).hasToString("a@example.com");

    TextVerifier low = TextVerifier.of(PiiConfig.defaults().withSensitivity(Sensitivity.LOW));
    assertThat(low.verifyIdentifier("a@example.com").text()).hasToString("a@example.com");
  }
}
