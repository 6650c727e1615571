package io.dbintel.systemtests.field;

import io.dbintel.systemtests.field.odd.Bouncer;
import io.dbintel.systemtests.field.odd.DroppedDatabases;
import io.dbintel.systemtests.field.odd.HostileRole;
import io.dbintel.systemtests.field.odd.InvalidBytes;
import io.dbintel.systemtests.field.odd.LargeTexts;
import io.dbintel.systemtests.field.odd.ManyDatabases;
import io.dbintel.systemtests.field.odd.NarrowEncoding;
import io.dbintel.systemtests.field.odd.OddNames;
import io.dbintel.systemtests.field.odd.OddPassword;
import io.dbintel.systemtests.field.odd.OtherAddresses;
import io.dbintel.systemtests.field.odd.PgpoolBalance;
import io.dbintel.systemtests.field.odd.PlantedFunction;
import io.dbintel.systemtests.field.odd.RoundedTimes;
import io.dbintel.systemtests.field.odd.SerializableStandby;
import io.dbintel.systemtests.field.odd.TwoStandbys;
import io.dbintel.systemtests.field.odd.UnknownTimeZone;
import java.util.List;
import java.util.Map;

/** All odd servers there are. A further one is a class in {@code odd} and a line here. */
final class OddServers {

  static final List<OddServer> ALL =
      List.of(
          new RoundedTimes(),
          new PlantedFunction(),
          new HostileRole(),
          new InvalidBytes(),
          new NarrowEncoding(),
          new SerializableStandby(),
          new TwoStandbys(),
          new Bouncer("session", Map.of()),
          new Bouncer("transaction", Map.of()),
          new Bouncer(
              "transaction", Map.of("ignore_startup_parameters", "extra_float_digits, options")),
          new Bouncer("statement", Map.of()),
          new PgpoolBalance(),
          new OddNames("a?b=c"),
          new OddNames("100%"),
          new OddNames("x#y/z"),
          new OddNames("it's \"größe\" 漢字"),
          new OddPassword(),
          new UnknownTimeZone(),
          new OtherAddresses(),
          new ManyDatabases(),
          new DroppedDatabases(),
          new LargeTexts());

  private OddServers() {}
}
