package io.dbintel.benchmarks.detection;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import net.datafaker.Faker;

/** Makes valid private values of many countries; the same for the same seed. */
final class PrivateValues {

  private static final String[] CARD_PREFIXES = {
    "4", "51", "55", "2221", "34", "37", "6011", "3528"
  };
  private static final String[] IBAN_COUNTRIES = {
    "DE", "FR", "GB", "ES", "IT", "NL", "BE", "PL", "SE", "NO", "CH", "AT", "PT", "FI", "DK", "IE"
  };
  private static final String[] LOCALES = {
    "en-US", "en-GB", "de", "fr", "es", "it", "pl", "nl", "sv", "pt-BR", "fi-FI", "tr"
  };
  private static final String[] CALLING_CODES = {
    "1415555", "44791112", "4915112", "3361234", "3461234", "3931234", "4850112", "3161234"
  };
  private static final String NIF_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE";

  private final Random random;
  private final List<Faker> fakers;

  PrivateValues(long seed) {
    random = new Random(seed);
    fakers =
        List.of(LOCALES).stream()
            .map(locale -> new Faker(Locale.forLanguageTag(locale), new Random(seed)))
            .toList();
  }

  /** A maker of values for each type, in a fixed order. */
  Map<String, Supplier<String>> byType() {
    Map<String, Supplier<String>> values = new LinkedHashMap<>();
    values.put("EMAIL", () -> anyFaker().internet().emailAddress());
    values.put("PAYMENT_CARD", this::card);
    values.put("IBAN", this::iban);
    values.put(
        "US_SSN",
        () ->
            pad("%03d", 1 + number(665))
                + pad("-%02d", 1 + number(98))
                + pad("-%04d", 1 + number(9998)));
    values.put(
        "IPV4",
        () -> (1 + number(222)) + "." + number(256) + "." + number(256) + "." + (1 + number(254)));
    values.put("IPV6", () -> anyFaker().internet().ipV6Address());
    values.put("MAC_ADDRESS", () -> anyFaker().internet().macAddress());
    values.put("PHONE", () -> "+" + any(CALLING_CODES) + pad("%04d", number(10_000)));
    values.put("JWT", this::jwt);
    values.put("AWS_KEY", () -> "AK" + "IA" + base("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 16));
    values.put(
        "GITHUB_TOKEN",
        () -> "gh" + "p_" + base("abcdefghijklmnopqrstuvwxyzABCDEFGHIJ0123456789", 36));
    values.put("UK_NINO", () -> "AB" + pad("%06d", number(1_000_000)) + base("ABCD", 1));
    values.put("ES_NIF", this::nif);
    values.put("PL_PESEL", this::pesel);
    values.put("BR_CPF", this::cpf);
    values.put("CA_SIN", () -> CheckDigit.luhn((1 + number(7)) + pad("%07d", number(10_000_000))));
    values.put("SE_PERSONNUMMER", this::personnummer);
    values.put("NL_BSN", this::bsn);
    values.put("CN_RESIDENT_ID", this::residentId);
    return values;
  }

  private String card() {
    String prefix = any(CARD_PREFIXES);
    int length = prefix.startsWith("3") && !prefix.startsWith("35") ? 15 : 16;
    StringBuilder digits = new StringBuilder(prefix);
    while (digits.length() < length - 1) {
      digits.append(number(10));
    }
    String card = CheckDigit.luhn(digits.toString());
    String separator = any(new String[] {"", "", " ", "-"});
    return length == 15
        ? String.join(separator, card.substring(0, 4), card.substring(4, 10), card.substring(10))
        : card.replaceAll("(.{4})(?!$)", "$1" + separator);
  }

  private String iban() {
    String iban = anyFaker().finance().iban(any(IBAN_COUNTRIES));
    return number(2) == 0 ? iban : iban.replaceAll("(.{4})(?!$)", "$1 ");
  }

  private String jwt() {
    return base64("{\"alg\":\"HS256\",\"typ\":\"JWT\"}")
        + "."
        + base64("{\"sub\":\"" + number(1_000_000) + "\"}")
        + "."
        + base("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_", 43);
  }

  private String nif() {
    int digits = number(100_000_000);
    return pad("%08d", digits) + NIF_LETTERS.charAt(digits % 23);
  }

  private String pesel() {
    String digits =
        pad("%02d", number(100))
            + pad("%02d", 1 + number(12))
            + pad("%02d", 1 + number(28))
            + pad("%04d", number(10_000));
    int sum = CheckDigit.weighted(digits, 1, 3, 7, 9, 1, 3, 7, 9, 1, 3);
    return digits + (10 - sum % 10) % 10;
  }

  private String cpf() {
    String digits = pad("%09d", 100_000_000 + number(800_000_000));
    int first = CheckDigit.weighted(digits, 10, 9, 8, 7, 6, 5, 4, 3, 2) * 10 % 11 % 10;
    String ten = digits + first;
    int second = CheckDigit.weighted(ten, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2) * 10 % 11 % 10;
    return ten.replaceAll("(...)(...)(...)(.)", "$1.$2.$3-$4") + second;
  }

  private String personnummer() {
    String digits =
        pad("%02d", number(100))
            + pad("%02d", 1 + number(12))
            + pad("%02d", 1 + number(28))
            + pad("%03d", 1 + number(998));
    String whole = CheckDigit.luhn(digits);
    return whole.substring(0, 6) + "-" + whole.substring(6);
  }

  private String bsn() {
    while (true) {
      String digits = pad("%08d", 10_000_000 + number(89_000_000));
      int check = CheckDigit.weighted(digits, 9, 8, 7, 6, 5, 4, 3, 2) % 11;
      if (check < 10) {
        return digits + check;
      }
    }
  }

  private String residentId() {
    String digits =
        "110101"
            + (1950 + number(60))
            + pad("%02d", 1 + number(12))
            + pad("%02d", 1 + number(28))
            + pad("%03d", number(1_000));
    int sum = CheckDigit.weighted(digits, 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2);
    return digits + "10X98765432".charAt(sum % 11);
  }

  private static String base64(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  private String base(String alphabet, int length) {
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append(alphabet.charAt(number(alphabet.length())));
    }
    return text.toString();
  }

  private Faker anyFaker() {
    return fakers.get(number(fakers.size()));
  }

  private String any(String[] choices) {
    return choices[number(choices.length)];
  }

  private int number(int bound) {
    return random.nextInt(bound);
  }

  private static String pad(String format, int number) {
    return String.format(Locale.ROOT, format, number);
  }
}
