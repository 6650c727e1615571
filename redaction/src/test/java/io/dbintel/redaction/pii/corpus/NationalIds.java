package io.dbintel.redaction.pii.corpus;

import static io.dbintel.redaction.pii.corpus.CheckedNumbers.complement97;
import static io.dbintel.redaction.pii.corpus.CheckedNumbers.divisible;
import static io.dbintel.redaction.pii.corpus.CheckedNumbers.luhn;
import static io.dbintel.redaction.pii.corpus.CheckedNumbers.mod11Comma10;
import static io.dbintel.redaction.pii.corpus.CheckedNumbers.sum;
import static io.dbintel.redaction.pii.corpus.CheckedNumbers.verhoeff;

import java.util.List;
import java.util.function.Supplier;

/** Official personal numbers with check digits, as their holders write them. */
final class NationalIds {
  private static final String CURP = "0123456789ABCDEFGHIJKLMN\u00d1OPQRSTUVWXYZ";

  private final Draw draw;

  NationalIds(Draw draw) {
    this.draw = draw;
  }

  /** Tries until a body has a check digit. */
  private static String first(Supplier<String> tries) {
    String found = tries.get();
    while (found == null) {
      found = tries.get();
    }
    return found;
  }

  /** In groups of the given sizes. */
  private String grouped(String number, String separator, int... sizes) {
    StringBuilder written = new StringBuilder();
    int at = 0;
    for (int size : sizes) {
      written.append(at == 0 ? "" : separator).append(number, at, at + size);
      at += size;
    }
    return written.toString();
  }

  String nhs() {
    String number =
        first(
            () ->
                divisible(draw.between(4, 7) + draw.digits(8), 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1));
    return draw.oneOf(List.of(number, grouped(number, " ", 3, 3, 4)));
  }

  String sin() {
    String number = luhn(draw.between(1, 7) + draw.digits(7));
    return draw.oneOf(
        List.of(number, grouped(number, " ", 3, 3, 3), grouped(number, "-", 3, 3, 3)));
  }

  String tfn() {
    String number =
        first(() -> divisible(draw.between(1, 9) + draw.digits(7), 11, 1, 4, 3, 7, 5, 8, 6, 9, 10));
    return draw.oneOf(List.of(number, grouped(number, " ", 3, 3, 3)));
  }

  String aadhaar() {
    String number = verhoeff(draw.between(2, 9) + draw.digits(10));
    return draw.oneOf(List.of(number, grouped(number, " ", 4, 4, 4)));
  }

  String spanish() {
    int number = draw.between(1_000_000, 99_999_999);
    char letter = "TRWAGMYFPDXBNJZSQVHLCKE".charAt(number % 23);
    String dni = String.format("%08d", number);
    int foreign = number % 10_000_000;
    int first = draw.between(0, 2);
    return draw.oneOf(
        List.of(
            dni + letter,
            dni + '-' + letter,
            "XYZ".charAt(first)
                + String.format("%07d", foreign)
                + "TRWAGMYFPDXBNJZSQVHLCKE".charAt((first * 10_000_000 + foreign) % 23)));
  }

  String italian() {
    String code =
        draw.of("BCDFGLMNPRST", 6)
            + draw.digits(2)
            + draw.of("ABCDEHLMPRST", 1)
            + String.format("%02d", draw.between(1, 28))
            + draw.of("ABCDEFGHIL", 1)
            + draw.digits(3);
    String odd = "BAKPLCQDREVOSFTGUHMINJWZYX";
    int sum = 0;
    for (int i = 0; i < code.length(); i++) {
      int value = Character.digit(code.charAt(i), 36);
      int place = value < 10 ? value : value - 10;
      sum += i % 2 == 0 ? odd.indexOf('A' + place) : place;
    }
    return code + (char) ('A' + sum % 26);
  }

  String french() {
    String body =
        draw.between(1, 2)
            + draw.digits(2)
            + String.format("%02d%02d", draw.between(1, 12), draw.between(1, 95))
            + draw.digits(6);
    String number = body + complement97(body);
    return draw.oneOf(List.of(number, grouped(number, " ", 1, 2, 2, 2, 3, 3, 2)));
  }

  String german() {
    String ten = "1234567890";
    int gone = draw.between(1, 9);
    int kept = draw.between(0, 8);
    String nine = ten.replace(String.valueOf(ten.charAt(gone)), "");
    String number = mod11Comma10(nine + nine.charAt(kept));
    return draw.oneOf(List.of(number, grouped(number, " ", 2, 3, 3, 3)));
  }

  String dutch() {
    return first(
        () -> divisible(draw.between(1, 9) + draw.digits(7), 11, 9, 8, 7, 6, 5, 4, 3, 2, -1));
  }

  String belgian() {
    String date = draw.date(1940, 2015);
    String body = date.substring(2) + String.format("%03d", draw.between(1, 997));
    String check = complement97((date.startsWith("20") ? "2" : "") + body);
    String number = body + check;
    return draw.oneOf(
        List.of(
            number,
            body.substring(0, 2)
                + '.'
                + body.substring(2, 4)
                + '.'
                + body.substring(4, 6)
                + '-'
                + body.substring(6)
                + '.'
                + check));
  }

  String swiss() {
    String number = divisible("756" + draw.digits(9), 10, 1, 3);
    return draw.oneOf(List.of(number, grouped(number, ".", 3, 4, 4, 2)));
  }

  String portuguese() {
    String body = draw.between(1, 3) + draw.digits(7);
    int rest = sum(body, 9, 8, 7, 6, 5, 4, 3, 2) % 11;
    return body + (rest < 2 ? 0 : 11 - rest);
  }

  String swedish() {
    String date = draw.date(1930, 2019);
    String number = luhn(date.substring(2) + draw.digits(3));
    String written = number.substring(0, 6) + '-' + number.substring(6);
    return draw.oneOf(List.of(written, date.substring(0, 2) + written));
  }

  String finnish() {
    String date = draw.date(1930, 2019);
    String day = date.substring(6) + date.substring(4, 6) + date.substring(2, 4);
    String individual = String.format("%03d", draw.between(2, 899));
    int rest = Integer.parseInt(day + individual) % 31;
    return day
        + (date.startsWith("19") ? '-' : 'A')
        + individual
        + "0123456789ABCDEFHJKLMNPRSTUVWXY".charAt(rest);
  }

  String norwegian() {
    return first(
        () -> {
          String date = draw.date(1930, 2019);
          String body =
              date.substring(6) + date.substring(4, 6) + date.substring(2, 4) + draw.digits(3);
          String ten = divisible(body, 11, 3, 7, 6, 1, 8, 9, 4, 5, 2, 1);
          return ten == null ? null : divisible(ten, 11, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1);
        });
  }

  String polish() {
    String date = draw.date(1930, 2019);
    int month = Integer.parseInt(date, 4, 6, 10) + (date.startsWith("20") ? 20 : 0);
    String body =
        date.substring(2, 4) + String.format("%02d", month) + date.substring(6) + draw.digits(4);
    return divisible(body, 10, 1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1);
  }

  String turkish() {
    String body = draw.between(1, 9) + draw.digits(8);
    int tenth = Math.floorMod(sum(body, 7, -1), 10);
    return body + tenth + sum(body + tenth, 1) % 10;
  }

  String brazilian() {
    String body = draw.digits(9);
    for (int from = 10; from <= 11; from++) {
      int sum = 0;
      for (int i = 0; i < body.length(); i++) {
        sum += (body.charAt(i) - '0') * (from - i);
      }
      int rest = sum % 11;
      body += rest < 2 ? 0 : 11 - rest;
    }
    return grouped(body, ".", 3, 3, 3) + '-' + body.substring(9);
  }

  String mexican() {
    String body =
        draw.of("BCDFGHJKLMNPRST", 1)
            + draw.of("AEIOU", 1)
            + draw.capitals(2)
            + draw.date(1930, 1999).substring(2)
            + draw.of("HM", 1)
            + draw.oneOf(List.of("DF", "JC", "NL", "VZ"))
            + draw.of("BCDFGHJKLMNPQRSTVWXYZ", 3)
            + draw.digits(1);
    int sum = 0;
    for (int i = 0; i < body.length(); i++) {
      sum += CURP.indexOf(body.charAt(i)) * (18 - i);
    }
    return body + (10 - sum % 10) % 10;
  }

  String chinese() {
    String body = draw.between(11, 65) + draw.digits(4) + draw.date(1930, 2019) + draw.digits(3);
    int check = 0;
    while ((sum(body, 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2) + check) % 11 != 1) {
      check++;
    }
    return body + (check == 10 ? "X" : check);
  }

  String korean() {
    String date = draw.date(1930, 2019);
    String body =
        date.substring(2) + (draw.between(1, 2) + (date.startsWith("20") ? 2 : 0)) + draw.digits(5);
    int check = (11 - sum(body, 2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5) % 11) % 10;
    return body.substring(0, 6) + '-' + body.substring(6) + check;
  }

  String southAfrican() {
    return luhn(draw.date(1930, 2019).substring(2) + draw.digits(4) + draw.between(0, 1) + "8");
  }
}
