package io.dbintel.redaction.pii.corpus;

import java.util.List;
import net.datafaker.Faker;
import net.datafaker.providers.base.Finance.CreditCardType;

/** Payment card numbers of the large networks, bare and in groups. */
final class Cards {
  private record Network(String prefix, int length) {}

  private static final List<Network> NETWORKS =
      List.of(
          new Network("4", 16),
          new Network("4", 13),
          new Network("51", 16),
          new Network("55", 16),
          new Network("2221", 16),
          new Network("2720", 16),
          new Network("34", 15),
          new Network("37", 15),
          new Network("36", 14),
          new Network("3005", 14),
          new Network("6011", 16),
          new Network("65", 16),
          new Network("3530", 16),
          new Network("62", 16),
          new Network("62", 19),
          new Network("5018", 12),
          new Network("6759", 16),
          new Network("2202", 16),
          new Network("9792", 16));

  /** In groups of four these look like Aadhaar numbers. */
  private static final int BARE_LENGTH = 12;

  private final Draw draw;
  private final Faker faker;

  Cards(Draw draw, Faker faker) {
    this.draw = draw;
    this.faker = faker;
  }

  String own() {
    Network network = draw.oneOf(NETWORKS);
    String number =
        CheckedNumbers.luhn(
            network.prefix() + draw.digits(network.length() - network.prefix().length() - 1));
    if (network.length() == BARE_LENGTH) {
      return number;
    }
    return draw.oneOf(
        List.of(
            number,
            number.replaceAll("(.{4})(?=.)", "$1 "),
            number.replaceAll("(.{4})(?=.)", "$1-")));
  }

  String faked() {
    return faker.finance().creditCard(draw.oneOf(List.of(CreditCardType.values())));
  }
}
