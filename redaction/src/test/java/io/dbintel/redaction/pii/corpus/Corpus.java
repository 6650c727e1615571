package io.dbintel.redaction.pii.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;
import net.datafaker.Faker;
import net.datafaker.providers.base.Internet;

/**
 * Private values of all types in the texts of many locales, then telemetry without any. Equal seeds
 * make equal corpora.
 */
final class Corpus {
  private static final List<Locale> LOCALES =
      List.of(
          Locale.US,
          Locale.UK,
          Locale.GERMANY,
          Locale.FRANCE,
          Locale.ITALY,
          new Locale("es"),
          new Locale("pt", "BR"),
          new Locale("nl"),
          new Locale("sv"),
          new Locale("pl"),
          new Locale("tr"),
          new Locale("ru"),
          Locale.JAPAN,
          Locale.CHINA,
          Locale.KOREA);

  /** For values that need no key word. */
  private static final List<String> NEUTRAL =
      List.of(
          "%s",
          "value %s was rejected",
          "{\"id\":7,\"value\":\"%s\",\"ok\":true}",
          "row,17,%s,done",
          "user=%s;",
          "(%s)",
          "update failed for %s: timeout",
          "first line\n\t%s\nlast line",
          "'%s' violates unique constraint \"accounts_key\"",
          "Key (value)=(%s) already exists.",
          "Schlüssel „%s“ existiert bereits",
          "la clé « %s » existe déjà",
          "値「%s」は既に存在します",
          "键值%s已经存在",
          "ключ %s уже существует",
          "<td>%s</td>");

  private final List<Sample> samples = new ArrayList<>();
  private final int perType;
  private final Random random;
  private final Draw draw;
  private final List<Faker> fakers;

  private Corpus(long seed, int perType) {
    this.perType = perType;
    this.random = new Random(seed);
    this.draw = new Draw(random);
    this.fakers = LOCALES.stream().map(locale -> new Faker(locale, random)).toList();
  }

  /** {@code perType} values of each type and as many clean texts. */
  static List<Sample> generate(long seed, int perType) {
    Corpus corpus = new Corpus(seed, perType);
    corpus.contacts();
    corpus.finance();
    corpus.numbersOfPersons();
    corpus.machines();
    corpus.secrets();
    Telemetry telemetry = new Telemetry(corpus.draw, corpus.fakers);
    int values = corpus.samples.size();
    for (int i = 0; i < values; i++) {
      corpus.samples.add(Sample.clean(telemetry.next()));
    }
    return corpus.samples;
  }

  private void add(String type, Supplier<String> values) {
    add(type, NEUTRAL, values);
  }

  private void add(String type, List<String> contexts, Supplier<String> values) {
    for (int i = 0; i < perType; i++) {
      samples.add(Sample.of(type, draw.oneOf(contexts), values.get()));
    }
  }

  private Faker faker() {
    return draw.oneOf(fakers);
  }

  private void contacts() {
    add("EMAIL", () -> eMail(address -> address.emailAddress()));
    add("EMAIL", () -> eMail(address -> address.safeEmailAddress()));
    add("PHONE", new Phones(draw)::international);
    add(
        "PHONE",
        List.of("phone: %s", "Tel. %s", "{\"mobile\":\"%s\"}", "call me at %s", "fax=%s"),
        new Phones(draw)::national);
  }

  /** Names in other scripts leave nothing of an address's first part; such are drawn again. */
  private String eMail(Function<Internet, String> kind) {
    String address = kind.apply(faker().internet());
    while (!address.matches("[\\p{L}\\p{N}].*[\\p{L}\\p{N}]@.*") || address.contains("..")) {
      address = kind.apply(faker().internet());
    }
    return address;
  }

  private void finance() {
    Cards cards = new Cards(draw, fakers.get(0));
    add("PAYMENT_CARD", cards::own);
    add("PAYMENT_CARD", cards::faked);
    add("IBAN", () -> ibanAsWritten(fakers.get(0).finance().iban()));
    add("CRYPTO_WALLET", () -> Wallets.legacy(draw));
    add("CRYPTO_WALLET", () -> Wallets.segwit(draw));
    add("CRYPTO_WALLET", () -> "0x" + draw.hex(40));
    add(
        "US_ABA_ROUTING",
        List.of("routing number %s", "ABA: %s", "{\"routing\":\"%s\"}", "%s (ABA number)"),
        () -> CheckedNumbers.divisible("0" + draw.between(1, 9) + draw.digits(6), 10, 3, 7, 1));
  }

  private String ibanAsWritten(String iban) {
    return draw.between(0, 1) == 0 ? iban : iban.replaceAll("(.{4})(?=.)", "$1 ");
  }

  private void numbersOfPersons() {
    NationalIds ids = new NationalIds(draw);
    add(
        "US_SSN",
        () -> draw.between(100, 665) + "-" + draw.between(10, 99) + "-" + draw.between(1000, 9999));
    add("US_ITIN", () -> "9" + draw.digits(2) + "-" + draw.between(70, 88) + "-" + draw.digits(4));
    add(
        "UK_NINO",
        () ->
            draw.of("ABCEHJLMPRSTWXYZ", 1)
                + draw.of("ABCEHJLMPRSWXY", 1)
                + draw.digits(6)
                + draw.of("ABCD", 1));
    add("UK_NHS", List.of("NHS number %s", "nhs_no=%s"), ids::nhs);
    add("CA_SIN", List.of("SIN %s", "social insurance: %s", "assurance sociale %s"), ids::sin);
    add("AU_TFN", List.of("TFN %s", "tax file number is %s"), ids::tfn);
    add("IN_AADHAAR", List.of("Aadhaar %s", "{\"aadhaar\":\"%s\"}"), ids::aadhaar);
    add("ES_NIF", ids::spanish);
    add("IT_CODICE_FISCALE", ids::italian);
    add("FR_NIR", ids::french);
    add("DE_STEUER_ID", List.of("Steuer-ID: %s", "IdNr. %s"), ids::german);
    add("NL_BSN", List.of("BSN %s", "burgerservicenummer %s"), ids::dutch);
    add(
        "BE_NATIONAL_NUMBER",
        List.of("rijksregisternummer %s", "registre national : %s"),
        ids::belgian);
    add("CH_AHV", ids::swiss);
    add("PT_NIF", List.of("NIF %s", "contribuinte n.º %s"), ids::portuguese);
    add("SE_PERSONNUMMER", ids::swedish);
    add("FI_HETU", ids::finnish);
    add("NO_FODSELSNUMMER", List.of("fødselsnummer %s", "fnr: %s"), ids::norwegian);
    add("PL_PESEL", List.of("PESEL %s", "pesel=%s"), ids::polish);
    add("TR_KIMLIK", List.of("T.C. Kimlik No %s", "tckn: %s"), ids::turkish);
    add("BR_CPF", ids::brazilian);
    add("MX_CURP", ids::mexican);
    add("CN_RESIDENT_ID", ids::chinese);
    add("KR_RRN", ids::korean);
    add("ZA_ID", List.of("ID number: %s", "identity %s"), ids::southAfrican);
    add(
        "DATE_OF_BIRTH",
        List.of(
            "dob: %s",
            "{\"date_of_birth\":\"%s\"}", "geboren am %s", "date de naissance : %s", "born %s"),
        this::birthDate);
    add(
        "PASSPORT",
        List.of("passport %s", "passport no. %s", "Reisepass %s", "{\"passport\":\"%s\"}"),
        () ->
            draw.oneOf(
                List.of(
                    draw.capitals(1) + draw.digits(8),
                    draw.digits(9),
                    draw.capitals(2) + draw.digits(7))));
  }

  private String birthDate() {
    String date = draw.date(1930, 2010);
    String year = date.substring(0, 4);
    String month = date.substring(4, 6);
    String day = date.substring(6);
    return draw.oneOf(
        List.of(
            year + '-' + month + '-' + day,
            day + '.' + month + '.' + year,
            month + '/' + day + '/' + year,
            day + " March " + year));
  }

  private void machines() {
    add(
        "IPV4",
        () ->
            draw.between(1, 126)
                + "."
                + draw.between(0, 255)
                + "."
                + draw.between(0, 255)
                + "."
                + draw.between(0, 255));
    add("IPV6", () -> fakers.get(0).internet().ipV6Address());
    add(
        "IPV6",
        () -> "2001:db8:" + draw.between(1, 9) + "::" + draw.hex(4).replaceAll("^0+(?=.)", ""));
    add("MAC_ADDRESS", () -> fakers.get(0).internet().macAddress());
  }

  private void secrets() {
    add(
        "JWT",
        () -> "eyJ" + draw.base64Url(30) + '.' + draw.base64Url(60) + '.' + draw.base64Url(43));
    add(
        "PRIVATE_KEY",
        () ->
            "-----BEGIN EC PRIVATE"
                + " KEY-----\n"
                + draw.base64Url(64)
                + "\n-----END EC PRIVATE"
                + " KEY-----");
    add("AWS_KEY", () -> "AKIA" + draw.of("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 16));
    add("AWS_KEY", List.of("aws_secret_access_key=%s"), () -> draw.key(40));
    add("GCP_KEY", () -> "AIza" + draw.key(35));
    add("AZURE_KEY", List.of("AccountKey=%s;"), () -> draw.key(86) + "==");
    add("GITHUB_TOKEN", () -> "gh" + draw.of("pousr", 1) + "_" + draw.key(36));
    add("SLACK_TOKEN", () -> "xox" + "b-" + draw.digits(12) + "-" + draw.key(24));
    add("STRIPE_KEY", () -> "sk_" + "live_" + draw.key(24));
    add("API_KEY", () -> "glpat" + "-" + draw.key(20));
    add(
        "GENERIC_API_KEY",
        List.of("api_key=%s", "{\"clientSecret\":\"x\",\"access_token\":\"%s\"}", "token: %s"),
        () -> draw.key(32));
    add(
        "AUTH_TOKEN",
        List.of("Authorization: Bearer %s", "authorization=Basic %s"),
        () -> draw.key(40));
    add(
        "URL_CREDENTIALS",
        List.of("postgresql://%s@db.example.com:5432/app", "redis://%s@cache"),
        () -> faker().internet().username().replaceAll("[^\\p{L}0-9]", "") + ":" + draw.key(12));
    add(
        "PASSWORD",
        List.of(
            "host=db password=%s user=app",
            "Server=db;Password=%s;", "{\"password\":\"%s\"}", "--password %s"),
        () -> draw.key(8) + draw.of("!#%-_+", 2) + draw.digits(1));
  }
}
